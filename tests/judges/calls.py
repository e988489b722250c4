"""Calls of each operation: every optional parameter and every branch of a union at least once, and one without what is
optional."""

from compare import distinct, full, same
from covered import Coverage, fault
from directed import Directed
from document import is_valid, join
from jsonschema import Draft4Validator
from shape import Shape
from values import FORMATS, Values

# What every way of writing a value has to get right.
AWKWARD = "a b/ü&c=d?e%+f"
# OpenAPI 3.0.3, 4.7.12.1: a description of these is ignored.
IGNORED_HEADERS = ("accept", "content-type", "authorization")
# The bytes of a body that no schema describes.
BYTES = "some bytes"
# Of these nothing is written outside of JSON.
EMPTY = ("", None, [], {})
NOT_WRITTEN = "of null and of what is empty nothing is written outside of JSON"
# In no more operations than this, a way to a branch is tried.
MOST_TRIES = 4


class Calls:
    def __init__(self, document, plan):
        self.document = document
        self.plan = plan
        self.values = Values(document, sent=True)
        self.coverage = Coverage(document)
        # What cannot be called, and why.
        self.lacking = []

    def all(self):
        """The calls: first with as much as fits, then what is still missing, each for itself."""
        shapes = [shape for operation in self.plan["operations"] if (shape := self.shape(operation))]
        self.coverage.begin(shapes)
        for shape in shapes:
            for call in shape.calls():
                self.coverage.note(call, shape)
                yield call
        yield from self.missing(shapes)

    def missing(self, shapes):
        """Calls for the optional parameters and the branches that no call has yet."""
        tries = {}
        for shape in shapes:
            for field, pointer in shape.schemas.items():
                if shape.body and field in shape.body and field != next(iter(shape.body)):
                    continue
                # The way to what is furthest has most of the others on it.
                for goal, steps in reversed(self.coverage.missing(shape, field, pointer)):
                    if goal in self.coverage.reached or tries.get(goal, 0) == MOST_TRIES:
                        continue
                    tries[goal] = tries.get(goal, 0) + 1
                    call = self.towards(shape, field, pointer, goal, steps)
                    if call:
                        self.coverage.note(call, shape)
                        yield call

    def towards(self, shape, field, pointer, goal, steps):
        """A call that reaches a goal; if there is none, the reason is noted."""
        is_form = field in shape.body and not shape.whole
        is_text = is_form or (field in shape.places and field not in shape.json)
        plain = shape.full if is_form else full
        # The values of a discriminator that are not those of the schemas that it chooses from are a fault of the document.
        validators = [self.document.validator(pointer, "/parameters/" not in pointer, known) for known in (True, False)]
        tried, reason = [], "what is beside it rules it out"
        for found in Directed(self.values).candidates(self.document.at(pointer), steps):
            value = plain(found) if is_text else found
            if any(same(value, other) for other in tried):
                continue
            tried.append(value)
            call = shape.call({**shape.least(is_form), **(shape.form(value) if is_form else {field: value})})
            if (is_text and value in EMPTY) or goal not in self.coverage.of(call, shape):
                is_lost = is_text and (value in EMPTY or not same(value, found))
                reason = NOT_WRITTEN if is_lost else "its values do not fit it, or what is around it"
            elif any(is_valid(validator, value) for validator in validators):
                return call
            else:
                reason = fault(validators[0], value)
        self.coverage.reasons[goal] = reason
        return None

    def shape(self, operation):
        origin = operation["origin"]
        node = self.document.at(origin)
        if not isinstance(node, dict):
            self.lack(operation, "the operation is not where its place says")
            return
        places_of_parameters = ("path", "query", "header", "cookie")
        if self.document.version == "2.0":
            places_of_parameters += ("formData",)
        described = {key: found for key, found in self.parameters(origin).items() if key[0] in places_of_parameters}
        shape = Shape(operation)
        for field in operation["fields"]:
            place = field["in"].lower()
            if self.document.version == "2.0" and place in ("form", "part"):
                place = "formData"
            key = (place, field["name"].lower() if place == "header" else field["name"])
            if key in described:
                parameter, pointer = described.pop(key)
                shape.columns[field["field"]] = self.parameter(parameter, pointer)
                shape.schemas[field["field"]] = schema_of(parameter, pointer)
                shape.places[field["field"]] = key
                if parameter.get("content"):
                    shape.json.add(field["field"])
            elif place == "path":
                # The path has a variable that no parameter describes.
                shape.columns[field["field"]] = ["text"]
            else:
                shape.body[field["field"]] = field
        for (place, name), (parameter, _) in described.items():
            if place == "path" and "{" + name + "}" not in origin:
                self.lack(operation, "the document: a parameter in path that the path does not have", name)
            elif not (place == "header" and name in IGNORED_HEADERS):
                self.lack(operation, f"the client has no parameter in {place}", name)
        self.set_bodies(node, shape)
        if shape.missing:
            self.lack(operation, "not judged: no value is found for what is required", ", ".join(shape.missing))
            return None
        return shape

    def lack(self, operation, reason, detail=""):
        self.lacking.append({"id": operation["id"], "origin": operation["origin"], "reason": reason, "detail": detail})

    def parameters(self, origin):
        """The parameters of an operation by place and name; its own before those of its path."""
        found = {}
        for owner in (origin.rsplit("/", 1)[0], origin):
            listed = (self.document.at(owner) or {}).get("parameters")
            for at, parameter in enumerate(listed if isinstance(listed, list) else []):
                parameter, pointer = self.document.resolved(parameter, join(owner, "parameters", at))
                if isinstance(parameter, dict) and isinstance(parameter.get("name"), str):
                    place, name = parameter.get("in"), parameter["name"]
                    found[place, name.lower() if place == "header" else name] = parameter, pointer
        return found

    def parameter(self, parameter, pointer):
        schema, at = parameter.get("schema"), join(pointer, "schema")
        content = parameter.get("content")
        if isinstance(content, dict) and content:
            media = next(iter(content))
            schema, at = content[media].get("schema", {}), join(pointer, "content", media, "schema")
        elif self.document.version == "2.0":
            # The parameter is its own schema; `required` is another word there.
            schema = {key: value for key, value in parameter.items() if key not in ("in", "name", "required")}
            cases = [value for value in self.values.of(schema) if value not in EMPTY]
            if schema.get("type") == "file":
                return [BYTES]
            return [value for value in cases if is_valid(Draft4Validator(schema), value)]
        schema = {} if schema is None else schema
        is_json = isinstance(content, dict) and content
        values = self.valid(schema, at) if is_json else self.written(schema, at)
        cases = [value for value in values if value not in EMPTY]
        behind, _ = self.document.resolved(schema)
        is_free = isinstance(behind, dict) and behind.get("type") == "string" and not behind.keys() & {
            "enum", "pattern", "format", "maxLength", "const", "allOf", "oneOf", "anyOf"
        }
        # A header has no letters beyond ASCII.
        if is_free and parameter.get("in") in ("path", "query"):
            cases.append(AWKWARD)
        return cases

    def valid(self, schema, pointer):
        # Of a parameter nothing is read-only.
        validator = self.document.validator(pointer, writes="/parameters/" not in pointer)
        return [value for value in self.values.of(schema) if is_valid(validator, value)]

    def written(self, schema, pointer, full=full):
        """Values that texts can be: without null and without what is empty, of which nothing is written."""
        validator = self.document.validator(pointer, writes="/parameters/" not in pointer)
        return [value for value in distinct(map(full, self.valid(schema, pointer))) if is_valid(validator, value)]

    def set_bodies(self, operation, shape):
        """What the fields of the body are in each call."""
        if not shape.body:
            return
        media, pointer = self.media(operation, shape.origin, shape.body)
        if pointer is None:
            return
        schema = media.get("schema", {})
        whole = shape.whole
        if whole and shape.body[whole]["style"] == "binary":
            behind, _ = self.document.resolved(schema)
            is_encoded = isinstance(behind, dict) and behind.get("format") == "byte"
            shape.bodies = [{whole: FORMATS["byte"][0] if is_encoded else BYTES}]
            return
        shape.schemas.update(dict.fromkeys(shape.body, join(pointer, "schema")))
        if whole:
            shape.bodies = [{whole: value} for value in self.valid(schema, join(pointer, "schema"))]
            return
        values = [value for value in self.written(schema, join(pointer, "schema"), shape.full) if isinstance(value, dict)]
        shape.bodies = [shape.form(value) for value in values]
        if values:
            needed = {known["name"] for field, known in shape.body.items() if field in shape.required}
            least = {name: member for name, member in values[0].items() if name in needed}
            is_whole = is_valid(self.document.validator(join(pointer, "schema"), writes=True), least)
            # What one of several objects requires, the form does not.
            shape.least_body = shape.form(least if is_whole else min(values, key=len))

    def media(self, operation, origin, fields):
        """The description of the body that the client sends."""
        if self.document.version == "2.0":
            listed = self.parameters(origin)
            found = next((item for (place, _), item in listed.items() if place == "body"), None)
            return found or ({}, None)
        body, pointer = self.document.resolved(operation.get("requestBody"), join(origin, "requestBody"))
        content = body.get("content") if isinstance(body, dict) else None
        if not isinstance(content, dict) or not content:
            return {}, None
        style = next(iter(fields.values()))
        fits = {
            "json": lambda name: name.endswith(("/json", "+json")),
            "xml": lambda name: name.endswith(("/xml", "+xml")),
            "binary": lambda name: True,
        }
        forms = {
            "Form": lambda name: name == "application/x-www-form-urlencoded",
            "Part": lambda name: name.startswith("multipart/"),
        }
        fit = forms.get(style["in"]) or fits.get(style["style"], lambda name: True)
        plain = lambda name: name.split(";")[0].strip().lower()
        name = next((name for name in content if fit(plain(name))), next(iter(content)))
        return content[name] or {}, join(pointer, "content", name)


def schema_of(parameter, pointer):
    """Where the schema of a parameter is."""
    content = parameter.get("content")
    if isinstance(content, dict) and content:
        return join(pointer, "content", next(iter(content)), "schema")
    return join(pointer, "schema") if "schema" in parameter else pointer
