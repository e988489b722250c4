"""The official Python SDK (signature V3) against the mock: success, each error as the SDK's own exception."""

import asyncio
import functools
import sys

from alibabacloud_resourcedirectorymaster20220419.client import Client
from alibabacloud_resourcedirectorymaster20220419.models import SendVerificationCodeForEnableRDRequest as Request
from checks import Checks, control
from typed import config, raises

INTL, CN = sys.argv[1:3]
PHONE = "65-81234567"
checks = Checks("python")
check = checks.check
raises = functools.partial(raises, checks)


def send_sync(url, phone=PHONE, **keys):
    return Client(config(url, **keys)).send_verification_code_for_enable_rd(Request(secure_mobile_phone=phone))


def send_async(url, phone=PHONE, **keys):
    return asyncio.run(Client(config(url, **keys)).send_verification_code_for_enable_rd_async(Request(secure_mobile_phone=phone)))


def succeeds(name, call):
    try:
        answer = call()
    except Exception as error:
        return check(name, False, repr(error))
    check(name, answer.status_code == 200 and len(answer.body.request_id) == 36, answer)


COUNTRY = (409, "InvalidParameter.MobileCountryCode", "The current site does not support the country code.")
ENABLED = (
    409,
    "EntityAlreadyExists.ResourceDirectory",
    "The resource directory for the account is already enabled. "
    "We recommend that you do not enable the resource directory again.",
)
MEMBER = (
    409,
    "NotSupport.AccountInAnotherResourceDirectory",
    "The specified account is an Alibaba Cloud account or already exists in another resource directory.",
)
LIMIT = (
    409,
    "SendValidateCodeExceedsLimitForAccount",
    "For the same account, the number of verification codes sent exceeds the limit.",
)
SIGNATURE = (400, "SignatureDoesNotMatch", "Specified signature does not match our calculation.")
ACCESS_KEY = (404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.")

for how, send in (("sync", send_sync), ("async", send_async)):
    succeeds(f"{how}: the call succeeds", lambda: send(INTL))
    succeeds(f"{how}: the call succeeds without a parameter", lambda: send(INTL, phone=None))

    raises(f"{how}: a number of the mainland on the international site", lambda: send(INTL, phone="86-13900001234"), *COUNTRY)
    raises(f"{how}: a number of another country on the China site", lambda: send(CN), *COUNTRY)
    succeeds(f"{how}: a number of the mainland on the China site", lambda: send(CN, phone="86-13900001234"))

    control(INTL, "PUT", "/resources/ResourceDirectory")
    raises(f"{how}: the account has a directory", lambda: send(INTL), *ENABLED)
    control(INTL, "POST", "/reset")
    control(INTL, "PUT", "/resources/ResourceDirectoryMembership")
    raises(f"{how}: the account is in another directory", lambda: send(INTL), *MEMBER)

    control(INTL, "POST", "/reset")
    try:
        codes = [send(INTL).body.request_id for _ in range(100)]
        check(f"{how}: one hundred calls succeed", len(set(codes)) == 100, codes)
    except Exception as error:
        check(f"{how}: one hundred calls succeed", False, repr(error))
    raises(f"{how}: the next call exceeds the limit", lambda: send(INTL), *LIMIT)
    control(INTL, "POST", "/clock/advance", {"seconds": 86400})
    succeeds(f"{how}: the next day a call succeeds again", lambda: send(INTL))

    control(INTL, "POST", "/force", {"operation": "SendVerificationCodeForEnableRD", "code": LIMIT[1]})
    raises(f"{how}: an error can be forced", lambda: send(INTL), *LIMIT)
    raises(f"{how}: a wrong secret", lambda: send(INTL, secret="wrong"), *SIGNATURE)
    raises(f"{how}: an unknown access key", lambda: send(INTL, access_key_id="unknown"), *ACCESS_KEY)
    control(INTL, "POST", "/reset")

checks.end()
