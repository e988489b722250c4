"""The official Python SDK (signature V3) against the mock: success, each error as the SDK's own exception."""

import asyncio
import json
import sys
import urllib.request

from alibabacloud_resourcedirectorymaster20220419.client import Client
from alibabacloud_resourcedirectorymaster20220419.models import SendVerificationCodeForEnableRDRequest as Request
from alibabacloud_tea_openapi.exceptions import ClientException
from alibabacloud_tea_openapi.models import Config

INTL, CN = sys.argv[1:3]
PHONE = "65-81234567"
passed, failed = 0, 0


def client(url, access_key_id="testid", secret="testsecret"):
    endpoint = url.removeprefix("http://")
    return Client(Config(protocol="http", endpoint=endpoint, access_key_id=access_key_id, access_key_secret=secret))


def control(url, method, path, body=None):
    request = urllib.request.Request(url + "/_mock" + path, method=method, data=json.dumps(body or {}).encode())
    request.add_header("content-type", "application/json")
    urllib.request.urlopen(request).close()


def check(name, holds, detail=""):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    print("ok    " if holds else "FAILED", "python:", name, "" if holds else detail)


def send(url, phone=PHONE, **credentials):
    return client(url, **credentials).send_verification_code_for_enable_rd(Request(secure_mobile_phone=phone))


def succeeds(name, call):
    try:
        answer = call()
    except Exception as error:
        return check(name, False, repr(error))
    check(name, answer.status_code == 200 and len(answer.body.request_id) == 36, answer)


def raises(name, call, status, code, message):
    try:
        return check(name, False, call())
    except ClientException as error:
        holds = (error.status_code, error.code) == (status, code) and message in error.message
        check(name, holds and error.request_id in error.message, repr(error.__dict__))
    except Exception as error:
        check(name, False, repr(error))


succeeds("the call succeeds", lambda: send(INTL))
succeeds("the call succeeds without a parameter", lambda: send(INTL, phone=None))
succeeds(
    "the asynchronous call succeeds",
    lambda: asyncio.run(client(INTL).send_verification_code_for_enable_rd_async(Request(secure_mobile_phone=PHONE))),
)

COUNTRY = (409, "InvalidParameter.MobileCountryCode", "The current site does not support the country code.")
raises("a number of the mainland on the international site", lambda: send(INTL, phone="86-13900001234"), *COUNTRY)
raises("a number of another country on the China site", lambda: send(CN), *COUNTRY)
succeeds("a number of the mainland on the China site", lambda: send(CN, phone="86-13900001234"))

control(INTL, "PUT", "/resources/ResourceDirectory")
raises(
    "the account has a directory",
    lambda: send(INTL),
    409,
    "EntityAlreadyExists.ResourceDirectory",
    "The resource directory for the account is already enabled. "
    "We recommend that you do not enable the resource directory again.",
)
control(INTL, "POST", "/reset")
control(INTL, "PUT", "/resources/ResourceDirectoryMembership")
raises(
    "the account is in another directory",
    lambda: send(INTL),
    409,
    "NotSupport.AccountInAnotherResourceDirectory",
    "The specified account is an Alibaba Cloud account or already exists in another resource directory.",
)

LIMIT = (
    409,
    "SendValidateCodeExceedsLimitForAccount",
    "For the same account, the number of verification codes sent exceeds the limit.",
)
control(INTL, "POST", "/reset")
try:
    for _ in range(100):
        send(INTL)
    check("one hundred calls succeed", True)
except Exception as error:
    check("one hundred calls succeed", False, repr(error))
raises("the next call exceeds the limit", lambda: send(INTL), *LIMIT)
control(INTL, "POST", "/clock/advance", {"seconds": 86400})
succeeds("the next day a call succeeds again", lambda: send(INTL))

control(INTL, "POST", "/force", {"operation": "SendVerificationCodeForEnableRD", "code": LIMIT[1]})
raises("an error can be forced", lambda: send(INTL), *LIMIT)
raises(
    "a wrong secret",
    lambda: send(INTL, secret="wrong"),
    400,
    "SignatureDoesNotMatch",
    "Specified signature does not match our calculation.",
)
raises(
    "an unknown access key",
    lambda: send(INTL, access_key_id="unknown"),
    404,
    "InvalidAccessKeyId.NotFound",
    "Specified access key is not found.",
)
control(INTL, "POST", "/reset")

print(f"python: {passed} passed, {failed} failed")
sys.exit(failed > 0)
