"""The Python SDK of Kubernetes: jobs and cron jobs of a namespace."""

import sys

from checks import Checks
from kubernetes import client
from kubernetes.client.exceptions import ApiException

configuration = client.Configuration()
configuration.host = sys.argv[1]
configuration.api_key["authorization"] = "Bearer token"
batch = client.BatchV1Api(client.ApiClient(configuration))
checks = Checks("kubernetes python")
call, raises = checks.call, checks.raises


def job(name, image="busybox", **labels):
    container = client.V1Container(name="main", image=image, command=["true"])
    template = client.V1PodTemplateSpec(spec=client.V1PodSpec(containers=[container], restart_policy="Never"))
    return client.V1Job(metadata=client.V1ObjectMeta(name=name, labels=labels or None), spec=client.V1JobSpec(template=template))


call("a job is created", lambda: batch.create_namespaced_job("default", job("one", team="core")),
     lambda made: (made.metadata.name, made.metadata.namespace) == ("one", "default"))
call("it is read", lambda: batch.read_namespaced_job("one", "default"),
     lambda found: found.metadata.name == "one" and found.spec.template.spec.containers[0].image == "busybox")
call("another one", lambda: batch.create_namespaced_job("default", job("two")))
call("one of another namespace", lambda: batch.create_namespaced_job("other", job("one")))
call("those of a namespace", lambda: batch.list_namespaced_job("default"),
     lambda found: [one.metadata.name for one in found.items] == ["one", "two"])
call("those of all namespaces", lambda: batch.list_job_for_all_namespaces(), lambda found: len(found.items) == 3)
call("a page of a list", lambda: batch.list_namespaced_job("default", limit=1), lambda found: len(found.items) == 1)
call("it is changed in part", lambda: batch.patch_namespaced_job("one", "default", {"spec": {"suspend": True}}),
     lambda found: found.spec.suspend is True and found.spec.template.spec.containers[0].image == "busybox")
call("it is replaced", lambda: batch.replace_namespaced_job("one", "default", job("one", "alpine")),
     lambda found: found.spec.template.spec.containers[0].image == "alpine")
call("it is deleted", lambda: batch.delete_namespaced_job("one", "default"))
raises("it is not there any more", ApiException, lambda: batch.read_namespaced_job("one", "default"), lambda error: error.status == 404)
call("what is in another namespace is", lambda: batch.read_namespaced_job("one", "other"), lambda found: found.metadata.namespace == "other")

cron = client.V1CronJob(metadata=client.V1ObjectMeta(name="nightly"), spec=client.V1CronJobSpec(
    schedule="0 3 * * *", job_template=client.V1JobTemplateSpec(spec=job("x").spec)))
call("a cron job", lambda: batch.create_namespaced_cron_job("default", cron), lambda made: made.spec.schedule == "0 3 * * *")
call("cron jobs", lambda: batch.list_namespaced_cron_job("default"), lambda found: [one.metadata.name for one in found.items] == ["nightly"])
anonymous = client.Configuration()
anonymous.host = sys.argv[1]
checks.differs("/security", "it is not there, so nothing needs a token",
               client.BatchV1Api(client.ApiClient(anonymous)).list_namespaced_job("default").items)
checks.end()
