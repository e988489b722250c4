# shellcheck shell=bash
# What the scripts of this folder share. Sourced, not run.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# What is built and installed stays in the target folder, so that only the first run waits for it.
CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}
CARGO_TARGET_DIR=$(mkdir -p "$CARGO_TARGET_DIR" && cd "$CARGO_TARGET_DIR" && pwd)
export CARGO_TARGET_DIR
scratch=$CARGO_TARGET_DIR/$(basename "$(cd "$(dirname "$0")" && pwd)")
mkdir -p "$scratch"

# What is of this run only.
work=$(mktemp -d)
mocks=()
clean_up() {
    [ ${#mocks[@]} -eq 0 ] || kill "${mocks[@]}" 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Calls to this machine must not go through a proxy.
export NO_PROXY=127.0.0.1,localhost no_proxy=127.0.0.1,localhost

# venv PACKAGE…: a virtual environment with exactly these packages; sets $python. With $venv set, one of that name.
venv() {
    local folder=$scratch/${venv:-venv}
    python=$folder/bin/python
    if [ "$(cat "$folder/packages" 2>/dev/null)" != "$*" ]; then
        rm -rf "$folder"
        python3 -m venv "$folder"
        "$python" -m pip --quiet --disable-pip-version-check install "$@"
        echo "$*" >"$folder/packages"
    fi
}

# node_modules PACKAGE…: a folder with these npm packages, where `node` finds them.
node_modules() {
    export NODE_PATH=$scratch/npm/node_modules
    if [ "$(cat "$scratch/npm/packages" 2>/dev/null)" != "$*" ]; then
        rm -rf "$scratch/npm"
        mkdir -p "$scratch/npm"
        npm --prefix "$scratch/npm" --silent --no-audit --no-fund --ignore-scripts install "$@" >/dev/null
        echo "$*" >"$scratch/npm/packages"
    fi
}

# start_mock ARGUMENT…: starts `cargo xtask mock` with at least one argument of the mock program itself; sets $mock to its URL.
# All are stopped when the script ends.
start_mock() {
    local output=$work/mock-${#mocks[@]} status=0
    # Builds it, in sight.
    (cd "$root" && cargo xtask mock "$@" --help >/dev/null)
    # The loop below may read it before the process that writes it has begun.
    : >"$output"
    (cd "$root" && exec cargo xtask mock "$@") >"$output" 2>"$output.errors" &
    mocks+=("$!")
    for _ in $(seq 600); do
        mock=$(sed -n 's/^listening on //p;1q' "$output")
        [ -z "$mock" ] || return 0
        kill -0 "$!" 2>/dev/null || break
        sleep 0.1
    done
    cat "$output" "$output.errors" >&2
    kill "$!" 2>/dev/null || true
    wait "$!" || status=$?
    echo "the mock does not start: exit code $status" >&2
    return 1
}

# fenced LANGUAGE FILE: what the code blocks of a Markdown file in that language contain.
fenced() {
    awk -v fence='```' -v language="$1" '
        $0 == fence language { inside = 1; next }
        $0 == fence { inside = 0 }
        inside' "$2"
}

passed=0 failed=0
# check NAME TEXT PATTERN: the text must have a line that matches.
check() {
    if grep -q -- "$3" <<<"$2"; then
        echo "ok     $1"
        passed=$((passed + 1))
    else
        echo "FAILED $1: no '$3' in: $2"
        failed=$((failed + 1))
    fi
}

# report: how many checks held; fails if one did not, or if there was none.
report() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
