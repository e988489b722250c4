"""The official credentials library and the STS SDK against the mock: a role is assumed, and its session calls.

Every client goes where it goes by itself, by https: `redirect` leads that to the mock.
"""

import asyncio
import logging

import redirect  # noqa: F401
from alibabacloud_credentials.client import Client as CredentialsClient
from alibabacloud_credentials.models import Config as CredentialsConfig
from alibabacloud_credentials.provider import OIDCRoleArnCredentialsProvider, RamRoleArnCredentialsProvider
from alibabacloud_resourcedirectorymaster20220419.client import Client
from alibabacloud_resourcedirectorymaster20220419.models import SendVerificationCodeForEnableRDRequest as Request
from alibabacloud_sts20150401 import models as sts
from alibabacloud_sts20150401.client import Client as StsClient
from alibabacloud_tea_openapi.exceptions import ClientException
from alibabacloud_tea_openapi.models import Config
from checks import Checks
from tokens import CI, IDP, web_token

ADMIN = "acs:ram::1234567890123456:role/admin"
REGION = "ap-southeast-1"
checks = Checks("credentials")
check = checks.check

# The library logs each failure with its traceback, and failures are what is wanted here.
logging.disable(logging.CRITICAL)


def ram_role(user="alice", role=ADMIN, **options):
    return RamRoleArnCredentialsProvider(
        access_key_id=user,
        access_key_secret=f"{user}-secret",
        role_arn=role,
        role_session_name="test",
        **options,
    )


def oidc_role(**claims):
    return OIDCRoleArnCredentialsProvider(
        role_arn=CI,
        oidc_provider_arn=IDP,
        oidc_token_file_path=web_token(**claims),
        role_session_name="test",
    )


def call(credential):
    return Client(Config(region_id=REGION, credential=credential)).send_verification_code_for_enable_rd(Request(secure_mobile_phone="65-81234567"))


def attempt(name, work, holds):
    try:
        check(name, *holds(work()))
    except Exception as error:
        check(name, *holds(error))


def succeeds(answer):
    return getattr(answer, "status_code", None) == 200, repr(answer)


def denied(policy_type, action):
    def holds(error):
        detail = getattr(error, "access_denied_detail", None) or {}
        found = (getattr(error, "status_code", None), getattr(error, "code", None))
        right = found == (403, "NoPermission") and (detail.get("PolicyType"), detail.get("AuthAction")) == (policy_type, action)
        return isinstance(error, ClientException) and right, repr(getattr(error, "__dict__", error))

    return holds


def mentions(code):
    return lambda error: (isinstance(error, Exception) and code in str(error), repr(error))


ACTION = "resourcemanager:SendVerificationCodeForEnableRD"
# Without blanks: the library signs them as `+`, which no gateway does.
READ_ONLY = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"*:Get*","Resource":"*"}]}'

attempt("a role is assumed and its session calls", lambda: call(CredentialsClient(provider=ram_role())), succeeds)
attempt("a role is assumed asynchronously", lambda: asyncio.run(ram_role().get_credentials_async()), lambda credentials: (
    getattr(credentials, "get_access_key_id", str)().startswith("STS."), repr(credentials)))
attempt("a session assumes the next role", lambda: call(CredentialsClient(provider=RamRoleArnCredentialsProvider(
    credentials_provider=ram_role(), role_arn=ADMIN))), succeeds)
attempt("a session policy restrains the session",
        lambda: call(CredentialsClient(provider=ram_role(policy=READ_ONLY))), denied("SessionPolicy", ACTION))
configured = {"access_key_id": "alice", "access_key_secret": "alice-secret", "role_arn": ADMIN, "role_session_name": "test"}
attempt("a role of the configuration", lambda: call(CredentialsClient(CredentialsConfig(
    type="ram_role_arn", role_session_expiration=900, **configured))), succeeds)
attempt("a role of the configuration with a session policy", lambda: call(CredentialsClient(CredentialsConfig(
    type="ram_role_arn", policy=READ_ONLY, **configured))), denied("SessionPolicy", ACTION))
attempt("a token of the configuration", lambda: call(CredentialsClient(CredentialsConfig(
    type="oidc_role_arn", role_arn=CI, oidc_provider_arn=IDP, oidc_token_file_path=web_token(), role_session_name="test",
))), succeeds)
attempt("a secret that is wrong", lambda: CredentialsClient(CredentialsConfig(
    type="ram_role_arn", **{**configured, "access_key_secret": "wrong"})).get_credential(), mentions("SignatureDoesNotMatch"))

attempt("a user without permission assumes nothing", lambda: ram_role("bob").get_credentials(), mentions("NoPermission"))
attempt("a role that does not exist", lambda: ram_role(role=ADMIN + "x").get_credentials(), mentions("EntityNotExist.Role"))
attempt("a role that trusts others", lambda: ram_role(role=CI).get_credentials(), mentions("AssumeRolePolicy"))
attempt("a token of an identity provider is enough", lambda: call(CredentialsClient(provider=oidc_role())), succeeds)
attempt("a token that has expired", lambda: oidc_role(exp=1).get_credentials(), mentions("AuthenticationFail.OIDCToken.Expired"))
attempt("a token of another subject", lambda: oidc_role(sub="other").get_credentials(), mentions("AuthenticationFail.NoPermission"))

user = Config(region_id=REGION, access_key_id="bob", access_key_secret="bob-secret")
attempt("a user without policies may not call", lambda: Client(user).send_verification_code_for_enable_rd(Request()),
        denied("AccountLevelIdentityBasedPolicy", ACTION))
attempt("the STS SDK tells who calls", lambda: StsClient(user).get_caller_identity(), lambda answer: (
    getattr(getattr(answer, "body", None), "arn", None) == "acs:ram::1234567890123456:user/bob", repr(answer)))
alice = Config(region_id=REGION, access_key_id="alice", access_key_secret="alice-secret")
attempt("the STS SDK assumes a role",
        lambda: StsClient(alice).assume_role(sts.AssumeRoleRequest(role_arn=ADMIN, role_session_name="test")), succeeds)
with open(web_token()) as file:
    web = sts.AssumeRoleWithOIDCRequest(
        oidcprovider_arn=IDP, oidctoken=file.read(), role_arn=CI, role_session_name="test")
attempt("the STS SDK assumes a role with a token", lambda: StsClient(Config(region_id=REGION)).assume_role_with_oidc(web), succeeds)

checks.end()
