"""What the calls cover: the optional parameters that are sent, and the branches of unions that a value is of."""

from document import is_valid, join

# Schemas are not followed further.
DEEPEST = 40


class Coverage:
    def __init__(self, document, plan):
        self.document = document
        self.plan = plan
        # Places of branches, and those that a value was of.
        self.branches = set()
        self.taken = set()
        self.seen = set()
        self.validators = {}
        # The fields that travel in forms, by the place of the operation.
        self.forms = {
            operation["origin"]: [field["field"] for field in operation["fields"] if field["in"] in ("Form", "Part")]
            for operation in plan["operations"]
        }

    def of(self, calls, schemas):
        """Counts for these calls, and what they leave out. `schemas` says where the schema of each field is."""
        calls, made = list(calls), {}
        for call in calls:
            made.setdefault(call["origin"], set()).update(call["values"])
        optional = [
            (operation, field["field"])
            for operation in self.plan["operations"]
            for field in operation["fields"]
            if operation["origin"] in made and not field["required"]
        ]
        unsent = [f"{owner['id']}: {field}" for owner, field in optional if field not in made[owner["origin"]]]
        for call in calls:
            for pointer, value in self.values(call, schemas[call["origin"]]):
                self.find(pointer)
                self.take(pointer, value)
        untaken = sorted(self.branches - self.taken)
        return {
            "optional": {"count": len(optional), "sent": len(optional) - len(unsent), "unsent": unsent},
            "branches": {"count": len(self.branches), "taken": len(self.branches) - len(untaken), "untaken": untaken},
        }

    def values(self, call, schemas):
        """The values of a call, each with where its schema is."""
        form = call["sent"].get("form", {})
        fields = self.forms.get(call["origin"], [])
        places = {schemas[field] for field in fields if field in schemas}
        yield from ((place, form) for place in places if form)
        for name, value in call["values"].items():
            if name in schemas and schemas[name] not in places:
                yield schemas[name], value

    def find(self, pointer, depth=0):
        """All branches that values of a schema can be of."""
        schema, pointer = self.document.resolved(self.document.at(pointer), pointer)
        if not isinstance(schema, dict) or pointer in self.seen or depth > DEEPEST:
            return
        self.seen.add(pointer)
        for key, below in parts(schema, pointer):
            if key in ("oneOf", "anyOf"):
                self.branches.add(below)
            is_hidden = key == "properties" and self.is_read_only(below)
            if not is_hidden:
                self.find(below, depth + 1)

    def is_read_only(self, pointer):
        schema, _ = self.document.resolved(self.document.at(pointer), pointer)
        return isinstance(schema, dict) and schema.get("readOnly") is True

    def take(self, pointer, value, depth=0):
        """Notes the branches that a value and what is in it are of."""
        schema, pointer = self.document.resolved(self.document.at(pointer), pointer)
        if not isinstance(schema, dict) or depth > DEEPEST:
            return
        for key, below in parts(schema, pointer):
            if key in ("oneOf", "anyOf"):
                if self.fits(below, value):
                    self.taken.add(below)
                    self.take(below, value, depth + 1)
            elif key == "allOf":
                self.take(below, value, depth + 1)
            elif key == "items":
                for item in value if isinstance(value, list) else []:
                    self.take(below, item, depth + 1)
            elif isinstance(value, dict):
                name = below.rsplit("/", 1)[-1].replace("~1", "/").replace("~0", "~")
                known = schema.get("properties") or {}
                members = [value[name]] if key == "properties" and name in value else []
                if key == "additionalProperties":
                    members = [member for name, member in value.items() if name not in known]
                for member in members:
                    self.take(below, member, depth + 1)

    def fits(self, pointer, value):
        if pointer not in self.validators:
            self.validators[pointer] = self.document.validator(pointer, writes=True, discriminators=False)
        return is_valid(self.validators[pointer], value)


def parts(schema, pointer):
    """The schemas in a schema: the keyword, and where it is."""
    for key in ("oneOf", "anyOf", "allOf"):
        listed = schema.get(key)
        yield from ((key, join(pointer, key, at)) for at in range(len(listed) if isinstance(listed, list) else 0))
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield key, join(pointer, key)
    named = schema.get("properties")
    yield from (("properties", join(pointer, "properties", name)) for name in (named if isinstance(named, dict) else {}))
