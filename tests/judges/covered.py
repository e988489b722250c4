"""What the calls cover: the optional parameters that are sent, and the branches of unions that a value is of."""

from document import is_valid, join

# Schemas are not followed further.
DEEPEST = 40


class Coverage:
    """A goal is the module of an operation with an optional field of it, or the place of a branch."""

    def __init__(self, document):
        self.document = document
        self.goals = set()
        self.reached = set()
        # Why a goal is not reached.
        self.reasons = {}
        self.seen = set()
        self.validators = {}

    def begin(self, shapes):
        """Finds all goals."""
        for shape in shapes:
            self.goals.update((shape.module, field) for field in shape.optional)
            for pointer in shape.schemas.values():
                self.find(pointer)

    def note(self, call, shape):
        self.reached |= self.of(call, shape)

    def of(self, call, shape):
        """The goals that a call reaches."""
        reached = {(shape.module, field) for field in call["values"]} & self.goals
        for pointer, value in shape.placed(call):
            self.take(pointer, value, reached)
        return reached

    def report(self):
        unreached = sorted(self.goals - self.reached, key=str)
        reasons = {goal: self.reasons.get(goal, "no call goes there") for goal in unreached}
        kinds = {"optional": lambda goal: isinstance(goal, tuple), "branches": lambda goal: isinstance(goal, str)}
        said = {}
        for kind, is_one in kinds.items():
            missing = {": ".join(goal) if isinstance(goal, tuple) else goal: why for goal, why in reasons.items() if is_one(goal)}
            count = sum(map(is_one, self.goals))
            said[kind] = {"count": count, "reached": count - len(missing), "missing": missing}
        return said

    def missing(self, shape, field, pointer):
        """The goals behind a field that are not reached yet, with the steps there."""
        if not self.goals - self.reached:
            return []
        is_form = field in shape.body and not shape.whole
        found = [] if is_form else [((shape.module, field), [])]
        found = [(goal, steps) for goal, steps in found if goal in self.goals - self.reached]
        for below, steps in self.ways(pointer):
            goal = below
            if steps[-1][0] == "properties":
                # A member of a form is a field.
                is_top = is_form and all(key in ("allOf", "oneOf", "anyOf") for key, _, _ in steps[:-1])
                fields = [name for name, known in shape.body.items() if known["name"] == steps[-1][1]] if is_top else []
                goal = (shape.module, fields[0]) if fields else None
            if goal in self.goals - self.reached:
                found.append((goal, steps))
        return found

    def find(self, pointer, depth=0):
        """All branches that values of a schema can be of."""
        schema, pointer = self.document.resolved(self.document.at(pointer), pointer)
        if not isinstance(schema, dict) or pointer in self.seen or depth > DEEPEST:
            return
        self.seen.add(pointer)
        for key, _, below in parts(schema, pointer):
            if key in ("oneOf", "anyOf"):
                self.goals.add(below)
            if not (key == "properties" and self.is_read_only(below)):
                self.find(below, depth + 1)

    def ways(self, pointer):
        """The goals behind a schema, each with the shortest way there: pairs of a place and the steps to it."""
        schema, pointer = self.document.resolved(self.document.at(pointer), pointer)
        ends, seen = [(schema, pointer, [])], {pointer}
        for schema, pointer, steps in ends:
            for key, which, below in parts(schema, pointer) if isinstance(schema, dict) else ():
                node = self.document.at(below)
                way = [*steps, (key, which, node)]
                if key in ("oneOf", "anyOf") or key == "properties":
                    yield below, way
                behind, place = self.document.resolved(node, below)
                if place not in seen and not (key == "properties" and self.is_read_only(below)):
                    seen.add(place)
                    ends.append((behind, place, way))

    def is_read_only(self, pointer):
        schema, _ = self.document.resolved(self.document.at(pointer), pointer)
        return isinstance(schema, dict) and schema.get("readOnly") is True

    def take(self, pointer, value, reached, depth=0):
        """Notes the branches that a value and what is in it are of."""
        schema, pointer = self.document.resolved(self.document.at(pointer), pointer)
        if not isinstance(schema, dict) or depth > DEEPEST:
            return
        for key, which, below in parts(schema, pointer):
            if key in ("oneOf", "anyOf"):
                if self.fits(below, value):
                    reached.add(below)
                    self.take(below, value, reached, depth + 1)
            elif key == "allOf":
                self.take(below, value, reached, depth + 1)
            elif key == "items":
                for item in value if isinstance(value, list) else []:
                    self.take(below, item, reached, depth + 1)
            elif isinstance(value, dict):
                known = schema.get("properties") or {}
                members = [value[which]] if key == "properties" and which in value else []
                if key == "additionalProperties":
                    members = [member for name, member in value.items() if name not in known]
                for member in members:
                    self.take(below, member, reached, depth + 1)

    def fits(self, pointer, value):
        if pointer not in self.validators:
            self.validators[pointer] = self.document.validator(pointer, writes=True, discriminators=False)
        return is_valid(self.validators[pointer], value)


def parts(schema, pointer):
    """The schemas in a schema: the keyword, what it names, and where it is."""
    for key in ("oneOf", "anyOf", "allOf"):
        listed = schema.get(key)
        yield from ((key, at, join(pointer, key, at)) for at in range(len(listed) if isinstance(listed, list) else 0))
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield key, None, join(pointer, key)
    named = schema.get("properties")
    for name in named if isinstance(named, dict) else {}:
        yield "properties", name, join(pointer, "properties", name)


def fault(validator, value):
    """What is wrong with a value."""
    try:
        kinds = {
            "of several branches of a oneOf" if error.validator == "oneOf" and not error.context else str(error.validator)
            for error in validator.iter_errors(value)
        }
    except Exception:
        kinds = {"the schema is not one"}
    return "no value with it is valid: " + ", ".join(sorted(kinds))
