"""Calls of each operation: every optional parameter and every branch of a union at least once, and one without what is
optional."""

from document import is_valid, join
from jsonschema import Draft4Validator
from values import FORMATS, Values, component, distinct

# An operation is not called more often.
MOST = 24
# What every way of writing a value has to get right.
AWKWARD = "a b/ü&c=d?e%+f"
# OpenAPI 3.0.3, 4.7.12.1: a description of these is ignored.
IGNORED_HEADERS = ("accept", "content-type", "authorization")
# The bytes of a body that no schema describes.
BYTES = "some bytes"


class Calls:
    def __init__(self, document, plan):
        self.document = document
        self.plan = plan
        self.values = Values(document, sent=True)
        # What cannot be called, and why.
        self.lacking = []
        # Where the schema of each field is, by the place of the operation; of the fields of a form, the schema of the form.
        self.schemas = {}

    def all(self):
        for operation in self.plan["operations"]:
            yield from self.of(operation)

    def of(self, operation):
        origin = operation["origin"]
        node = self.document.at(origin)
        if not isinstance(node, dict):
            self.lack(operation, "the operation is not where its place says")
            return
        places_of_parameters = ("path", "query", "header", "cookie")
        if self.document.version == "2.0":
            places_of_parameters += ("formData",)
        described = {key: found for key, found in self.parameters(origin).items() if key[0] in places_of_parameters}
        columns, required, places = {}, set(), {}
        schemas = self.schemas.setdefault(origin, {})
        body = {}
        for field in operation["fields"]:
            place = field["in"].lower()
            if self.document.version == "2.0" and place in ("form", "part"):
                place = "formData"
            if field["required"]:
                required.add(field["field"])
            key = (place, field["name"].lower() if place == "header" else field["name"])
            if key in described:
                parameter, pointer = described.pop(key)
                columns[field["field"]] = self.parameter(parameter, pointer)
                schemas[field["field"]] = schema_of(parameter, pointer)
                places[field["field"]] = key
            elif place == "path":
                # The path has a variable that no parameter describes.
                columns[field["field"]] = ["text"]
            else:
                body[field["field"]] = field
        for (place, name), (parameter, _) in described.items():
            if place == "path" and "{" + name + "}" not in origin:
                self.lack(operation, "the document: a parameter in path that the path does not have", name)
            elif not (place == "header" and name in IGNORED_HEADERS):
                self.lack(operation, f"the client has no parameter in {place}", name)
        bodies = self.bodies(node, origin, body)
        whole = next((name for name, field in body.items() if field["in"] == "Body" and field["style"] == "json"), None)
        for field in body:
            columns[field] = None
        missing = [name for name in required if columns.get(name) == [] or (columns.get(name) is None and not bodies)]
        if missing:
            self.lack(operation, "not judged: no value is found for what is required", ", ".join(missing))
            return
        columns = {field: cases for field, cases in columns.items() if cases}
        count = max([len(cases) for cases in columns.values()] + [len(bodies)], default=1)
        made = []
        for at in range(max(1, min(count, MOST))):
            values = {field: cases[at % len(cases)] for field, cases in columns.items()}
            values |= bodies[at % len(bodies)] if bodies else {}
            made.append(values)
        made.append({field: value for field, value in made[0].items() if field in required})
        for values in distinct(made):
            sent = {"parameters": [[*places[field], value] for field, value in values.items() if field in places]}
            if whole and whole in values:
                sent["body"] = values[whole]
            parts = {known["name"]: values[field] for field, known in body.items() if field in values}
            if parts and not any(known["in"] == "Body" for known in body.values()):
                sent["form"] = parts
            yield {
                "id": operation["id"],
                "module": operation["module"],
                "origin": origin,
                "values": values,
                "sent": sent,
            }

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
            cases = [value for value in self.values.of(schema) if value not in (None, "", [], {})]
            if schema.get("type") == "file":
                return [BYTES]
            return [value for value in cases if is_valid(Draft4Validator(schema), value)]
        schema = {} if schema is None else schema
        is_json = isinstance(content, dict) and content
        values = self.valid(schema, at) if is_json else self.written(schema, at)
        cases = [value for value in values if value not in (None, "", [], {})]
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

    def written(self, schema, pointer):
        """Values that texts can be: without null and without what is empty, of which nothing is written."""
        validator = self.document.validator(pointer, writes="/parameters/" not in pointer)
        return [value for value in distinct(map(full, self.valid(schema, pointer))) if is_valid(validator, value)]

    def bodies(self, operation, origin, fields):
        """What the fields of the body are in each call."""
        if not fields:
            return []
        media, pointer = self.media(operation, origin, fields)
        if pointer is None:
            return []
        schema = media.get("schema", {})
        self.schemas[origin].update(dict.fromkeys(fields, join(pointer, "schema")))
        whole = [field for field, known in fields.items() if known["in"] == "Body"]
        if whole:
            if fields[whole[0]]["style"] == "binary":
                behind, _ = self.document.resolved(schema)
                is_encoded = isinstance(behind, dict) and behind.get("format") == "byte"
                return [{whole[0]: FORMATS["byte"][0] if is_encoded else BYTES}]
            return [{whole[0]: value} for value in self.valid(schema, join(pointer, "schema"))]
        by_name = {known["name"]: field for field, known in fields.items()}
        values = [value for value in self.written(schema, join(pointer, "schema")) if isinstance(value, dict)]
        # A file is one of a list of files.
        listed = lambda name, value: [value] if fields[by_name[name]]["list"] and not isinstance(value, list) else value
        sent = lambda members: {name: listed(name, value) for name, value in members.items() if name in by_name}
        return [{by_name[name]: value for name, value in sent(members).items()} for members in values]

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
        is_form = lambda name: name == "application/x-www-form-urlencoded" or name.startswith("multipart/")
        fit = fits.get(style["style"], lambda name: True) if style["in"] == "Body" else is_form
        plain = lambda name: name.split(";")[0].strip().lower()
        name = next((name for name in content if fit(plain(name))), next(iter(content)))
        return content[name] or {}, join(pointer, "content", name)


def schema_of(parameter, pointer):
    """Where the schema of a parameter is."""
    content = parameter.get("content")
    if isinstance(content, dict) and content:
        return join(pointer, "content", next(iter(content)), "schema")
    return join(pointer, "schema") if "schema" in parameter else pointer


def full(value):
    """A value without what is null or empty in it."""
    if isinstance(value, dict):
        members = {name: full(member) for name, member in value.items()}
        return {name: member for name, member in members.items() if member not in (None, [], {})}
    if isinstance(value, list):
        return [item for item in map(full, value) if item not in (None, [], {})]
    return value
