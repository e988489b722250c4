"""The official Python SDKs of Resource Directory and of STS, sync and async, go through the flow of tests/flows/enterprise.json."""

import asyncio
import re
import sys

from alibabacloud_resourcedirectorymaster20220419 import models
from alibabacloud_resourcedirectorymaster20220419.client import Client
from alibabacloud_sts20150401 import models as sts_models
from alibabacloud_sts20150401.client import Client as Sts
from alibabacloud_tea_openapi.exceptions import ClientException
from checks import control
from steps import STEPS, compare, filled, keep, line
from typed import config

URL = sys.argv[1]


async def send(client, operation, parameters, is_async):
    """Calls the method of an operation, with a request if it has one, and gives the body as it was on the wire."""
    method = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=RD)$", "_", operation).rstrip("_").lower()
    request = getattr(models, operation + "Request", None)
    arguments = [request().from_map(parameters)] if request else []
    called = getattr(client, method + ("_async" if is_async else ""))(*arguments)
    return (await called if is_async else called).body.to_map()


async def run(is_async):
    control(URL, "POST", "/reset")
    clients = {name: Client(config(URL, name, f"{name}-secret")) for name in ("alice", "bob")}
    kept, lines = {}, []
    for step in STEPS:
        if "advance" in step:
            control(URL, "POST", "/clock/advance", {"seconds": step["advance"]})
        elif "code" in step:
            kept[step["code"]] = control(URL, "GET", "/codes")[0]["code"]
        elif "assume" in step:
            sts = Sts(config(URL, step["by"], f"{step['by']}-secret"))
            asked = sts_models.AssumeRoleRequest(role_arn=filled(step["assume"], kept), role_session_name="flow")
            answer = await sts.assume_role_async(asked) if is_async else sts.assume_role(asked)
            session = answer.body.credentials
            of_role = config(URL, session.access_key_id, session.access_key_secret)
            of_role.security_token = session.security_token
            clients[step["is"]] = Client(of_role)
        else:
            try:
                body = await send(clients[step["as"]], step["call"], filled(step.get("with", {}), kept), is_async)
                keep(step, body, kept)
                lines.append(line(step, body))
            except ClientException as error:
                lines.append(f"{step['call']}: {error.status_code} {error.code}")
    return compare(f"enterprise python {'async' if is_async else 'sync'}", lines)


held = [asyncio.run(run(is_async)) for is_async in (False, True)]
sys.exit(not all(held))
