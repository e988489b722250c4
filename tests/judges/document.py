"""A document as its owner publishes it: nothing in it is rewritten or repaired."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import yaml
from jsonschema import Draft4Validator, FormatChecker
from jsonschema.validators import extend
from openapi_schema_validator import (
    OAS30Validator,
    OAS30WriteValidator,
    OAS31Validator,
    oas30_format_checker,
    oas31_format_checker,
)
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4, DRAFT202012

URI = "urn:document"
# A `null` among the types, which is a fault in OpenAPI 3.0, says nothing of the other values.
WITH_NULL = [
    extend(kind, type_checker=kind.TYPE_CHECKER.redefine("null", lambda _, value: value is None))
    for kind in (OAS30Validator, OAS30WriteValidator)
]


class Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):
    """YAML 1.2, in which dates and `yes` are text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


def with_text_keys(node):
    """YAML has keys that are not text, such as the status of a response."""
    if isinstance(node, dict):
        return {key if isinstance(key, str) else json.dumps(key): with_text_keys(value) for key, value in node.items()}
    if isinstance(node, list):
        return [with_text_keys(item) for item in node]
    return node


class Document:
    def __init__(self, path):
        text = Path(path).read_text(encoding="utf-8")
        self.root = json.loads(text) if str(path).endswith(".json") else with_text_keys(yaml.load(text, Loader))
        self.version = str(self.root.get("openapi") or self.root.get("swagger"))[:3]
        draft = DRAFT4 if self.version in ("2.0", "3.0") else DRAFT202012
        registry = lambda root: Registry().with_resource(URI, Resource(contents=root, specification=draft))
        self.registry = registry(self.root)
        # What a discriminator says may be wrong where everything else is right.
        self.without_discriminators = registry(without_discriminators(self.root))

    @property
    def schemas(self):
        """Where the schemas with names are."""
        return "/definitions" if self.version == "2.0" else "/components/schemas"

    def at(self, pointer):
        """The node at a JSON pointer, or `None`."""
        node = self.root
        for step in pointer.split("/")[1:]:
            step = step.replace("~1", "/").replace("~0", "~")
            if isinstance(node, dict) and step not in node and "$ref" in node:
                # What is said of a path may be elsewhere.
                node, _ = self.resolved(node)
            try:
                node = node[int(step)] if isinstance(node, list) else node[step]
            except (KeyError, IndexError, ValueError, TypeError):
                return None
        return node

    def resolved(self, node, pointer=""):
        """A node behind its references, and where it is; `None` for one that is not in the document."""
        for _ in range(50):
            if not isinstance(node, dict) or not isinstance(node.get("$ref"), str):
                return node, pointer
            uri, _, fragment = node["$ref"].partition("#")
            if uri:
                return None, pointer
            pointer = unquote(fragment)
            node = self.at(pointer)
        return None, pointer

    def validator(self, pointer, writes=False, discriminators=True):
        """What holds values against the schema at a pointer."""
        return self.holding({"$ref": f"{URI}#{escaped(pointer)}"}, writes, discriminators)

    def holding(self, schema, writes=False, discriminators=True):
        """What holds values against a schema, in which references are those of the document."""
        if self.version == "2.0":
            kind, checker = Draft4Validator, oas30_format_checker
        elif self.version == "3.0":
            kind, checker = (WITH_NULL[1] if writes else WITH_NULL[0]), oas30_format_checker
        else:
            kind, checker = OAS31Validator, oas31_format_checker
        registry = self.registry if discriminators else self.without_discriminators
        known = {"registry": registry, "_resolver": registry.resolver(URI)}
        return kind(schema, format_checker=without_bytes(checker), **known)


def without_discriminators(node):
    """A node whose discriminators, which are objects with a name of a property, are left out."""
    if isinstance(node, dict):
        is_one = lambda key, value: key == "discriminator" and isinstance(value, dict) and "propertyName" in value
        return {key: without_discriminators(value) for key, value in node.items() if not is_one(key, value)}
    return [without_discriminators(item) for item in node] if isinstance(node, list) else node


def without_bytes(checker):
    """The same checks of formats, but bytes are written as text here."""
    found = FormatChecker(())
    found.checkers = {name: check for name, check in checker.checkers.items() if name != "binary"}
    return found


def escaped(pointer):
    return pointer.replace("%", "%25").replace(" ", "%20").replace('"', "%22")


def join(pointer, *steps):
    return pointer + "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def is_valid(validator, value):
    try:
        return validator.is_valid(value)
    except Exception:  # The schema is not one.
        return False
