"""Sends what schemathesis makes of an OpenAPI document to a mock, and holds the answers against the document.

Usage: conformance.py DOCUMENT URL

Each operation gets requests that fit the document, and requests that do not. Whatever the mock answers, the document has
to have its status, its content type and its shape. The mock starts anew with everything that is given for each operation.
"""

import collections
import datetime
import hashlib
import hmac
import json
import sys
import urllib.parse
import uuid

import hypothesis
import requests
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 25
SETTINGS = hypothesis.settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)


def text(value):
    """A scalar as it stands in a query."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))


def flat(name, value):
    """The pairs of a value in the style `flat`: `Tag.1.Key`."""
    if isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from flat(f"{name}.{number}", item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from flat(f"{name}.{key}", item)
    elif value is not None:
        yield name, text(value)


def quoted(value):
    """Percent-encoded as the canonical query wants it."""
    return urllib.parse.quote(value.encode("utf-8", "replace"), safe="~")


def signed(url, method, version, action, query):
    """A request with ACS3-HMAC-SHA256, written from the rules and not from the client under test."""
    pairs = sorted((quoted(name), quoted(value)) for name, value in query)
    canonical_query = "&".join(f"{name}={value}" for name, value in pairs)
    payload = hashlib.sha256(b"").hexdigest()
    headers = {
        "host": urllib.parse.urlsplit(url).netloc,
        "x-acs-action": action,
        "x-acs-content-sha256": payload,
        "x-acs-date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "x-acs-signature-nonce": uuid.uuid4().hex,
        "x-acs-version": version,
    }
    names = ";".join(headers)
    canonical_headers = "".join(f"{name}:{value}\n" for name, value in headers.items())
    canonical = "\n".join([method, "/", canonical_query, canonical_headers, names, payload])
    to_sign = "ACS3-HMAC-SHA256\n" + hashlib.sha256(canonical.encode()).hexdigest()
    signature = hmac.new(b"testsecret", to_sign.encode(), hashlib.sha256).hexdigest()
    headers["authorization"] = f"ACS3-HMAC-SHA256 Credential=testid,SignedHeaders={names},Signature={signature}"
    headers["accept"] = "application/json"
    return requests.Request(method, f"{url}/?{canonical_query}", headers=headers).prepare()


def reset(session, url, given):
    """The mock as it starts, with everything that its description can give it."""
    session.post(f"{url}/_mock/reset", timeout=10).raise_for_status()
    for name in given:
        session.post(f"{url}/_mock/given/{name}", timeout=10).raise_for_status()


def main(document, url):
    with open(document, encoding="utf-8") as file:
        raw = json.load(file)
    version = raw["info"]["version"]
    schema = schemathesis.openapi.from_dict(raw)
    session = requests.Session()
    faults, table = [], []
    for found in schema.get_all_operations():
        operation = found.ok()
        action = operation.definition.raw.get("x-acs-action") or operation.definition.raw["operationId"]
        statuses = collections.Counter()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            reset(session, url, raw.get("x-twin-given", {}))

            @SETTINGS
            @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
            def run(case):
                query = [pair for name, value in (case.query or {}).items() for pair in flat(name, value)]
                response = session.send(signed(url, case.method.upper(), version, action, query), timeout=10)
                statuses[response.status_code] += 1
                case.validate_response(response, checks=CHECKS)

            try:
                run()
            except Exception as fault:  # Each is reported, and the other operations are tried as well.
                faults.append(f"{action}, {mode.value}: {fault}")
        table.append((action, statuses))
    for action, statuses in table:
        print(f"{action}: " + ", ".join(f"{count} x {status}" for status, count in sorted(statuses.items())))
    for fault in faults:
        print(fault, file=sys.stderr)
    successes = sum(statuses[200] for _, statuses in table)
    requests_sent = sum(sum(statuses.values()) for _, statuses in table)
    print(f"{len(table)} operations, {requests_sent} requests, {successes} successes, {len(faults)} faults")
    sys.exit(1 if faults or not successes else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
