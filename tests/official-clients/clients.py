"""The generic Python clients that are installed, all behind the same call.

Which ones depends on the environment: alibabacloud-tea-openapi 0.4 in one, by itself and with alibabacloud-gateway-pop, which
signs V4; its version 0.3 and aliyun-python-sdk-core in the other.
"""

import asyncio
import dataclasses
import importlib.util
import json
import urllib.parse
from typing import Callable

from alibabacloud_tea_openapi.client import Client as TeaClient
from alibabacloud_tea_openapi.models import Config

IS_CURRENT = importlib.util.find_spec("alibabacloud_tea_openapi.utils_models") is not None
HAS_CORE = importlib.util.find_spec("aliyunsdkcore") is not None

if IS_CURRENT:
    from alibabacloud_gateway_pop.client import Client as Gateway
    from alibabacloud_tea_openapi.utils_models import OpenApiRequest, Params
    from darabonba.runtime import RuntimeOptions
else:
    from alibabacloud_tea_openapi.models import OpenApiRequest, Params
    from alibabacloud_tea_util.models import RuntimeOptions

if HAS_CORE:
    from aliyunsdkcore.auth.credentials import AccessKeyCredential, StsTokenCredential
    from aliyunsdkcore.client import AcsClient
    from aliyunsdkcore.request import CommonRequest

KEYS = ("testid", "testsecret")


@dataclasses.dataclass
class Call:
    """A call, and the credentials for it; `path` has the names of its variables in brackets, `[Title]`."""

    style: str
    action: str
    method: str
    version: str = "2030-01-01"
    path: str = "/"
    variables: dict = dataclasses.field(default_factory=dict)
    query: dict = dataclasses.field(default_factory=dict)
    body: object = None
    keys: tuple = KEYS
    # In milliseconds: longer than an answer takes on a busy machine.
    timeout: int = 20000
    # Further options of the client, and of its runtime.
    config: dict = dataclasses.field(default_factory=dict)
    runtime: dict = dataclasses.field(default_factory=dict)


@dataclasses.dataclass
class Client:
    """A client by its name, and how it calls the mock at a URL: it gives the body, or raises what it raises."""

    name: str
    call: Callable


def tea(is_async=False, **config):
    def send(url, call):
        access_key_id, secret, *token = call.keys
        client = TeaClient(Config(
            protocol="http",
            endpoint=url.removeprefix("http://"),
            access_key_id=access_key_id,
            access_key_secret=secret,
            security_token=token[0] if token else None,
            **config,
            **call.config,
        ))
        if config.get("signature_version") == "v4":
            # As the SDKs of products do that come with a gateway.
            client._product_id = "Library"
            client.set_gateway_client(Gateway())
        path = call.path
        for name, value in call.variables.items():
            # As generated SDKs escape a variable.
            path = path.replace(f"[{name}]", urllib.parse.quote(value, safe="~"))
        params = Params(
            action=call.action, version=call.version, protocol="HTTP", method=call.method, auth_type="AK", style=call.style,
            pathname=path, req_body_type="json", body_type="json",
        )
        request = OpenApiRequest(query=call.query, body=call.body)
        runtime = RuntimeOptions(read_timeout=call.timeout, connect_timeout=call.timeout, **call.runtime)
        if is_async:
            return asyncio.run(client.call_api_async(params, request, runtime)).get("body")
        return client.call_api(params, request, runtime).get("body")

    return send


def core(url, call):
    host, port = url.removeprefix("http://").split(":")
    request = CommonRequest(domain=host, version=call.version, action_name=call.action if call.style == "RPC" else None)
    request.set_protocol_type("http")
    request.set_method(call.method)
    for name, value in call.query.items():
        request.add_query_param(name, value)
    if call.style == "ROA":
        request.set_uri_pattern(call.path)
        for name, value in call.variables.items():
            # It puts the variable into the path as it is.
            request.add_path_param(name, urllib.parse.quote(value, safe="~"))
    if call.body is not None:
        request.set_content(json.dumps(call.body).encode())
        request.set_content_type("application/json")
    credential = StsTokenCredential(*call.keys) if len(call.keys) == 3 else AccessKeyCredential(*call.keys)
    seconds = call.timeout / 1000
    client = AcsClient(
        region_id="cn-hangzhou", credential=credential, port=int(port), timeout=seconds, connect_timeout=seconds)
    return client.do_action_with_exception(request)


# What the SDKs call v2 is `SignatureVersion=1.0`; v4 is that of alibabacloud-gateway-pop.
if IS_CURRENT:
    CLIENTS = [
        Client("tea 0.4", tea()),
        Client("tea 0.4 async", tea(is_async=True)),
        Client("tea 0.4 v2", tea(signature_algorithm="v2")),
        Client("tea 0.4 v4", tea(signature_version="v4")),
        Client("tea 0.4 async v4", tea(is_async=True, signature_version="v4")),
    ]
else:
    CLIENTS = [Client("tea 0.3", tea()), Client("tea 0.3 v2", tea(signature_algorithm="v2"))]
if HAS_CORE:
    CLIENTS.append(Client("core", core))
