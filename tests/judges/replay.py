"""The answer to a request once more, for an answer that a client does not read: whether it fits the document."""

import base64
import json
import urllib.error
import urllib.request

from document import is_valid, join


def answer(request):
    """What a server answers to a request that a dry run shows."""
    if "url" not in request:
        return None
    headers = {name: value for name, value in request["headers"] if name.lower() not in ("host", "content-length")}
    body = base64.b64decode(request["body"]) or None
    asked = urllib.request.Request(request["url"], body, headers, method=request["method"])
    try:
        with urllib.request.urlopen(asked, timeout=60) as found:
            return {"status": found.status, "type": found.headers.get_content_type(), "body": text(found.read())}
    except urllib.error.HTTPError as found:
        return {"status": found.code, "type": found.headers.get_content_type(), "body": text(found.read())}
    except OSError:
        return None


def text(body):
    return body.decode("utf-8", "replace")


def fits(document, origin, answer):
    """Whether an answer in JSON is valid by the document; whatever is not known is."""
    if answer is None or not answer["type"].endswith("json"):
        return True
    pointer = schema(document, origin, answer)
    if pointer is None:
        return True
    try:
        return is_valid(document.validator(pointer), json.loads(answer["body"]))
    except ValueError:
        return False


def schema(document, origin, answer):
    """Where the schema of an answer is."""
    pointer = join(origin, "responses")
    listed = document.at(pointer) or {}
    status = str(answer["status"])
    names = (status, status[0] + "XX", status[0] + "xx", "default")
    name = next((name for name in names if name in listed), None)
    if name is None:
        return None
    response, pointer = document.resolved(listed[name], join(pointer, name))
    if not isinstance(response, dict):
        return None
    if document.version == "2.0":
        return join(pointer, "schema") if "schema" in response else None
    for media, described in (response.get("content") or {}).items():
        if media.partition(";")[0].strip().lower() == answer["type"] and "schema" in (described or {}):
            return join(pointer, "content", media, "schema")
    return None
