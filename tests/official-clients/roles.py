"""The official SDKs of RAM and of STS create a role, give it a policy, assume it, and call Resource Directory with its session."""

import json
import sys

from alibabacloud_ram20150501 import models as ram_models
from alibabacloud_ram20150501.client import Client as Ram
from alibabacloud_resourcedirectorymaster20220419.client import Client as Directory
from alibabacloud_sts20150401 import models as sts_models
from alibabacloud_sts20150401.client import Client as Sts
from alibabacloud_tea_openapi.exceptions import ClientException
from checks import control
from typed import config

URL = sys.argv[1]


def document(**statement):
    return json.dumps({"Version": "1", "Statement": [{"Effect": "Allow", **statement}]})


def code(call):
    """`ok`, or the code of the error that comes of a call."""
    try:
        call()
        return "ok"
    except ClientException as error:
        return error.code


control(URL, "POST", "/reset")
control(URL, "POST", "/given/directory")
ram = Ram(config(URL, "testid", "testsecret"))
ram.create_user(ram_models.CreateUserRequest(user_name="alice"))
key = ram.create_access_key(ram_models.CreateAccessKeyRequest(user_name="alice")).body.access_key
account = Sts(config(URL, key.access_key_id, key.access_key_secret)).get_caller_identity().body.account_id
trust = document(Action="sts:AssumeRole", Principal={"RAM": [f"acs:ram::{account}:user/alice"]})
role = ram.create_role(ram_models.CreateRoleRequest(role_name="Looker", assume_role_policy_document=trust)).body.role
look = document(Action="resourcemanager:GetResourceDirectory", Resource="*")
ram.create_policy(ram_models.CreatePolicyRequest(policy_name="Look", policy_document=look))
custom = {"policy_type": "Custom", "policy_name": "Look", "role_name": "Looker"}
ram.attach_policy_to_role(ram_models.AttachPolicyToRoleRequest(**custom))

sts = Sts(config(URL, key.access_key_id, key.access_key_secret))
asked = sts_models.AssumeRoleRequest(role_arn=role.arn, role_session_name="terraform")
seen = [code(lambda: sts.assume_role(asked))]
ram.attach_policy_to_user(
    ram_models.AttachPolicyToUserRequest(policy_type="System", policy_name="AliyunSTSAssumeRoleAccess", user_name="alice")
)
session = sts.assume_role(asked).body.credentials
of_role = config(URL, session.access_key_id, session.access_key_secret)
of_role.security_token = session.security_token
directory = Directory(of_role)
seen.append(code(directory.get_resource_directory))
seen.append(code(lambda: ram.delete_role(ram_models.DeleteRoleRequest(role_name="Looker"))))
ram.detach_policy_from_role(ram_models.DetachPolicyFromRoleRequest(**custom))
seen.append(code(directory.get_resource_directory))
expected = ["NoPermission", "ok", "DeleteConflict.Role.Policy", "NoPermission"]
print(f"roles python: {seen}" if seen == expected else f"FAILED roles python: {seen}, not {expected}")
sys.exit(seen != expected)
