"""The official Python SDKs of further products (signature V3), against what spec/ describes of them: RAM in the RPC style, the
Container Service in the ROA style."""

import asyncio
import functools
import sys

from alibabacloud_cs20151215 import models as cs
from alibabacloud_cs20151215.client import Client as ContainerServiceClient
from alibabacloud_ram20150501 import models as ram
from alibabacloud_ram20150501.client import Client as RamClient
from checks import Checks, control
from typed import config, raises

URL = sys.argv[1]
checks = Checks("products python")
check = checks.check
raises = functools.partial(raises, checks)

COMMENTS = "a b+c&d=*~/é"
# A slash that stands in a variable of the path, and what aiohttp rewrites after signing.
CLUSTER = "a/b c*'é"
NO_USER = (404, "EntityNotExist.User", "The user does not exist.")
NO_CLUSTER = (404, "ErrorClusterNotFound", "The cluster is not found.")


def caller(client, is_async):
    """How the operations of a client are called: `call("get_user", request)`."""
    if is_async:
        return lambda operation, *arguments: asyncio.run(getattr(client, operation + "_async")(*arguments))
    return lambda operation, *arguments: getattr(client, operation)(*arguments)


def users(how, call):
    carol = ram.CreateUserRequest(user_name="carol", display_name="Carol", comments=COMMENTS)
    created = call("create_user", carol).body.user
    found = call("get_user", ram.GetUserRequest(user_name="carol")).body
    check(f"ram {how}: a user is created and found", found.user.to_map() == created.to_map() and len(found.request_id) == 36, found)
    told = (found.user.user_name, found.user.display_name, found.user.comments)
    check(f"ram {how}: its fields arrive", told == ("carol", "Carol", COMMENTS), told)
    raises(f"ram {how}: a user that is not there", lambda: call("get_user", ram.GetUserRequest(user_name="dave")), *NO_USER)


def clusters(how, call):
    raises(f"cs {how}: a cluster that is not there", lambda: call("describe_cluster_detail", CLUSTER), *NO_CLUSTER)
    tags = [{"key": "team", "value": "core"}]
    cluster = {"cluster_id": CLUSTER, "name": "one", "size": 3, "deletion_protection": False, "tags": tags}
    control(URL, "PUT", "/resources/Cluster", cluster)
    detail = call("describe_cluster_detail", CLUSTER)
    # It has no request id: the clients find that in a header.
    check(f"cs {how}: a cluster", detail.body.to_map() == cluster and "x-acs-request-id" in detail.headers, detail)
    logs = call("describe_cluster_logs", CLUSTER).body
    check(f"cs {how}: a list", [(log.id, log.cluster_log) for log in logs] == [(1, "It starts."), (2, "It runs.")], logs)
    expiry = {"expire_hour": 24, "user": "é"}
    done = call("update_k8s_cluster_user_config_expire", CLUSTER, cs.UpdateK8sClusterUserConfigExpireRequest(**expiry))
    [kept] = control(URL, "GET", "/resources/Cluster")
    check(f"cs {how}: an answer that nobody reads", done.status_code == 200 and kept["expiry"] == expiry, (done, kept))


for is_async, how in enumerate(("sync", "async")):
    control(URL, "POST", "/reset")
    users(how, caller(RamClient(config(URL)), is_async))
    clusters(how, caller(ContainerServiceClient(config(URL)), is_async))
checks.end()
