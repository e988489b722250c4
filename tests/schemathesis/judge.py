"""A hook of schemathesis: openapi-core, which is not ours either, holds every answer against the document.

`JUDGE_DOCUMENT` is the document, `JUDGE_ORIGIN` where the mock is, `JUDGE_REPORT` the file that gets a line of JSON for each answer that
is judged: the operation, and what is wrong with it if something is. The same answer is judged once.
"""

import datetime
import json
import os
import threading
import urllib.parse

import schemathesis
import yaml
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.templating.paths.exceptions import PathError
from openapi_core.templating.responses.exceptions import ResponseNotFound
from werkzeug.datastructures import Headers, ImmutableMultiDict

# What HTTP says where the document says nothing: a mock can only say what is right, or what is described.
OF_HTTP = {400, 401, 403, 404, 405, 406, 415}


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file) if path.endswith(".json") else yaml.load(file, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def keyed(value):
    """The same with texts for keys: YAML reads a status as a number, and a date of an example as a date."""
    if isinstance(value, dict):
        return {str(key): keyed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [keyed(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


class Request:
    """What openapi-core has to know of a request to find its operation."""

    def __init__(self, method, url):
        split = urllib.parse.urlsplit(url)
        self.host_url = f"{split.scheme}://{split.netloc}"
        self.path = split.path
        self.method = method.lower()
        self.body = None
        self.content_type = ""
        self.parameters = RequestParameters(query=ImmutableMultiDict(), header=Headers(), cookie=ImmutableMultiDict())


class Response:
    def __init__(self, response):
        self.data = response.content
        self.status_code = response.status_code
        self.headers = Headers([(name, value) for name, values in response.headers.items() for value in values])
        self.content_type = self.headers.get("content-type", "")


class Judge:
    def __init__(self, path, origin, report):
        document = keyed(load(path))
        self.report, self.lock, self.seen = report, threading.Lock(), set()
        self.core = None
        # It does not read other versions.
        if str(document.get("openapi", "")).startswith(("3.0", "3.1")):
            servers = document.get("servers") or [{"url": "/"}]
            document["servers"] = [{**server, "url": moved(server["url"], origin)} for server in servers]
            self.core = OpenAPI.from_dict(
                document, config=Config(spec_validator_cls=None, extra_media_type_deserializers=dict(readers(document)))
            )

    def judge(self, case, response):
        label = f"{case.operation.method.upper()} {case.operation.path}"
        content_type = ",".join(response.headers.get("content-type", []))
        key = (label, response.status_code, content_type, hash(response.content), str(sorted(response.headers)))
        with self.lock:
            if self.core is None or key in self.seen:
                return
            self.seen.add(key)
        fault = self.fault(response, content_type)
        with self.lock, open(self.report, "a", encoding="utf-8") as file:
            file.write(json.dumps({"operation": label, "status": response.status_code, "fault": fault}) + "\n")

    def fault(self, response, content_type):
        # It has no reader for XML that knows `xml`, nor for streams, and holds the bytes against the schema.
        # HTTP has no body for the first two, whatever the document says; what is too long is refused before it is known what it is for.
        if response.status_code in (204, 304, 414, 431):
            return None
        if any(kind in content_type for kind in ("xml", "event-stream", "json-seq", "jsonl", "ndjson")):
            return None
        try:
            self.core.validate_response(Request(response.request.method, response.request.url), Response(response))
        except PathError:
            # The request is not one of an operation of the document.
            return None
        except ResponseNotFound as error:
            return None if response.status_code in OF_HTTP else said(error)
        except Exception as error:  # It has several families of errors, and those of the libraries below it.
            return said(error)
        return None


def readers(document):
    """How the media types of the document are read for which it has no reader of its own."""
    if isinstance(document, list):
        for item in document:
            yield from readers(item)
    elif isinstance(document, dict):
        for key, value in document.items():
            if key == "content" and isinstance(value, dict):
                for media_type in map(str, value):
                    essence = media_type.split(";")[0].strip().lower()
                    if essence.endswith("+json") or essence == "application/json":
                        yield essence, as_json
                    elif not essence.endswith("xml"):
                        # A schema says of bytes that they are a text.
                        yield essence, as_text
            yield from readers(value)


def as_json(value, **_):
    return json.loads(value)


def as_text(value, **_):
    return value.decode("latin-1") if isinstance(value, bytes) else value


def moved(url, origin):
    """The URL of a server, but where the mock is."""
    rest = url.split("://", 1)[-1] if "://" in url else url
    path = "/" + rest.split("/", 1)[1] if "/" in rest else ""
    return origin + path.rstrip("/")


def said(error):
    """An error with its causes, and what is wrong with the value."""
    parts = []
    while error is not None:
        parts.append(f"{type(error).__name__}: {error}")
        for inner in getattr(error, "schema_errors", None) or []:
            parts.append(f"{'/'.join(map(str, inner.absolute_path))}: {inner.message}")
        error = error.__cause__
    return " | ".join(parts)[:600]


JUDGE = Judge(os.environ["JUDGE_DOCUMENT"], os.environ["JUDGE_ORIGIN"], os.environ["JUDGE_REPORT"])


@schemathesis.hook
def after_call(context, case, response):
    JUDGE.judge(case, response)
