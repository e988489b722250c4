"""The flow of tests/flows/enterprise.json: what its steps say, apart from the client that makes the calls."""

import json
import pathlib

FLOWS = pathlib.Path(__file__).parent.parent / "flows"
STEPS = json.loads((FLOWS / "enterprise.json").read_text())
EXPECTED = (FLOWS / "enterprise.txt").read_text().splitlines()


def filled(value, kept):
    """The arguments of a step, with what earlier steps have kept in the places that begin with a dollar sign."""
    if isinstance(value, dict):
        return {key: filled(item, kept) for key, item in value.items()}
    if isinstance(value, list):
        return [filled(item, kept) for item in value]
    for name, text in kept.items() if isinstance(value, str) else ():
        value = value.replace("$" + name, text)
    return value


def at(body, path):
    """What is at a path of the body, or of each item of a list on the way."""
    places = [body]
    for name in path.split("."):
        places = [item for place in places for item in (place if isinstance(place, list) else [place])]
        places = [place[name] for place in places if name in place]
    return [place if isinstance(place, str) else json.dumps(place) for place in places]


def line(step, body):
    """What is written down of a call that succeeded."""
    told = [text for path in step.get("tell", []) for text in at(body, path)]
    return " ".join([f"{step['call']}: ok", *told])


def keep(step, body, kept):
    kept.update({name: at(body, path)[0] for name, path in step.get("keep", {}).items()})


def compare(name, lines):
    """Says where the lines differ; true if they do not."""
    for number, (got, wanted) in enumerate(zip(lines, EXPECTED), 1):
        if got != wanted:
            print(f"FAILED {name}: call {number} came to `{got}`, not `{wanted}`")
    same = lines == EXPECTED
    print(f"{name}: {len(lines)} calls of {len(EXPECTED)}, {'' if same else 'not '}as the Rust client sees them")
    return same
