"""An operation with the values that its calls can have."""

from compare import distinct, full

# An operation is not called more often for everything at once.
MOST = 24


class Shape:
    def __init__(self, operation):
        self.operation = operation
        self.module = operation["module"]
        self.origin = operation["origin"]
        self.required = {field["field"] for field in operation["fields"] if field["required"]}
        self.optional = {field["field"] for field in operation["fields"]} - self.required
        # The values of each parameter, and where it stands.
        self.columns = {}
        self.places = {}
        # The parameters that are JSON.
        self.json = set()
        # The fields of the body, and their values.
        self.body = {}
        self.bodies = []
        self.least_body = {}
        # Where the schema of each field is; of the fields of a form, the schema of the form.
        self.schemas = {}

    @property
    def whole(self):
        """The field that is the whole body."""
        return next((name for name, field in self.body.items() if field["in"] == "Body"), None)

    @property
    def missing(self):
        """What is required and has no value."""
        return [name for name in self.required if not self.columns.get(name) and not (name in self.body and self.bodies)]

    def calls(self):
        columns = {field: cases for field, cases in self.columns.items() if cases}
        count = max([len(cases) for cases in columns.values()] + [len(self.bodies)], default=1)
        made = []
        for at in range(max(1, min(count, MOST))):
            values = {field: cases[at % len(cases)] for field, cases in columns.items()}
            values |= self.bodies[at % len(self.bodies)] if self.bodies else {}
            made.append(values)
        made.append(self.least())
        return map(self.call, distinct(made))

    def least(self, without_body=False):
        """The values of what is required."""
        values = {field: cases[0] for field, cases in self.columns.items() if cases}
        if not self.least_body:
            values |= self.bodies[0] if self.bodies else {}
        values = {field: value for field, value in values.items() if field in self.required}
        return values if without_body else values | self.least_body

    def call(self, values):
        sent = {"parameters": [[*self.places[field], value] for field, value in values.items() if field in self.places]}
        if self.whole in values and self.body[self.whole]["style"] == "json":
            sent["body"] = values[self.whole]
        parts = {known["name"]: values[field] for field, known in self.body.items() if field in values}
        if parts and not self.whole:
            sent["form"] = parts
        return {
            "id": self.operation["id"],
            "module": self.module,
            "origin": self.origin,
            "values": values,
            "sent": sent,
        }

    def form(self, value):
        """The fields of a form of which an object is the value."""
        by_name = {known["name"]: field for field, known in self.body.items()}
        # A file is one of a list of files.
        listed = lambda field, value: [value] if self.body[field]["list"] and not isinstance(value, list) else value
        return {by_name[name]: listed(by_name[name], member) for name, member in value.items() if name in by_name}

    def full(self, value):
        """The value of a form without what is null or empty in it, of which only JSON writes something."""
        if not isinstance(value, dict):
            return value
        in_json = {known["name"] for known in self.body.values() if known["style"] == "json"}
        members = {name: member if name in in_json else full(member) for name, member in value.items()}
        return {name: member for name, member in members.items() if member not in (None, [], {})}

    def placed(self, call):
        """The values of a call, each with where its schema is."""
        form = call["sent"].get("form")
        if form:
            pointer = next(iter(self.schemas[field] for field in self.body if field in self.schemas))
            yield pointer, form
            # One file can be a list of files, and be meant as a file.
            lists = {known["name"] for known in self.body.values() if known["list"]}
            single = lambda name, value: name in lists and isinstance(value, list) and len(value) == 1
            yield pointer, {name: value[0] if single(name, value) else value for name, value in form.items()}
        for field, value in call["values"].items():
            if field in self.schemas and not (form and field in self.body):
                yield self.schemas[field], value
