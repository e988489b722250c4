"""Runs `schemathesis run`, with all its checks, from OpenAPI documents against mocks of them, and has openapi-core judge every answer.

Usage: documents.py MOCK SCRATCH [--examples N] [--seconds N] [--expected FILE] DOCUMENT…

MOCK is the program twinspec-spec-mock, SCRATCH a folder for what is only of this run. A DOCUMENT is a file or a folder of them. Each
gets a line: how many operations and calls, how many different answers openapi-core judged, and how many operations failed by kind
(`openapi-core` is its verdict). The exit code is 1 if there is a failure that the file
`--expected` does not name: lines `DOCUMENT KIND METHOD PATH`, in which `*` is any text, each with its reason behind a `#`.
"""

import argparse
import collections
import fnmatch
import json
import os
import pathlib
import re
import subprocess
import sys
import time

import yaml

SECRET = "mock"


def documents(paths):
    """The documents in files and folders; a folder that has openapi.yaml or openapi.json is one."""
    for path in map(pathlib.Path, paths):
        if path.is_file():
            yield path
        else:
            own = [path / name for name in ("openapi.yaml", "openapi.json") if (path / name).is_file()]
            inside = [child for child in sorted(path.iterdir()) if child.suffix in (".json", ".yaml", ".yml") and child.is_file()]
            folders = [child for child in sorted(path.iterdir()) if child.is_dir()]
            yield from own or [*(child for child in inside if is_document(child)), *documents(folders)]


def is_document(path):
    text = path.read_text(encoding="utf-8", errors="replace")[:2000]
    return "openapi" in text or "swagger" in text


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file) if path.suffix == ".json" else yaml.load(file, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def credentials(document):
    """What schemathesis sends for each security scheme: the settings of its configuration file, and headers."""
    schemes = (document.get("components") or {}).get("securitySchemes") or document.get("securityDefinitions") or {}
    settings, headers = [], []
    for name, scheme in schemes.items():
        if not isinstance(scheme, dict):
            continue
        kind, of_http = scheme.get("type"), str(scheme.get("scheme", "")).lower()
        section = f"[auth.openapi.{json.dumps(name)}]\n"
        if kind == "apiKey":
            settings.append(f'{section}api_key = "{SECRET}"\n')
        elif kind == "basic" or (kind == "http" and of_http == "basic"):
            settings.append(f'{section}username = "{SECRET}"\npassword = "{SECRET}"\n')
        elif kind == "http" and of_http == "bearer":
            settings.append(f'{section}bearer = "{SECRET}"\n')
        elif kind in ("oauth2", "openIdConnect", "http"):
            headers = ["-H", f"Authorization: Bearer {SECRET}"]
    return "".join(settings), headers


def start(mock, path):
    process = subprocess.Popen(
        [mock, "--spec", path, "--credential", SECRET], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    line = process.stdout.readline()
    if not line.startswith("listening on "):
        problem = process.communicate()[1].strip().splitlines()
        raise RuntimeError(f"the mock does not start: {' '.join(problem)[:300]}")
    return process, line.removeprefix("listening on ").strip()


def name(path):
    """What a document is called: by its file, or by its folder."""
    return path.parent.name if path.stem in ("openapi", "swagger") else path.name


def failures(report):
    """Kind, and method with path, of each failure."""
    found = report["failures"] + [{**error, "operations": error.get("operations", [""])} for error in report["errors"]]
    return {(failure.get("type", "error"), operation) for failure in found for operation in failure["operations"]}


def undescribed(output):
    """The operations of which the document describes no answer to a call that is refused with one of the statuses of HTTP for
    that: it has neither the status, nor its range, nor `default`. A mock can only say what is right, or what is described."""
    statuses = collections.defaultdict(set)
    operation = None
    for line in output.splitlines():
        # Long names leave no room for the line around them.
        heading = re.fullmatch(r"_* ([A-Z]+ /.+?|Stateful tests) _*", line)
        operation = heading.group(1) if heading else operation
        received = re.fullmatch(r"\s+Received: (\d+)", line)
        if received:
            statuses[operation].add(int(received.group(1)))
    return {operation for operation, found in statuses.items() if found <= {400, 401, 404, 405, 406, 415}}


def run(st, mock, scratch, path, examples, seconds, show):
    document = load(path)
    settings, headers = credentials(document)
    folder = scratch / name(path)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "schemathesis.toml").write_text(settings, encoding="utf-8")
    report = folder / "report.json"
    verdicts = folder / "verdicts.jsonl"
    report.unlink(missing_ok=True)
    # What fails late is not made small.
    bounded = ["--max-time", str(seconds), "--no-shrink"] if seconds else []
    verdicts.write_text("", encoding="utf-8")
    process, url = start(mock, path)
    begun = time.monotonic()
    try:
        output = subprocess.run(
            [
                st, "--config-file", folder / "schemathesis.toml", "run", path, "--origin", url, "--no-color",
                "--max-examples", str(examples), "--generation-deterministic", "--continue-on-failure", "--warnings", "off",
                "--suppress-health-check", "all",
                "--report", "json", "--report-json-path", report, *bounded, *headers,
            ],
            capture_output=True, text=True, cwd=folder,
            env={
                **os.environ, "NO_PROXY": "127.0.0.1", "SCHEMATHESIS_HOOKS": "judge", "PYTHONPATH": pathlib.Path(__file__).parent,
                "JUDGE_DOCUMENT": str(path), "JUDGE_ORIGIN": url, "JUDGE_REPORT": str(verdicts),
            },
            check=False,
        )
    finally:
        process.terminate()
        process.wait()
    (folder / "output.txt").write_text(output.stdout + output.stderr, encoding="utf-8")
    if show:
        print(output.stdout, output.stderr)
    if not report.exists():
        raise RuntimeError((output.stdout + output.stderr).strip()[-500:] or "schemathesis made no report")
    judged = [json.loads(line) for line in verdicts.read_text(encoding="utf-8").splitlines()]
    return json.loads(report.read_text(encoding="utf-8")), output.stdout, judged, time.monotonic() - begun


def expected_failures(path):
    if not path:
        return []
    lines = pathlib.Path(path).read_text(encoding="utf-8").splitlines()
    words = [line.split("#")[0].strip().split(maxsplit=2) for line in lines]
    return [word for word in words if len(word) == 3]


def is_expected(expected, *failure):
    return any(all(map(fnmatch.fnmatchcase, failure, patterns)) for patterns in expected)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mock")
    parser.add_argument("scratch", type=pathlib.Path)
    parser.add_argument("documents", nargs="+")
    parser.add_argument("--examples", type=int, default=20)
    parser.add_argument("--seconds", type=int, help="go on for that long with each document, and no longer")
    parser.add_argument("--expected")
    parser.add_argument("--show", action="store_true", help="print what schemathesis prints")
    arguments = parser.parse_args()
    st = pathlib.Path(sys.executable).parent / "st"
    expected = expected_failures(arguments.expected)
    unexpected = 0
    for path in documents(arguments.documents):
        try:
            report, output, judged, seconds = run(
                st, arguments.mock, arguments.scratch, path.resolve(), arguments.examples, arguments.seconds, arguments.show
            )
        except RuntimeError as problem:
            print(f"{name(path)}: skipped: {problem}")
            unexpected += 1
            continue
        found = failures(report)
        found |= {("openapi-core", verdict["operation"]) for verdict in judged if verdict["fault"]}
        silent = undescribed(output)
        unsaid = {failure for failure in found if failure[0] == "UndefinedStatusCode" and failure[1] in silent}
        found -= unsaid
        by_kind = collections.Counter(kind for kind, _ in found)
        known = {failure for failure in found if is_expected(expected, name(path), *failure)}
        told = ", ".join(f"{count} {kind}" for kind, count in by_kind.most_common()) or "none"
        operations, cases = report["operations"]["tested"], report["test_cases"]["generated"]
        print(f"{name(path)}: {operations} operations, {cases} cases, {len(judged)} answers judged, failures: {told} ({seconds:.0f} s)", flush=True)
        if unsaid:
            print(f"  {len(unsaid)} operations do not describe how a call is refused")
        if known:
            print(f"  {len(known)} of them are expected")
        new = [failure for failure in found if failure not in known]
        unexpected += len(new)
        for kind, operation in sorted(new):
            print(f"  {name(path)} {kind} {operation}")
        shown = {}
        for verdict in judged:
            if verdict["fault"] and ("openapi-core", verdict["operation"]) in new:
                shown.setdefault(verdict["operation"], f'{verdict["status"]}: {verdict["fault"]}')
        for operation, fault in sorted(shown.items()):
            print(f"    {operation}: {fault}")
    sys.exit(1 if unexpected else 0)


if __name__ == "__main__":
    main()
