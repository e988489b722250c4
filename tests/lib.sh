# What the scripts of this folder share. Sourced, not run.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
scratch=${ACS_SCRATCH:-${CARGO_TARGET_DIR:-$root/target}/foreign}
mkdir -p "$scratch"

# Calls to this machine must not go through a proxy.
export NO_PROXY=127.0.0.1,localhost no_proxy=127.0.0.1,localhost

# venv NAME PACKAGE…: a virtual environment with exactly these packages; sets $python.
venv() {
    local folder=$scratch/venv-$1
    shift
    python=$folder/bin/python
    if [ "$(cat "$folder/packages" 2>/dev/null)" != "$*" ]; then
        rm -rf "$folder"
        python3 -m venv "$folder"
        "$python" -m pip --quiet --disable-pip-version-check install "$@"
        echo "$*" >"$folder/packages"
    fi
}

# node_modules NAME PACKAGE…: a folder with these npm packages; sets $modules.
node_modules() {
    local folder=$scratch/npm-$1
    shift
    modules=$folder/node_modules
    if [ "$(cat "$folder/packages" 2>/dev/null)" != "$*" ]; then
        rm -rf "$folder"
        mkdir -p "$folder"
        npm --prefix "$folder" --silent --no-audit --no-fund --ignore-scripts install "$@" >/dev/null
        echo "$*" >"$folder/packages"
    fi
}

mocks=()
# start_mock API ARGUMENT…: starts a mock program; sets $mock to its URL. All are stopped when the script ends.
start_mock() {
    local log
    log=$(mktemp)
    (cd "$root" && exec cargo xtask mock "$@") >"$log" 2>"$log.err" &
    mocks+=("$!")
    # The first start may have to build it.
    for _ in $(seq 6000); do
        mock=$(sed -n 's/^listening on //p;1q' "$log")
        [ -z "$mock" ] || return 0
        kill -0 "$!" 2>/dev/null || break
        sleep 0.1
    done
    echo "the mock does not start:" >&2
    cat "$log.err" >&2
    return 1
}
stop_mocks() {
    [ ${#mocks[@]} -eq 0 ] || kill "${mocks[@]}" 2>/dev/null || true
}
trap stop_mocks EXIT
