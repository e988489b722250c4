"""What the generic Python clients make of answers that are errors, broken, late or missing: each in its own way, and as they do
with the real service."""

import dataclasses
import json
import logging
import re
import sys

from checks import Checks, control
from clients import CLIENTS, IS_CURRENT, Call

URL = sys.argv[1]
checks = Checks("reactions python")
# The clients log what is wanted here.
logging.disable(logging.CRITICAL)

RPC = Call("RPC", "Ask", "POST")
ROA = Call("ROA", "GetBook", "GET", path="/shelves/[Shelf]/books/[Title]", variables={"Shelf": "a", "Title": "b"})
REQUEST_ID = "[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}"


def v4(wanted):
    return {"tea 0.4 v4": wanted, "tea 0.4 async v4": wanted}


def error(status, code, tea):
    """An error in JSON, as each client shows it."""
    shown = {"class": tea, "code": code, "status_code": status, "request_id": REQUEST_ID, "data": f"'Code': '{code}'"}
    return {
        "tea 0.4": shown,
        **v4({"class": "UnretryableException", "text": f"^Error: {code} code: {status}, .* request id: {REQUEST_ID}"}),
        "tea 0.3": {"class": "TeaException", "code": code, "statusCode": status, "data": f"'Code': '{code}'"},
        "core": {"class": "ServerException", "error_code": code, "http_status": status, "request_id": REQUEST_ID},
    }


def failure(tea4, tea3, core):
    """The class of what each client raises, and what its text has."""
    fields = lambda told: {"class": told[0], "text": told[1]} if isinstance(told, tuple) else told
    return {"tea 0.4": fields(tea4), "tea 0.3": fields(tea3), "core": fields(core)}


def success(body):
    return {"body": body}


NO_JSON = "Failed to parse the value as json format"
UNKNOWN = {"class": "ServerException", "error_code": "SDK.UnknownServerError"}
NO_CONNECTION = {"class": "ClientException", "error_code": "SDK.HttpError"}
DENIED = "'PolicyType': 'AccountLevelIdentityBasedPolicy'"
ANSWER = f'.RequestId.: ?.{REQUEST_ID}'

# Situations: what is ordered, or asked for, and what each client makes of it: fields of its error, its class, what its text has;
# or what the body has. What is said of a client holds for its variants that are not named.
SITUATIONS = [
    ("an error of the gateway", {"order": {"code": "ServiceUnavailable"}}, error(503, "ServiceUnavailable", "ServerException")),
    ("an error of the caller", {"order": {"code": "Forbidden.RAM"}}, error(403, "Forbidden.RAM", "ClientException")),
    ("a permission that is missing", {"keys": ("bob", "bob-secret")}, {
        "tea 0.4": {"access_denied_detail": DENIED},
        **v4({"text": "^Error: NoPermission code: 403.*" + DENIED}),
        "tea 0.3": {"accessDeniedDetail": DENIED},
        "core": {"error_code": "NoPermission"},
    }),
    ("a call too many, and when to come again", {"order": {"code": "Throttling.User", "retryAfterMilliseconds": 1500}}, {
        **error(400, "Throttling.User", "ThrottlingException"),
        "tea 0.4": {"class": "ThrottlingException", "code": "Throttling.User", "retry_after": 1500},
    }),
    ("a call too many", {"order": {"code": "Throttling.User"}}, error(400, "Throttling.User", "ClientException")),
    ("an error in XML", {"query": {"Format": "XML"}, "order": {"code": "ServiceUnavailable"}}, {
        "tea 0.4": {"class": "ServerException", "code": "ServiceUnavailable"},
        "tea 0.4 v2": {"class": "UnretryableException", "text": NO_JSON},
        **v4({"class": "UnretryableException", "text": "^Error: ServiceUnavailable code: 503"}),
        "tea 0.3": {"class": "TeaException", "code": "ServiceUnavailable"},
        "tea 0.3 v2": {"class": "RuntimeError", "text": NO_JSON},
        # In the RPC style it has a `Format` of its own, which is JSON.
        "core RPC": {"class": "ServerException", "error_code": "ServiceUnavailable"},
        "core ROA": {**UNKNOWN, "http_status": 503},
    }),
    ("a success that has a Code", {"query": {"State": "Waiting"}}, failure(success(ANSWER), success(ANSWER), success(ANSWER))),
    ("an error of a proxy", {"order": {"fault": "502"}},
     failure(("UnretryableException", NO_JSON), ("RuntimeError", NO_JSON), {**UNKNOWN, "http_status": 502})),
    ("a redirect to nowhere", {"order": {"fault": "302"}},
     failure(("UnretryableException", NO_JSON), ("RuntimeError", NO_JSON), {**UNKNOWN, "http_status": 302})),
    ("a success without a body", {"order": {"fault": "204"}}, {
        **failure(("UnretryableException", NO_JSON), ("RuntimeError", NO_JSON), success("^b''$")),
        "tea 0.4 v2 ROA": success("^None$"),
        **v4(success("^None$")),
        "tea 0.3 v2 ROA": success("^None$"),
    }),
    ("a body that is not a document", {"order": {"fault": "garbage"}},
     failure(("UnretryableException", "decode byte"), ("UnicodeDecodeError", "decode byte"), success("xff}<"))),
    ("an error that is not a document", {"order": {"fault": "garbage", "code": "InternalError"}},
     failure(("UnretryableException", "decode byte"), ("UnicodeDecodeError", "decode byte"), {"class": "UnicodeDecodeError"})),
    ("a connection that ends before the answer", {"order": {"fault": "close"}}, {
        **failure(("UnretryableException", "Remote end closed"), ("UnretryableException", "Remote end closed"), NO_CONNECTION),
        "tea 0.4 async": {"class": "UnretryableException", "text": "Server disconnected"},
        # aiohttp repeats a GET, signature and all, and the first one has been served.
        "tea 0.4 async ROA": {"class": "ClientException", "code": "SignatureNonceUsed", "calls": 2},
        "tea 0.4 async v4 ROA": {"class": "UnretryableException", "text": "^Error: SignatureNonceUsed", "calls": 2},
    }),
    ("a connection that ends in the middle of the answer", {"order": {"fault": "truncate"}}, {
        **failure(("UnretryableException", "IncompleteRead"), ("UnretryableException", "IncompleteRead"), success("^b'{.*[^}]'$")),
        "tea 0.4 async": {"class": "UnretryableException", "text": "payload is not completed"},
    }),
    ("an answer that comes too late", {"order": {"delayMilliseconds": 900}, "timeout": 300}, {
        **failure(("UnretryableException", "Read timed out"), ("UnretryableException", "Read timed out"), NO_CONNECTION),
        "tea 0.4 async": {"class": "UnretryableException", "text": "Timeout on reading"},
    }),
]


def expectation(expected, name):
    """What is said of a client: `tea 0.4 v2 ROA`, else `tea 0.4 v2`, else `tea 0.4`."""
    words = name.split(" ")
    while words and " ".join(words) not in expected:
        words.pop()
    return expected[" ".join(words)]


def outcome(client, call):
    """What a client makes of a call, by the names that expectations have."""
    try:
        return {"body": client.call(URL, call)}
    except Exception as error:
        names = ("code", "status_code", "statusCode", "request_id", "data", "access_denied_detail", "accessDeniedDetail",
                 "retry_after", "error_code", "http_status")
        fields = {name: getattr(error, name) for name in names if getattr(error, name, None) is not None}
        return {"class": type(error).__name__, "text": str(error), **fields}


def fits(found, wanted):
    return re.search(wanted, str(found)) if isinstance(wanted, str) else found == wanted


def repeats():
    """Who is told to repeat what failed does so until it succeeds, each time as a new request."""
    client = CLIENTS[0]
    if IS_CURRENT:
        from darabonba.policy.retry import RetryCondition, RetryOptions

        condition = RetryCondition({"errorCode": ["Throttling.User"], "maxAttempts": 3})
        call = dataclasses.replace(RPC, config={"retry_options": RetryOptions({"retryCondition": [condition]})})
        order, tries = {"code": "Throttling.User", "retryAfterMilliseconds": 100}, [None, "1", "2"]
    else:
        # It repeats after network errors only.
        call = dataclasses.replace(RPC, runtime={"autoretry": True, "max_attempts": 3})
        order, tries = {"fault": "close"}, [None, None, None]
    control(URL, "POST", "/reset")
    control(URL, "POST", "/force", {"operation": "Ask", "times": 2, **order})
    answer = outcome(client, call)
    requests = [dict(call["headers"]) for call in control(URL, "GET", "/calls")["calls"]]
    told = [request.get("x-acs-retry-attempts") for request in requests]
    nonces = {request["x-acs-signature-nonce"] for request in requests}
    checks.check(
        f"{client.name}: fails twice, then succeeds",
        "body" in answer and told == tries and len(nonces) == 3,
        (answer, requests),
    )


for call in (RPC, ROA):
    for client in CLIENTS:
        for what, changes, expected in SITUATIONS:
            changes = dict(changes)
            order = changes.pop("order", None)
            control(URL, "POST", "/reset")
            control(URL, "PUT", "/resources/Book", {"Shelf": "a", "Title": "b"})
            if order:
                control(URL, "POST", "/force", {"operation": call.action, **order})
            found = outcome(client, dataclasses.replace(call, **changes))
            # None of them repeats a call unless it is told to.
            wanted = {"calls": 1, **expectation(expected, f"{client.name} {call.style}")}
            found["calls"] = len(control(URL, "GET", "/calls")["calls"])
            holds = all(name in found and fits(found[name], value) for name, value in wanted.items())
            checks.check(f"{client.name} {call.style}: {what}", holds, json.dumps(found, default=str))
repeats()
checks.end()
