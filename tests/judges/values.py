"""Values of a schema: each branch of a union and each property at least once."""

import json
import math

import patterns
from compare import distinct, same
from document import is_valid

# References that are followed with all properties; behind them only what is required is there.
WHOLE = 1
# No schema is followed deeper, by references and by nesting.
DEEPEST = 14
# No schema has more values than this.
MOST = 40
# No part of a schema has more.
MOST_OF_PART = 12

FORMATS = {
    "date-time": ["2024-05-17T09:30:00Z"],
    "date": ["2024-05-17"],
    "time": ["09:30:00Z"],
    "duration": ["P3D"],
    "uuid": ["7d1a1d9c-4f0e-4b0c-9d6e-3f1c0a6f2b11"],
    "email": ["someone@example.com"],
    "idn-email": ["someone@example.com"],
    "hostname": ["example.com"],
    "ipv4": ["192.0.2.1"],
    "ipv6": ["2001:db8::1"],
    "uri": ["https://example.com/a?b=c"],
    "url": ["https://example.com/a?b=c"],
    "uri-reference": ["/a?b=c"],
    "iri": ["https://example.com/a?b=c"],
    "byte": ["aGVsbG8="],
    "json-pointer": ["/a/b"],
    "regex": ["a+"],
}


class NoValue(Exception):
    """A schema has no value that can be found here."""


class Values:
    def __init__(self, document, sent):
        self.document = document
        self.sent = sent
        self.known = {}
        self.children = None

    def of(self, schema, most=MOST):
        """Values of a schema, the one with most in it first."""
        try:
            return self.cases(schema, 0, 0)[:most]
        except (NoValue, RecursionError):
            return []

    def cases(self, schema, references, depth):
        key = (id(schema), references, depth)
        if key not in self.known:
            # With the schema, so that no other gets its place in memory.
            self.known[key] = schema, self.made(schema, references, depth)
        return self.known[key][1]

    def made(self, schema, references, depth):
        if depth > DEEPEST:
            raise NoValue
        whole = references <= WHOLE
        whole_ones, least_ones = [], []
        for flat in self.alternatives(schema):
            behind = references + flat.get("x-references", 0)
            for wanted, found in ((True, whole_ones), (False, least_ones)):
                if wanted and behind > WHOLE:
                    continue
                try:
                    found += self.instances(flat, behind, depth, wanted)
                except NoValue:
                    pass
        found = distinct(whole_ones + least_ones)
        if not found:
            raise NoValue
        if not whole:
            # The parts of parts are judged for themselves, where they have names.
            return [min(found, key=lambda value: len(json.dumps(value)))]
        return found[: MOST if depth == 0 else MOST_OF_PART]

    # A schema as one of several without references and unions.

    def alternatives(self, schema, name=None, seen=(), heirs=True):
        if not isinstance(schema, dict):
            return [] if schema is False else [{}]
        if isinstance(schema.get("$ref"), str):
            target, pointer = self.document.resolved(schema)
            if pointer in seen or target is None:
                return []
            found = self.alternatives(target, name or component(pointer), (*seen, pointer), heirs)
            beside = {key: value for key, value in schema.items() if key != "$ref"}
            if beside and self.document.version not in ("2.0", "3.0"):
                found = [merged(flat, other) for flat in found for other in self.alternatives(beside)]
            return found
        own = {key: value for key, value in schema.items() if key not in ("allOf", "oneOf", "anyOf", "not", "if", "then", "else")}
        discriminator = schema.get("discriminator")
        if isinstance(discriminator, str):
            discriminator = {"propertyName": discriminator}
        parts = []
        for part in schema.get("allOf", []):
            parts.append(self.alternatives(part, name, seen, False))
        for key in ("oneOf", "anyOf"):
            if isinstance(schema.get(key), list):
                parts.append([flat for branch in schema[key] for flat in self.branch(branch, discriminator, seen)])
        if any(not part for part in parts):
            return []
        is_base = discriminator and not schema.get("oneOf") and not schema.get("anyOf")
        if is_base and name:
            own["x-tags"] = tagged(discriminator, name, own)
        count = max(map(len, parts), default=1)
        found = []
        for at in range(count):
            flat = own
            for part in parts:
                flat = merged(flat, part[at % len(part)])
            found.append(flat)
        if is_base and heirs:
            for heir in self.heirs(name):
                found += self.alternatives({"$ref": heir})
        return found

    def branch(self, schema, discriminator, seen):
        found = self.alternatives(schema, None, seen)
        if isinstance(schema, dict) and "$ref" in schema:
            found = [{**flat, "x-references": flat.get("x-references", 0) + 1} for flat in found]
        return self.tagging(found, schema, discriminator)

    def tagging(self, found, schema, discriminator):
        """What a branch is made of, with the member that says that it is this one."""
        if not discriminator or not isinstance(schema, dict) or not isinstance(schema.get("$ref"), str):
            return found
        _, pointer = self.document.resolved(schema)
        tags = lambda flat: tagged(discriminator, component(schema["$ref"]) or component(pointer), flat)
        return [{**flat, "x-tags": {**flat.get("x-tags", {}), **tags(flat)}} for flat in found]

    def heirs(self, name):
        """References to the schemas that are made of a named one by `allOf`."""
        if self.children is None:
            self.children = {}
            schemas = self.document.at(self.document.schemas) or {}
            for child, schema in schemas.items():
                for part in (schema.get("allOf") or []) if isinstance(schema, dict) else []:
                    if isinstance(part, dict) and isinstance(part.get("$ref"), str):
                        reference = "#" + self.document.schemas + "/" + child
                        self.children.setdefault(component(part["$ref"]), []).append(reference)
        return self.children.get(name, [])

    # The values of such a schema.

    def instances(self, flat, references, depth, whole):
        listed = flat.get("enum") if isinstance(flat.get("enum"), list) else None
        if "const" in flat:
            return [flat["const"]] if listed is None or flat["const"] in listed else []
        if listed is not None:
            return [value for value in listed if value is not None or is_nullable(flat)]
        kinds = flat.get("type")
        kinds = kinds if isinstance(kinds, list) else [kinds or inferred(flat)]
        found = []
        for kind in kinds:
            if kind == "object":
                found += self.objects(flat, references, depth, whole)
            elif kind == "array":
                found += self.lists(flat, references, depth, whole)
            elif kind == "string":
                found += texts(flat)
            elif kind in ("integer", "number"):
                found += numbers(flat, kind)
            elif kind == "boolean":
                found += [True, False]
            elif kind is None:
                found += ["text", {"key": [1, True]}] if depth else ["text"]
        if is_nullable(flat) or "null" in kinds:
            found.append(None)
        return found

    def below(self, schema, references, depth):
        schema = schema if isinstance(schema, dict) else {}
        return self.cases(schema, references + ("$ref" in schema), depth + 1)

    def objects(self, flat, references, depth, whole):
        required = set(flat.get("required") or [])
        columns = {}
        for name, schema in (flat.get("properties") or {}).items():
            behind, _ = self.document.resolved(schema) if isinstance(schema, dict) else (schema, "")
            is_hidden = self.sent and isinstance(behind, dict) and behind.get("readOnly") is True
            if is_hidden or schema is False or (name not in required and not whole):
                continue
            try:
                columns[name] = self.below(schema, references, depth)
            except NoValue:
                if name in required:
                    raise
        for name, tag in flat.get("x-tags", {}).items():
            columns[name] = [tag]
        others = flat.get("additionalProperties")
        for name in required - columns.keys() - (flat.get("properties") or {}).keys():
            columns[name] = self.below(others if isinstance(others, dict) else {}, references, depth)
        if whole and others not in (None, False):
            try:
                columns["extra"] = self.below(others, references, depth)
            except NoValue:
                pass
        for at in range(len(columns), flat.get("minProperties") or 0):
            columns[f"extra{at}"] = self.below(others, references, depth)
        count = max(map(len, columns.values()), default=1)
        return [{name: cases[at % len(cases)] for name, cases in columns.items()} for at in range(min(count, MOST))]

    def lists(self, flat, references, depth, whole):
        items, first = flat.get("items", {}), flat.get("prefixItems") or []
        least, most = flat.get("minItems") or 0, flat.get("maxItems")
        fixed = [self.below(schema, references, depth)[0] for schema in first]
        if items is False or (not whole and least <= len(fixed)):
            return [fixed]
        try:
            cases = self.below(items, references, depth)
        except NoValue:
            if least:
                raise
            return [fixed]
        if not least and len(fixed) == 0 and most == 0:
            return [[]]
        unique = flat.get("uniqueItems")
        room = most - len(fixed) if most is not None else len(cases)
        found = []
        for at in range(0, len(cases), max(room, 1)):
            values = fixed + (cases[at : at + room] if whole else cases[:1])
            while len(values) < least:
                other = cases[len(values) % len(cases)]
                values.append(self.another(items, other, values) if unique else other)
            found.append(distinct(values) if unique else values)
        # What stands between two items shows how a list is written.
        if whole and len(cases) == 1 and isinstance(cases[0], (str, int, float)) and (most is None or most > 1):
            found.append(fixed + [cases[0], self.another(items, cases[0], cases[:1])])
        return found

    def another(self, schema, value, others):
        """A value like one that is there already; the same if no other is found."""
        validator = self.document.holding(schema, self.sent)
        is_new = lambda found: not any(same(found, other) for other in others) and is_valid(validator, found)
        return next(filter(is_new, variants(value, len(others))), value)


def component(pointer):
    """The name at the end of a pointer."""
    return pointer.rsplit("/", 1)[-1].replace("~1", "/").replace("~0", "~")


def tagged(discriminator, name, flat):
    """The member that says which schema a value is of."""
    property = discriminator.get("propertyName")
    mapping = discriminator.get("mapping") or {}
    tag = next((tag for tag, target in mapping.items() if component(target) == name), None)
    own = (flat.get("properties") or {}).get(property)
    allowed = own.get("enum", [own["const"]] if "const" in own else None) if isinstance(own, dict) else None
    if tag is None and allowed and name not in allowed:
        return {}
    return {property: name if tag is None else tag}


def merged(one, other):
    """A schema for what is right by two."""
    both = dict(one)
    for key, value in other.items():
        if key not in both:
            both[key] = value
        elif key == "properties":
            both[key] = {**both[key], **{
                name: {"allOf": [both[key][name], schema]} if name in both[key] and both[key][name] != schema else schema
                for name, schema in value.items()
            }}
        elif key == "required":
            both[key] = list(dict.fromkeys([*both[key], *value]))
        elif key == "enum":
            both[key] = [item for item in both[key] if item in value]
        elif key == "x-tags":
            both[key] = {**value, **both[key]}
        elif key == "nullable":
            both[key] = both[key] and value
        elif key in ("minimum", "minLength", "minItems"):
            both[key] = max(both[key], value)
        elif key in ("maximum", "maxLength", "maxItems"):
            both[key] = min(both[key], value)
        elif key == "type" and both[key] != value:
            as_list = lambda kinds: kinds if isinstance(kinds, list) else [kinds]
            both[key] = [kind for kind in as_list(both[key]) if kind in as_list(value)] or as_list(value)
        elif key == "additionalProperties" and False in (both[key], value):
            both[key] = False
    return both


def is_nullable(flat):
    return flat.get("nullable") is True or flat.get("x-nullable") is True


def inferred(flat):
    if flat.keys() & {"properties", "additionalProperties", "required", "x-tags"}:
        return "object"
    if flat.keys() & {"items", "prefixItems"}:
        return "array"
    if flat.keys() & {"pattern", "minLength", "maxLength"}:
        return "string"
    return None


def texts(flat):
    least, most = flat.get("minLength") or 0, flat.get("maxLength")
    if flat.get("pattern"):
        known = [flat.get("example"), flat.get("default"), *(flat.get("examples") or []), patterns.example(flat["pattern"])]
        known = [text for text in known if isinstance(text, str)]
        known = [text for text in known if patterns.matches(flat["pattern"], text)]
        return distinct(fitted(text, flat["pattern"], least, most) for text in known)[:2]
    known = FORMATS.get(flat.get("format"))
    if known:
        return known
    text = "text"
    while len(text) < least:
        text += "-text"
    return [text[: max(most, least)] if most is not None else text]


def fitted(text, pattern, least, most):
    """A text of the right length, as far as it is found by repeating the last character."""
    if len(text) < least:
        longer = text + (text[-1:] or "a") * (least - len(text))
        return longer if patterns.matches(pattern, longer) else text
    if most is not None and len(text) > most and patterns.matches(pattern, text[:most]):
        return text[:most]
    return text


def numbers(flat, kind):
    # A number without a fraction, as some documents say it.
    kind = "integer" if flat.get("format") in ("int32", "int64") else kind
    least, most = flat.get("minimum"), flat.get("maximum")
    step = flat.get("multipleOf") or (1 if kind == "integer" else None)
    for key in ("exclusiveMinimum", "exclusiveMaximum"):
        bound = flat.get(key)
        margin = step or 0.5
        if key.endswith("Minimum"):
            if bound is True and least is not None:
                least += margin
            elif isinstance(bound, (int, float)) and not isinstance(bound, bool):
                least = max(least, bound + margin) if least is not None else bound + margin
        elif bound is True and most is not None:
            most -= margin
        elif isinstance(bound, (int, float)) and not isinstance(bound, bool):
            most = min(most, bound - margin) if most is not None else bound - margin

    def within(number):
        number = number if least is None or number >= least else least
        number = number if most is None or number <= most else most
        if step:
            number = math.ceil(number / step) * step
        return int(number) if kind == "integer" else number

    found = [within(1 if kind == "integer" else 1.5)]
    if kind == "integer" and flat.get("format") == "int64":
        found.append(within(5_000_000_000))
    return distinct(found)


def variants(value, number):
    """Values like a value, of the same type."""
    if isinstance(value, str):
        yield from (f"{value}{number}", f"{number}{value}", f"{value[:-1]}{number}", f"{value}{value[-1:]}")
        yield from (value[:-1] + chr(ord(value[-1]) + number) for _ in value[:1])
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield value + number
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from ({**value, name: other} for other in variants(member, number))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from ([*value[:at], other, *value[at + 1 :]] for other in variants(item, number))
