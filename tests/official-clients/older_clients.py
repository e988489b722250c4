"""Older official Python SDKs (signature V1) against the mock: alibabacloud-tea-openapi 0.3.16 and aliyun-python-sdk-core, the
latter also through the typed requests of aliyun-python-sdk-resourcemanager."""

import json
import sys

from alibabacloud_resourcedirectorymaster20220419.client import Client
from alibabacloud_resourcedirectorymaster20220419.models import SendVerificationCodeForEnableRDRequest as Request
from alibabacloud_tea_openapi.models import Config
from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import CommonRequest
from aliyunsdkresourcemanager.request.v20200331.SendVerificationCodeForEnableRDRequest import (
    SendVerificationCodeForEnableRDRequest as TypedRequest,
)
from checks import Checks
from Tea.exceptions import TeaException

INTL, DESCRIBED = (url.removeprefix("http://") for url in sys.argv[1:3])
COUNTRY = "InvalidParameter.MobileCountryCode"
checks = Checks("older python")
check = checks.check


def tea(phone, secret="testsecret"):
    config = Config(protocol="http", endpoint=INTL, access_key_id="testid", access_key_secret=secret)
    try:
        answer = Client(config).send_verification_code_for_enable_rd(Request(secure_mobile_phone=phone))
        return answer.body.request_id
    except TeaException as error:
        return error.code


def common(host):
    return CommonRequest(domain=host, version="2022-04-19", action_name="SendVerificationCodeForEnableRD")


def typed(host):
    request = TypedRequest()
    request.endpoint = host
    return request


def core(make, address, method, phone, secret="testsecret"):
    """The body, or the error."""
    host, port = address.split(":")
    request = make(host)
    request.set_protocol_type("http")
    request.set_method(method)
    request.add_query_param("SecureMobilePhone", phone)
    try:
        client = AcsClient("testid", secret, "ap-southeast-1", port=int(port))
        return json.loads(client.do_action_with_exception(request))
    except ServerException as error:
        return error


def is_error(error, status, code, message):
    """All that the error tells."""
    return isinstance(error, ServerException) and (
        (error.get_http_status(), error.get_error_code(), len(error.get_request_id())) == (status, code, 36)
        and message in error.get_error_msg()
    )


check("tea 0.3: the call succeeds", len(tea("65-81234567")) == 36, tea("65-81234567"))
check("tea 0.3: an error of the table", tea("86-13900001234") == COUNTRY, tea("86-13900001234"))
check("tea 0.3: a wrong secret", tea("65-1", "wrong") == "SignatureDoesNotMatch", tea("65-1", "wrong"))
# What a wrong secret comes to: the client takes the message apart to compare strings to sign, and fails with IndexError if it is
# of another form. A typed request remembers what it signed and finds it in the message, so that only the secret can be wrong.
CORE = [
    ("core", common, INTL, (400, "SignatureDoesNotMatch", "server string to sign is:")),
    ("resourcemanager", typed, DESCRIBED, (400, "InvalidAccessKeySecret", "The AccessKeySecret is incorrect.")),
]
for name, make, address, mismatch in CORE:
    for how in ("GET", "POST"):
        sent = core(make, address, how, "65-81234567")
        check(f"{name} {how}: the call succeeds", isinstance(sent, dict) and len(sent["RequestId"]) == 36, sent)
        country = core(make, address, how, "86-1")
        told = (409, COUNTRY, "The current site does not support the country code.")
        check(f"{name} {how}: an error of the table", is_error(country, *told), country)
        wrong = core(make, address, how, "65-1", "wrong")
        check(f"{name} {how}: a wrong secret", is_error(wrong, *mismatch), wrong)
checks.end()
