"""Values in JSON beside each other."""


def distinct(values):
    found = []
    for value in values:
        if not any(same(value, other) for other in found):
            found.append(value)
    return found


def full(value):
    """A value without what is null or empty in it."""
    if isinstance(value, dict):
        members = {name: full(member) for name, member in value.items()}
        return {name: member for name, member in members.items() if member not in (None, [], {})}
    if isinstance(value, list):
        return [item for item in map(full, value) if item not in (None, [], {})]
    return value


def same(one, other):
    """Whether two values are the same in JSON, where `1` is `1.0` but not `true`."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other or (
        isinstance(one, (int, float)) and isinstance(other, (int, float)) and one == other
    )


def difference(value, again):
    """What kind of difference comes first."""
    if isinstance(value, dict) and isinstance(again, dict):
        for name, member in value.items():
            if name not in again:
                return f"{'null' if member is None else kind(member)} is lost"
            if not same(member, again[name]):
                return difference(member, again[name])
        return "a member is added"
    if isinstance(value, list) and isinstance(again, list) and len(value) == len(again):
        return next(difference(one, other) for one, other in zip(value, again) if not same(one, other))
    return f"{kind(value)} becomes {kind(again)}"


def kind(value):
    names = {dict: "an object", list: "a list", str: "a text", bool: "a boolean", int: "a number", float: "a number"}
    if value in ([], {}, ""):
        return "empty " + names[type(value)].split(" ")[-1]
    return names.get(type(value), "null")
