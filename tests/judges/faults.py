"""What Prism says is wrong with a request: whether that is a fault of Prism or of the document."""

from calls import IGNORED_HEADERS, Calls
from styles import Styles

JUDGE = "the judge: "
DOCUMENT = "the document: "
LIST_IN_FORM = "Cannot deserialize JSON object array in form data"


class Faults:
    def __init__(self, document, call):
        self.document, self.origin, self.sent = document, call["origin"], call["sent"]
        self.styles = Styles(document)

    def excuse(self, fault):
        """Why a fault is not one of the request, if so."""
        where, name, form = place(fault), asked(fault), self.sent.get("form", {})
        if LIST_IN_FORM in fault.get("message", ""):
            return JUDGE + "Prism reads lists in a form only as JSON"
        if where[0] == "body" and len(where) > 1 and isinstance(form.get(where[1]), (list, dict)):
            return JUDGE + "Prism does not read lists and objects in a form"
        if where[0] == "header" and (str(where[-1]).lower() in IGNORED_HEADERS or name in IGNORED_HEADERS):
            return DOCUMENT + "a header parameter that is ignored by the specification"
        if where == ["body"] and isinstance(self.sent.get("body"), (bool, int, float, str)):
            return JUDGE + "Prism reads only lists and objects as a body"
        if where == ["request"] and "body" in self.sent and self.sent["body"] is None:
            return JUDGE + "Prism takes a body that is null for none"
        if fault.get("code") == "oneOf" and self.is_text_or_number(where):
            return JUDGE + "Prism takes the text of a number for both a text and a number"
        if where[0] == "body" and fault.get("code") == "type" and self.is_null(where[1:]):
            return JUDGE + "Prism does not take a null that the document allows"
        if name is not None and self.is_not_there(where):
            return JUDGE + "Prism asks for the members of an object that is not there"
        if where[0] == "body" and name is not None and name in form and not self.is_described(name):
            return DOCUMENT + "a form that requires a member without describing it"
        described = self.parameter(where)
        if described is not None and self.styles.is_nested(described):
            return DOCUMENT + "objects within a parameter whose style does not say how they are written"
        if where[0] == "path" and name is not None and "{" + name + "}" not in self.origin:
            return DOCUMENT + "a parameter in path that the path does not have"
        return None

    def parameter(self, where):
        """The description of the parameter that is at a place."""
        listed = Calls(self.document, {"operations": []}).parameters(self.origin)
        fits = lambda key: len(where) > 1 and key[0] == where[0] and key[1].lower() == str(where[1]).lower()
        return next((parameter for key, (parameter, _) in listed.items() if fits(key)), None)

    def is_text_or_number(self, where):
        """Whether a parameter can be a text or a number, and a number was meant."""
        parameter = self.parameter(where)
        kinds = self.styles.kinds(parameter.get("schema")) if parameter else set()
        numbers = [value for _, name, value in self.sent["parameters"] if name == where[1] and is_number(value)]
        return "string" in kinds and bool(numbers)

    def is_null(self, steps):
        """Whether a null was sent, which the other judge holds against the document."""
        value = self.sent.get("body")
        for step in steps:
            try:
                value = value[int(step)] if isinstance(value, list) else value[step]
            except (KeyError, IndexError, ValueError, TypeError):
                return False
        return value is None

    def is_not_there(self, where):
        """Whether what lacks a member is an object that is not sent, since nothing requires it."""
        if where[0] == "body":
            return len(where) > 1 and where[1] not in self.sent.get("form", {where[1]: None})
        parameter = self.parameter(where)
        is_object = parameter and "object" in self.styles.kinds(parameter.get("schema"))
        return bool(is_object and not parameter.get("required"))

    def is_described(self, name):
        """Whether a form describes a member."""
        body, _ = self.document.resolved((self.document.at(self.origin) or {}).get("requestBody"))
        contents = ((body or {}).get("content") or {}).values()
        branches = [branch for media in contents for branch in self.styles.branches((media or {}).get("schema"))]
        return any(name in (branch.get("properties") or {}) for branch in branches)


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def place(fault):
    """Where a fault is: in which part of the request, or in the response."""
    found = fault.get("location") or ["?"]
    return found[1:] if found[0] == "request" and len(found) > 1 else found


def asked(fault):
    """The name that a fault says is not there."""
    return fault.get("message", "").rpartition("'")[0].rpartition("'")[2] if fault.get("code") == "required" else None
