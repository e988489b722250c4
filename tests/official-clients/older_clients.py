"""Older official Python SDKs (signature V1) against the mock: alibabacloud-tea-openapi 0.3.16 and aliyun-python-sdk-core."""

import sys

from alibabacloud_resourcedirectorymaster20220419.client import Client
from alibabacloud_resourcedirectorymaster20220419.models import SendVerificationCodeForEnableRDRequest as Request
from alibabacloud_tea_openapi.models import Config
from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import CommonRequest, RpcRequest
from checks import Checks
from Tea.exceptions import TeaException

INTL = sys.argv[1].removeprefix("http://")
HOST, PORT = INTL.split(":")
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


def core(phone, secret="testsecret", method="POST", typed=False):
    if typed:
        # What the classes of typed SDKs are made of.
        request = RpcRequest("ResourceDirectoryMaster", "2022-04-19", "SendVerificationCodeForEnableRD")
        request.endpoint = HOST
    else:
        request = CommonRequest(domain=HOST, version="2022-04-19", action_name="SendVerificationCodeForEnableRD")
    request.set_protocol_type("http")
    request.set_method(method)
    request.add_query_param("SecureMobilePhone", phone)
    try:
        client = AcsClient("testid", secret, "ap-southeast-1", port=int(PORT))
        return client.do_action_with_exception(request).decode()
    except ServerException as error:
        return error.get_error_code()


check("tea 0.3: the call succeeds", len(tea("65-81234567")) == 36, tea("65-81234567"))
check("tea 0.3: an error of the table", tea("86-13900001234") == COUNTRY, tea("86-13900001234"))
check("tea 0.3: a wrong secret", tea("65-1", "wrong") == "SignatureDoesNotMatch", tea("65-1", "wrong"))
for how in ("GET", "POST"):
    check(f"core {how}: the call succeeds", '"RequestId"' in core("65-81234567", method=how), core("65-81234567", method=how))
    check(f"core {how}: an error of the table", core("86-1", method=how) == COUNTRY, core("86-1", method=how))
    # This client takes the message apart to compare strings to sign; one of another form makes it fail with IndexError.
    wrong = core("65-1", "wrong", how)
    check(f"core {how}: a wrong secret", wrong == "SignatureDoesNotMatch", wrong)
    # A request that remembers what it signed finds it in the message, so that only the secret can be wrong.
    wrong = core("65-1", "wrong", how, typed=True)
    check(f"core {how}: only the secret is wrong", wrong == "InvalidAccessKeySecret", wrong)
checks.end()
