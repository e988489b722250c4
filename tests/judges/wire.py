"""Requests as openapi-core sees them."""

import base64
import warnings
from dataclasses import replace
from urllib.parse import parse_qsl, unquote, urlsplit

from jsonschema_path import SchemaPath
from openapi_core import V30RequestValidator, V31RequestValidator
from openapi_core.datatypes import RequestParameters
from openapi_core.templating.paths.finders import APICallPathFinder
from werkzeug.datastructures import Headers, ImmutableMultiDict
from werkzeug.http import parse_cookie

from document import join


class Request:
    """A request that was not sent."""

    def __init__(self, outcome):
        url = urlsplit(outcome["url"])
        headers = Headers(outcome["headers"])
        self.host_url = f"{url.scheme}://{url.netloc}"
        self.path = url.path
        self.method = outcome["method"].lower()
        self.body = base64.b64decode(outcome["body"]) or None
        self.content_type = headers.get("content-type", "").lower()
        if "boundary=" in self.content_type:
            self.content_type = headers["content-type"]
        query = parse_qsl(url.query, keep_blank_values=True)
        cookies = parse_cookie(headers.get("cookie", ""))
        self.parameters = RequestParameters(
            query=ImmutableMultiDict(query), header=headers, cookie=ImmutableMultiDict(cookies)
        )


class Finder(APICallPathFinder):
    """Finds paths before they are decoded, so that a value with a slash stays one."""

    def find(self, method, name):
        found = super().find(method, name)
        variables = {key: unquote(value) for key, value in found.path_result.variables.items()}
        return found._replace(path_result=replace(found.path_result, variables=variables))


class Judge:
    def __init__(self, document):
        self.document = document
        self.validators = {}
        warnings.simplefilter("ignore")

    def complaints(self, origin, outcome):
        """What is wrong with a request of the operation at a place: pairs of a reason and the whole story."""
        try:
            errors = list(self.validator(origin).iter_errors(Request(outcome)))
        except Exception as error:  # The judge itself fails.
            return [(f"the judge fails: {type(error).__name__}", chain(error))]
        return [(reason(error), chain(error)) for error in errors]

    def validator(self, origin):
        """The judge of the path: to look through all paths at each request takes minutes."""
        pointer = origin.rsplit("/", 1)[0]
        if pointer not in self.validators:
            path = pointer.rsplit("/", 1)[-1].replace("~1", "/").replace("~0", "~")
            spec = SchemaPath.from_dict({**self.document.root, "paths": {path: self.document.at(pointer)}})
            kind = V30RequestValidator if self.document.version == "3.0" else V31RequestValidator
            self.validators = {pointer: kind(spec, path_finder_cls=Finder)}
        return self.validators[pointer]


def chain(error):
    texts = []
    while error is not None:
        texts.append(f"{type(error).__name__}: {error}"[:2000])
        for inner in getattr(error, "schema_errors", []) or []:
            texts.append(f"{inner.json_path}: {inner.message}"[:1000])
        error = error.__cause__ or error.__context__
    return "\n".join(texts)


def reason(error):
    """The kind of an error, without names and values."""
    kinds = []
    last = error
    while error is not None:
        kinds.append(type(error).__name__)
        last = error
        error = error.__cause__
    inner = next(iter(getattr(last, "schema_errors", []) or []), None)
    place = getattr(last, "location", None) or getattr(kinds and last, "location", "")
    keyword = f" ({inner.validator})" if inner is not None else ""
    return " < ".join(dict.fromkeys(kinds)) + keyword + (f" in {place}" if isinstance(place, str) and place else "")
