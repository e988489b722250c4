"""Asks for the caller's identity, with whatever credentials the default chain finds."""

import json
import sys

import redirect  # noqa: F401
from alibabacloud_credentials.client import Client as Credentials
from alibabacloud_sts20150401.client import Client
from alibabacloud_tea_openapi.models import Config

credentials = Credentials()
try:
    client = Client(Config(endpoint="sts.aliyuncs.com", credential=credentials))
    arn = client.get_caller_identity().body.arn
    print(json.dumps({"arn": arn, "provider": credentials.get_credential().provider_name}))
except Exception as error:
    print(json.dumps({"error": str(error)}))
    sys.exit(1)
