"""What typed SDKs share that stand on alibabacloud-tea-openapi 0.4: their configuration, and how they fail."""

from alibabacloud_tea_openapi.exceptions import ClientException
from alibabacloud_tea_openapi.models import Config


def config(url, access_key_id="testid", secret="testsecret"):
    endpoint = url.removeprefix("http://")
    return Config(protocol="http", endpoint=endpoint, access_key_id=access_key_id, access_key_secret=secret)


def raises(checks, name, call, status, code, message):
    """The call must fail with the SDK's own exception."""
    try:
        return checks.check(name, False, call())
    except ClientException as error:
        holds = (error.status_code, error.code) == (status, code) and message in error.message
        checks.check(name, holds and len(error.request_id) == 36 and error.request_id in error.message, repr(error.__dict__))
    except Exception as error:
        checks.check(name, False, repr(error))
