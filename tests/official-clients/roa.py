"""The generic Python clients call an API in the ROA style: paths with variables, bodies in JSON, all signatures."""

import dataclasses
import json
import re
import sys

from checks import Checks, control
from clients import CLIENTS, Call

URL = sys.argv[1]
checks = Checks("roa python")

# Every character that some encoder takes for another one.
SHELF = "a/b c"
TITLE = "*+~:!'()@$,;=&%é中"
ABOUT = {"author": 'é "中"', "pages": 7, "lent": False, "tags": ["a b", "c&d"]}
NOTE = "a b+c&d=*~/é"
RECORDED = {"Shelf": SHELF, "Title": TITLE, "About": ABOUT}

PATH = {"path": "/shelves/[Shelf]/books/[Title]", "variables": {"Shelf": SHELF, "Title": TITLE}}
PUT = Call("ROA", "PutBook", "PUT", body=ABOUT, **PATH)
GET = Call("ROA", "GetBook", "GET", query={"Note": NOTE}, **PATH)
ROLE = {"RoleArn": "acs:ram::1234567890123456:role/admin", "RoleSessionName": "test"}
ASSUME = Call("RPC", "AssumeRole", "POST", version="2015-04-01", query=ROLE, keys=("alice", "alice-secret"))


def parsed(body):
    return json.loads(body) if isinstance(body, bytes) else body


for client in CLIENTS:
    control(URL, "POST", "/reset")

    def call(asked, **changes):
        """The body, or what the client raises."""
        try:
            return parsed(client.call(URL, dataclasses.replace(asked, **changes)))
        except Exception as error:
            return error

    def check(what, holds, detail):
        checks.check(f"{client.name}: {what}", holds, repr(detail))

    def code(error):
        return getattr(error, "code", None) or getattr(error, "error_code", None)

    missing = call(GET)
    check("an error of the table", code(missing) == "BookNotFound", missing)
    put = call(PUT)
    check("path and body arrive", isinstance(put, dict) and put["Book"] == RECORDED, put)
    got = call(GET)
    check("path and query arrive", isinstance(got, dict) and (got["Book"], got["Note"]) == (RECORDED, NOTE), got)
    secret = call(GET, keys=("testid", "wrong"))
    told = r"server (string to sign is:|StringToSign is \[ACS[34]-HMAC-SHA256\n)"
    check("a wrong secret", code(secret) == "SignatureDoesNotMatch" and re.search(told, str(secret)), secret)
    unknown = call(GET, keys=("unknown", "testsecret"))
    check("an unknown access key", code(unknown) == "InvalidAccessKeyId.NotFound", unknown)
    assumed = call(ASSUME)
    session = assumed["Credentials"] if isinstance(assumed, dict) else {}
    keys = (session.get("AccessKeyId"), session.get("AccessKeySecret"), session.get("SecurityToken"))
    as_role = call(GET, keys=keys)
    check("the session of a role calls", isinstance(as_role, dict) and as_role["Note"] == NOTE, (assumed, as_role))
    forged = call(GET, keys=(*keys[:2], "forged"))
    check("a token of another session", code(forged) == "InvalidSecurityToken.Malformed", forged)

checks.end()
