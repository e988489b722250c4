"""The styles of parameters and forms that openapi-core does not read: as `qs` reads them, with the types of the schema."""

import json
from urllib.parse import urlencode

from openapi_core.deserializing.styles import style_deserializers
from openapi_core.deserializing.styles.factories import StyleDeserializersFactory
from qs_codec import DecodeOptions, decode

from values import inferred

# A list of any length is one, and nothing is cut off.
OPTIONS = DecodeOptions(list_limit=100_000, depth=100, parameter_limit=100_000)
# Schemas are not followed further.
DEEPEST = 30


class Styles(StyleDeserializersFactory):
    def __init__(self, document):
        super().__init__(style_deserializers)
        self.document = document
        # The names of other parameters, which are not members of an object.
        self.names = set()

    def create(self, style, explode, schema, name):
        theirs = super().create(style, explode, schema, name)
        with schema.open() as node:
            return Reader(self, theirs, node)

    # What a schema says of a text.

    def branches(self, node, depth=0):
        """A schema and those that it is made of, without references."""
        node, _ = self.document.resolved(node)
        if isinstance(node, dict) and depth < DEEPEST:
            yield node
            for key in ("allOf", "oneOf", "anyOf"):
                for part in node.get(key) or []:
                    yield from self.branches(part, depth + 1)

    def kinds(self, node):
        found = set()
        for branch in self.branches(node):
            kinds = branch.get("type") or inferred(branch)
            found.update(kinds if isinstance(kinds, list) else [kinds] if kinds else [])
        return found

    def typed(self, node, value, depth=0):
        """A value of texts with the numbers and booleans that the schema asks for."""
        if depth > DEEPEST:
            return value
        branches, kinds = list(self.branches(node)), self.kinds(node)
        if isinstance(value, list) or (kinds == {"array"} and not isinstance(value, dict)):
            items = {"anyOf": [branch["items"] for branch in branches if "items" in branch]}
            return [self.typed(items, item, depth + 1) for item in (value if isinstance(value, list) else [value])]
        if isinstance(value, dict):
            return {name: self.typed(member_of(branches, name), member, depth + 1) for name, member in value.items()}
        listed = [item for branch in branches for item in branch.get("enum") or []]
        return value if value in listed else scalar(value, kinds)

    def part(self, node, texts):
        """What the parts of one name say: a text of a number, JSON, or a list of those."""
        kinds = self.kinds(node)
        if "array" in kinds:
            items = {"anyOf": [branch["items"] for branch in self.branches(node) if "items" in branch]}
            return [self.part(items, [text]) for text in texts]
        if "object" in kinds and isinstance(texts[0], str):
            try:
                return json.loads(texts[0])
            except ValueError:
                pass
        return self.typed(node, texts[0])

    def is_nested(self, parameter):
        """Whether a parameter has lists or objects in the values of a style that has no way to write them."""
        if parameter.get("style") == "deepObject" or "content" in parameter:
            return False
        parts = []
        for branch in self.branches(parameter.get("schema")):
            parts += [*(branch.get("properties") or {}).values(), branch.get("items"), branch.get("additionalProperties")]
        return any(self.kinds(part) & {"array", "object"} for part in parts if isinstance(part, dict))


class Reader:
    def __init__(self, styles, theirs, node):
        self.styles, self.theirs, self.node = styles, theirs, node

    def deserialize(self, location):
        style, explode, name = self.theirs.style, self.theirs.explode, self.theirs.name
        kinds = self.styles.kinds(self.node)
        if style == "deepObject":
            value = deep(location, name)
        elif style == "form" and explode and "object" in kinds and name not in location:
            value = self.members(location)
        elif style == "form" and explode and "array" in kinds and len(kinds) > 1:
            values = location.getlist(name)
            if not values:
                raise KeyError(name)
            value = values if len(values) > 1 or kinds == {"array", "object"} else values[0]
        else:
            value = self.theirs.deserialize(location)
            if self.theirs.schema_type in ("string", "integer", "number", "boolean"):
                return value
        return self.styles.typed(self.node, value)

    def members(self, location):
        """The members of an object that are pairs of their own."""
        branches = list(self.styles.branches(self.node))
        known = set().union(*(branch.get("properties") or {} for branch in branches))
        is_open = any(branch.get("additionalProperties") not in (None, False) for branch in branches)
        found = {key: location[key] for key in location if key in known or (is_open and key not in self.styles.names)}
        if not found:
            raise KeyError(self.theirs.name)
        return found


def deep(location, name):
    pairs = [(key, value) for key in location for value in location.getlist(key)]
    tree = decode(urlencode([(key, value) for key, value in pairs if key == name or key.startswith(name + "[")]), OPTIONS)
    return tree[name]


def member_of(branches, name):
    """The schema of a member."""
    named = [branch["properties"][name] for branch in branches if name in (branch.get("properties") or {})]
    others = [branch.get("additionalProperties") for branch in branches]
    return {"anyOf": named or [other for other in others if isinstance(other, dict)]}


def scalar(text, kinds):
    if not isinstance(text, str):
        return text
    try:
        if "integer" in kinds and text.lstrip("-").isdigit():
            return int(text)
        if "number" in kinds:
            return float(text)
    except ValueError:
        pass
    return text == "true" if "boolean" in kinds and text in ("true", "false") else text
