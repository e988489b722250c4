"""Requests as openapi-core sees them."""

import base64
import json
import re
import warnings
from dataclasses import replace
from urllib.parse import parse_qsl, unquote, urlsplit

from jsonschema_path import SchemaPath
from openapi_core import V30RequestValidator, V31RequestValidator
from openapi_core.datatypes import RequestParameters
from openapi_core.deserializing.media_types import media_type_deserializers
from openapi_core.deserializing.media_types.deserializers import MediaTypeDeserializer
from openapi_core.deserializing.media_types.factories import MediaTypeDeserializersFactory
from openapi_core.deserializing.media_types.util import data_form_loads, json_loads
from openapi_core.templating.paths.finders import APICallPathFinder
from openapi_core.validation.request.exceptions import InvalidParameter, MissingRequiredParameter
from referencing.exceptions import Unresolvable
from werkzeug.datastructures import Headers, ImmutableMultiDict
from werkzeug.http import parse_cookie

from calls import IGNORED_HEADERS, Calls
from compare import difference, same
from document import is_valid, without_discriminators
from styles import Styles

# A variable of a path with a dot in its name.
DOTTED = re.compile(r"\{[^{}]*\.[^{}]*\}")
# Whose fault a refusal is, if it is not ours.
DOCUMENT = "the document: "
JUDGE = "the judge: "
# The parts of a schema are not followed further.
DEEPEST = 12


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


class MediaTypes(dict):
    """How bodies are read: as openapi-core does, but a form with its empty texts, and what ends in `+json` as JSON (RFC 6839)."""

    def __missing__(self, name):
        if name == "application/x-www-form-urlencoded":
            return lambda body, **_: ImmutableMultiDict(parse_qsl(body.decode(), keep_blank_values=True))
        return json_loads if name.endswith(("/json", "+json")) else media_type_deserializers[name]


class Form(MediaTypeDeserializer):
    """A form as openapi-core reads it, and the members of the parts that its schema is made of, which it does not look for."""

    def decode(self, location):
        found, styles = super().decode(location), self.style_deserializers_factory
        described = {}
        for name, schema in members(self.schema):
            described.setdefault(name, []).append(schema)
        for name, schemas in described.items():
            if name not in location or name in found:
                continue
            node = {"anyOf": [schema.contents() for schema in schemas]}
            if self.mimetype.startswith("multipart/") and not (self.encoding and name in self.encoding):
                found[name] = styles.part(node, [bytes_or_text(part) for part in location.getlist(name)])
            else:
                found[name] = styles.typed(node, self.decode_property(name, schemas[0], location))
        return found


def bytes_or_text(part):
    try:
        return part.decode() if isinstance(part, bytes) else part
    except UnicodeDecodeError:
        return part


class Bodies(MediaTypeDeserializersFactory):
    def create(self, mimetype, schema=None, parameters=None, encoding=None, extra_media_type_deserializers=None):
        theirs = super().create(mimetype, schema, parameters, encoding, extra_media_type_deserializers)
        known = theirs.style_deserializers_factory, theirs.media_types_deserializer
        return Form(*known, mimetype, schema=schema, encoding=encoding, **theirs.parameters)


def members(schema, depth=0):
    """The members of the schemas that a schema is made of."""
    for key in ("allOf", "oneOf", "anyOf"):
        for part in schema / key if key in schema and depth < DEEPEST else ():
            yield from part.get("properties", {}).items()
            yield from members(part, depth + 1)


class Judge:
    def __init__(self, document):
        self.document = document
        self.styles = Styles(document)
        self.validators = {}
        warnings.simplefilter("ignore")

    def complaints(self, origin, outcome, sent):
        """What is wrong with a request of the operation at a place: pairs of a reason and the whole story."""
        request, validator = Request(outcome), self.validator(origin)
        self.styles.names = {name for (place, name), _ in parameters(self.document, origin) if place == "query"}
        try:
            errors = list(validator.iter_errors(request))
            if not errors:
                return list(self.unlike(validator, request, sent))
        except Unresolvable as error:
            return [("not judged: the document has other files", chain(error))]
        except Exception as error:  # The judge itself fails.
            if isinstance(error, KeyError) and DOTTED.search(origin):
                return [(JUDGE + "openapi-core does not read a variable of a path with a dot in its name", chain(error))]
            return [(f"the judge fails: {type(error).__name__}", chain(error))]
        return [(self.excuse(origin, error) or reason(error), chain(error)) for error in errors]

    def excuse(self, origin, error):
        """Why an error is a fault of the judge or of the document, if it is one."""
        place, name = getattr(error, "location", None), getattr(error, "name", None)
        story = chain(error)
        if isinstance(error, InvalidParameter) and "Tried to write read-only property" in story:
            return DOCUMENT + "a parameter that is read-only"
        is_of_header = isinstance(error, (InvalidParameter, MissingRequiredParameter)) and place == "header"
        if is_of_header and name.lower() in IGNORED_HEADERS:
            return DOCUMENT + f"a header parameter `{name.lower()}`, which is ignored by the specification"
        if isinstance(error, MissingRequiredParameter) and place == "path" and "{" + name + "}" not in origin:
            return DOCUMENT + "a parameter in path that the path does not have"
        if self.asks_for_unknown(error):
            return DOCUMENT + "a form that requires a member without describing it"
        if isinstance(error, MissingRequiredParameter) and place == "path" and f"KeyError: '.{name}'" in story:
            return JUDGE + "openapi-core does not find a parameter in path of the style `label`"
        if isinstance(error, MissingRequiredParameter) and place == "path" and f"KeyError: ';{name}'" in story:
            return JUDGE + "openapi-core does not find a parameter in path of the style `matrix`"
        if "DeserializeError" in story and "ValueError: not available" in story:
            return JUDGE + "openapi-core does not read an exploded list that is delimited by blanks or bars"
        if "DeserializeError: ('form', 'object')" in story or "DeserializeError: ('form', 'array')" in story:
            return JUDGE + "openapi-core reads by a style what is JSON in a form without an encoding"
        found = getattr(error.__cause__, "schema_errors", None) or []
        is_of_parts = all(inner.path for inner in found)
        if "CastError: Failed to cast value to array type: b'[" in story:
            return JUDGE + "openapi-core does not read a list within a part"
        if found and all(isinstance(inner.instance, bytes) for inner in found) and is_of_parts:
            return JUDGE + "openapi-core does not take the bytes of a file for a text"
        is_text = lambda inner: inner.validator == "type" and "string" in inner.validator_value
        if found and all(isinstance(inner.instance, bytes) and is_text(inner) for inner in found):
            return JUDGE + "openapi-core does not take the bytes of a body for a text"
        if found and all(inner.validator == "format" and inner.validator_value == "binary" for inner in found):
            return JUDGE + "openapi-core does not take a text for `format: binary`"
        if found and all(self.fits_without_discriminators(inner) for inner in found):
            return DOCUMENT + "a discriminator whose values do not name the schemas"
        described = dict(parameters(self.document, origin)).get((place, name))
        if described is not None and self.styles.is_nested(described):
            return DOCUMENT + "objects within a parameter whose style does not say how they are written"
        return None

    def fits_without_discriminators(self, inner):
        """Whether a value of a union fits one of its schemas, but not the one that the name in it leads to."""
        schema = without_discriminators(inner.schema)
        is_union = inner.validator in ("oneOf", "anyOf")
        return is_union and is_valid(self.document.holding(schema, writes=True, discriminators=False), inner.instance)

    def asks_for_unknown(self, error):
        """Whether all that is wrong is that a body lacks a member that its schema names only as required."""
        found = getattr(error.__cause__, "schema_errors", None) or []
        known = lambda schema: set().union(*(branch.get("properties") or {} for branch in self.styles.branches(schema)))
        return bool(found) and all(
            inner.validator == "required" and not set(inner.validator_value) - set(inner.instance) & known(inner.schema)
            for inner in found
        )

    def unlike(self, validator, request, sent):
        """What the judge reads from a request that is not what was meant."""
        path, operation, _, _, _ = validator._find_path(request)
        read = validator._get_parameters(request.parameters, operation, path)
        for place, name, value in sent["parameters"]:
            found = getattr(read, place)
            found = {key.lower(): value for key, value in found.items()} if place == "header" else found
            if name not in found:
                yield f"not seen in {place}", f"{name}: {value!r} was meant, and nothing is seen"
            elif not alike(value, found[name]):
                yield f"seen differently in {place}", f"{name}: {value!r} was meant, and {found[name]!r} is seen"
        if "form" in sent:
            body = validator._get_body(request.body, request.content_type, operation)
            parts = self.parts(request)
            for name, value in sent["form"].items():
                if name in parts and isinstance(value, list) and not isinstance(body.get(name), list):
                    # Of a union with a list, openapi-core reads one part.
                    body[name] = [part.decode("utf-8", "replace") for part in parts.getlist(name)]
                if name not in body:
                    yield "not seen in a form", f"{name}: {value!r} was meant, and nothing is seen"
                elif not alike(value, body[name]):
                    yield "seen differently in a form", f"{name}: {value!r} was meant, and {body[name]!r} is seen"
        if "body" in sent and request.content_type.partition(";")[0].endswith("json"):
            body = json.loads(request.body) if request.body else None
            if not same(body, sent["body"]):
                yield f"the body is not what was meant: {difference(sent['body'], body)}", repr(body)

    def parts(self, request):
        """The parts of a body of several, as openapi-core reads them."""
        kind, _, boundary = request.content_type.partition("boundary=")
        return data_form_loads(request.body, boundary=boundary) if kind.startswith("multipart/") else {}

    def validator(self, origin):
        """The judge of the path: to look through all paths at each request takes minutes."""
        pointer = origin.rsplit("/", 1)[0]
        if pointer not in self.validators:
            path = pointer.rsplit("/", 1)[-1].replace("~1", "/").replace("~0", "~")
            # A fragment tells operations apart in the document only.
            path = path.partition("#")[0]
            spec = SchemaPath.from_dict({**self.document.root, "paths": {path: self.document.at(pointer)}})
            kind = V30RequestValidator if self.document.version == "3.0" else V31RequestValidator
            self.validators = {pointer: kind(
                spec,
                path_finder_cls=Finder,
                style_deserializers_factory=self.styles,
                media_type_deserializers_factory=Bodies(self.styles, MediaTypes()),
                extra_media_type_deserializers={"*/*": json_or_bytes},
            )}
        return self.validators[pointer]


def json_or_bytes(body, **_):
    try:
        return json.loads(body)
    except ValueError:
        return body


def parameters(document, origin):
    """The parameters of an operation."""
    for key, (parameter, _) in Calls(document, {}).parameters(origin).items():
        yield key, parameter


def alike(meant, seen):
    """Whether two values are the same, as far as text has types."""
    if isinstance(meant, dict) and isinstance(seen, dict):
        return meant.keys() == seen.keys() and all(alike(value, seen[key]) for key, value in meant.items())
    if isinstance(meant, list) and isinstance(seen, list):
        return len(meant) == len(seen) and all(map(alike, meant, seen))
    if isinstance(meant, list) and len(meant) == 1:
        # A list of one looks like what is in it.
        return alike(meant[0], seen)
    if isinstance(seen, list) and len(seen) == 1 and not isinstance(meant, list):
        # Of a union with a list, one part is read as a list of one.
        return alike(meant, seen[0])
    seen = seen.decode("utf-8", "replace") if isinstance(seen, bytes) else seen
    if isinstance(meant, (dict, list)) and isinstance(seen, str):
        # Within a text, values are in JSON.
        return is_json_of(seen, meant)
    plain = lambda value: value if isinstance(value, str) else json.dumps(value)
    return same(meant, seen) or plain(meant) == plain(seen)


def is_json_of(text, value):
    try:
        return same(json.loads(text), value)
    except ValueError:
        return False


def told(error):
    """What an error says, if it can say it."""
    try:
        return str(error)
    except Exception as another:
        return f"{type(another).__name__} when it was asked"


def chain(error):
    texts = []
    while error is not None:
        texts.append(f"{type(error).__name__}: {told(error)}"[:2000])
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
