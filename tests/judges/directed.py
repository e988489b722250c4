"""Values that reach one place of a schema: with as little around it as is valid, so that nothing else is in the way."""

from itertools import islice, product

from values import WHOLE, NoValue, component, merged, tagged

# Of one part, no more values than this are tried.
MOST = 12
# No place is looked for behind more steps.
DEEPEST = 24


class Directed:
    """Steps are those to the place: a keyword, what it names, and the schema there."""

    def __init__(self, values):
        self.values = values

    def candidates(self, schema, steps):
        for whole in (False, True):
            try:
                yield from self.towards(schema, steps, whole)
            except (NoValue, RecursionError):
                pass

    def towards(self, schema, steps, whole):
        found = []
        for flat in islice(self.flats(schema, steps), MOST):
            try:
                found += self.instances(flat, flat["x-steps"], whole)
            except NoValue:
                pass
        return found[: 2 * MOST]

    # A schema as one of several without references and unions, of which each goes where the steps go.

    def flats(self, schema, steps, name=None, seen=()):
        if not isinstance(schema, dict):
            return [] if schema is False else [{"x-steps": steps}]
        if not steps:
            return [{**flat, "x-steps": []} for flat in self.values.alternatives(schema, name, seen)]
        if isinstance(schema.get("$ref"), str):
            target, pointer = self.values.document.resolved(schema)
            if pointer in seen or target is None:
                return []
            found = self.flats(target, steps, name or component(pointer), (*seen, pointer))
            beside = {key: value for key, value in schema.items() if key != "$ref"}
            if beside and self.values.document.version not in ("2.0", "3.0"):
                found = [merged(flat, other) for flat in found for other in self.values.alternatives(beside)]
            return found
        own = {key: value for key, value in schema.items() if key not in ("allOf", "oneOf", "anyOf", "not", "if", "then", "else")}
        discriminator = schema.get("discriminator")
        if isinstance(discriminator, str):
            discriminator = {"propertyName": discriminator}
        keyword, which, _ = steps[0]
        if keyword in ("properties", "items", "additionalProperties"):
            own["x-steps"] = steps
        parts = []
        for at, part in enumerate(schema.get("allOf", [])):
            is_way = (keyword, which) == ("allOf", at)
            parts.append(
                self.flats(part, steps[1:], name, seen) if is_way else self.values.alternatives(part, name, seen, False)
            )
        for key in ("oneOf", "anyOf"):
            listed = schema.get(key)
            if keyword == key:
                found = self.flats(listed[which], steps[1:], None, seen)
                parts.append(self.values.tagging(found, listed[which], discriminator))
            elif isinstance(listed, list):
                parts.append([flat for branch in listed for flat in self.values.branch(branch, discriminator, seen)])
        if discriminator and name and not schema.get("oneOf") and not schema.get("anyOf"):
            own["x-tags"] = tagged(discriminator, name, own)
        return [one(own, parts) for parts in islice(product(*parts), MOST)]

    # The values of such a schema.

    def instances(self, flat, steps, whole):
        if not steps:
            return self.some(flat, False) + self.some(flat, True)
        keyword, which, node = steps[0]
        if keyword == "properties":
            schema, further = aligned(flat["properties"][which], node, steps[1:])
            inner = self.towards(schema, further, whole)
            return [{**base, which: value} for base in self.around(flat, which, whole) for value in inner]
        if keyword == "additionalProperties":
            inner = self.towards(flat["additionalProperties"], steps[1:], whole)
            return [{**base, "extra": value} for base in self.around(flat, "extra", whole) for value in inner]
        return [self.listed(flat, value) for value in self.towards(flat["items"], steps[1:], whole)]

    def some(self, flat, whole):
        try:
            found = self.values.instances(flat, 0 if whole else WHOLE + 1, 0, whole)[:MOST]
        except NoValue:
            return []
        # Where a list of all is not valid, one of one can be.
        return found + [value[:1] for value in found if isinstance(value, list) and len(value) > 1]

    def around(self, flat, name, whole):
        """Objects without the member that is looked for."""
        without = {
            **flat,
            "properties": {key: schema for key, schema in (flat.get("properties") or {}).items() if key != name},
            "required": [key for key in flat.get("required") or [] if key != name],
        }
        found = self.values.objects(without, 0 if whole else WHOLE + 1, 0, whole)
        return found[: MOST // 4]

    def listed(self, flat, value):
        """A list with this item, and as many others as are needed."""
        below = lambda schema: self.values.below(schema, WHOLE + 1, 0)
        found = [below(schema)[0] for schema in flat.get("prefixItems") or []] + [value]
        least = flat.get("minItems") or 0
        others = below(flat["items"]) if len(found) < least else []
        while len(found) < least:
            other = others[len(found) % len(others)]
            found.append(self.values.another(flat["items"], other, found) if flat.get("uniqueItems") else other)
        return found


def one(own, parts):
    for part in parts:
        own = merged(own, part)
    return own


def aligned(schema, node, steps):
    """A schema of a member with the steps from it on. It can be one that was put together of `node` and others."""
    way = route(schema, node)
    return schema, (way or []) + steps


def route(schema, node):
    if schema is node:
        return []
    for at, part in enumerate(schema.get("allOf") or []) if isinstance(schema, dict) else []:
        way = route(part, node)
        if way is not None:
            return [("allOf", at, part), *way]
    return None
