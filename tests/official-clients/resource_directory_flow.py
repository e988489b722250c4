"""The official Python SDK (signature V3) goes through the flow of tests/flows, and comes to the same lines."""

import pathlib
import sys

from alibabacloud_resourcedirectorymaster20220419 import models
from alibabacloud_resourcedirectorymaster20220419.client import Client
from alibabacloud_tea_openapi.exceptions import ClientException
from checks import control
from typed import config

URL = sys.argv[1]
EXPECTED = pathlib.Path(__file__).parent.parent / "flows" / "resource-directory.txt"
PHONE = "65-81234567"
NAME = "user01@rdadmin.aliyunid.com"
client = Client(config(URL))
lines = []


def note(operation, method, told=lambda body: [], **parameters):
    """Calls, writes down what of the answer matters, and gives the body."""
    request = getattr(models, operation + "Request", None)
    try:
        body = (getattr(client, method)(request(**parameters)) if request else getattr(client, method)()).body
    except ClientException as error:
        lines.append(f"{operation}: {error.status_code} {error.code}")
        return None
    lines.append(" ".join([f"{operation}: ok", *(str(value) for value in told(body))]))
    return body


def names(body):
    return [folder.folder_name for folder in body.folders.folder or []]


def listed(body):
    return [account.display_name for account in body.accounts.account or []] + [f"({body.total_count})"]


def directory():
    note("GetResourceDirectory", "get_resource_directory")
    note("CreateFolder", "create_folder", folder_name="Applications")
    note("SendVerificationCodeForEnableRD", "send_verification_code_for_enable_rd", secure_mobile_phone=PHONE)
    code = control(URL, "GET", "/codes")[0]["code"]
    wrong = "000001" if code == "000000" else "000000"
    for given, dry_run, look in ((wrong, False, False), (code, True, True), (code, False, False)):
        note(
            "EnableResourceDirectory",
            "enable_resource_directory",
            lambda body: [body.resource_directory.master_account_name],
            enable_mode="NewManagementAccount",
            maname=NAME,
            masecure_mobile_phone=PHONE,
            verification_code=given,
            dry_run=dry_run,
        )
        if look:
            note("GetResourceDirectory", "get_resource_directory")
    note(
        "GetResourceDirectory",
        "get_resource_directory",
        lambda body: [body.resource_directory.master_account_name, body.resource_directory.member_deletion_status],
    )
    note("SendVerificationCodeForEnableRD", "send_verification_code_for_enable_rd", secure_mobile_phone=PHONE)


def folders():
    def create(name, parent=None, tag=None):
        body = note(
            "CreateFolder",
            "create_folder",
            lambda body: [body.folder.folder_name],
            folder_name=name,
            parent_folder_id=parent,
            tag=tag,
        )
        return body and body.folder.folder_id

    tag = {"key": "team", "value": "core"}
    applications = create("Applications", tag=[models.CreateFolderRequestTag(**tag)])
    create("Applications")
    path = [applications]
    for level in range(2, 7):
        path.append(create(f"level-{level}", path[-1]))
    deepest = path[-2]
    note("ListAncestors", "list_ancestors", names, child_id=deepest)
    note("ListFoldersForParent", "list_folders_for_parent", names, query_keyword="App")
    note("ListFoldersForParent", "list_folders_for_parent", names, query_keyword="nothing")
    note(
        "ListFoldersForParent",
        "list_folders_for_parent",
        lambda body: [f"{tag.key}={tag.value}" for folder in body.folders.folder for tag in folder.tags.tag],
        tag=[models.ListFoldersForParentRequestTag(**tag)],
    )
    folder_name = lambda body: [body.folder.folder_name]
    note("UpdateFolder", "update_folder", folder_name, folder_id=applications, new_folder_name="Apps")
    note("GetFolder", "get_folder", folder_name, folder_id=applications)
    note("DeleteFolder", "delete_folder", folder_id=applications)
    note("DeleteFolder", "delete_folder", folder_id=deepest)
    note("GetFolder", "get_folder", folder_id=deepest)
    return path[-3]


def members(folder):
    created = [
        note(
            "CreateResourceAccount",
            "create_resource_account",
            lambda body: [body.account.display_name, body.account.type, body.account.status],
            display_name=name,
        )
        for name in ("Dev", "Dev", "Test", "Live")
    ]
    note("ListAccounts", "list_accounts", listed, page_size=2)
    note("ListAccounts", "list_accounts", listed, page_size=2, page_number=2)
    first = note("ListAccounts", "list_accounts", listed, max_results=2)
    note("ListAccounts", "list_accounts", listed, max_results=2, next_token=first.next_token)
    note("ListAccounts", "list_accounts", listed, next_token="bm9uZQ==")
    note("ListAccounts", "list_accounts", listed, query_keyword="es")
    member = created[0].account.account_id
    note("MoveAccount", "move_account", account_id=member, destination_folder_id=folder)
    note(
        "GetAccount",
        "get_account",
        lambda body: [body.account.display_name, body.account.location],
        account_id=member,
    )
    note("DeleteFolder", "delete_folder", folder_id=folder)
    note("DestroyResourceDirectory", "destroy_resource_directory")
    return member


def deletion(member):
    def check():
        def told(body):
            result = body.account_deletion_check_result_info
            return [result.status] + ([result.allow_delete] if result.allow_delete else [])

        note("GetAccountDeletionCheckResult", "get_account_deletion_check_result", told, account_id=member)

    def status():
        told = lambda body: [body.rd_account_deletion_status.status]
        note("GetAccountDeletionStatus", "get_account_deletion_status", told, account_id=member)

    note("CheckAccountDelete", "check_account_delete", account_id=member)
    for wanted in ("on", "Enabled"):
        told = lambda body: [body.member_deletion_status]
        note("SetMemberDeletionPermission", "set_member_deletion_permission", told, status=wanted)
    check()
    note("CheckAccountDelete", "check_account_delete", account_id=member)
    for _ in range(3):
        check()
    status()
    for _ in range(2):
        note("DeleteAccount", "delete_account", lambda body: [body.deletion_type], account_id=member)
    for _ in range(3):
        status()
    note("GetAccount", "get_account", account_id=member)
    note("ListAccounts", "list_accounts", listed)


control(URL, "POST", "/reset")
directory()
deletion(members(folders()))
expected = EXPECTED.read_text().splitlines()
for number, (got, wanted) in enumerate(zip(lines, expected), 1):
    if got != wanted:
        print(f"FAILED python flow: call {number} came to `{got}`, not `{wanted}`")
failed = lines != expected
print(f"python flow: {len(lines)} calls of {len(expected)}, {'not ' if failed else ''}as the Rust client sees them")
sys.exit(failed)
