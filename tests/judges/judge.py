"""Judges what a client sends and reads: judge.py DOCUMENT FOLDER PROGRAM.

FOLDER has the plan of the client, `plan.json`, and PROGRAM makes its calls. What comes of each call and of each component is
written to FOLDER, and the sums to standard output."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from calls import Calls
from compare import difference, same
from document import Document, is_valid, join
from values import Values


def main(document, folder, program):
    document, folder = Document(document), Path(folder)
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    calls, components = Calls(document, plan), Components(document, plan)
    made = list(calls.all())
    inputs = [*made, *components.inputs()]
    outcomes = ran(program, inputs)
    (folder / "outcomes.jsonl").write_text("".join(json.dumps(outcome) + "\n" for outcome in outcomes), encoding="utf-8")
    said = {"calls": tally([], []), "components": components.judged([one for one in outcomes if "component" in one])}
    called = [outcome for outcome in outcomes if "component" not in outcome]
    if document.version in ("3.0", "3.1"):
        said["calls"] = judged(document, called, calls.lacking)
    else:
        said["skipped"] = f"openapi-core does not read OpenAPI {document.version}"
        said["calls"] = unjudged(called, calls.lacking)
    said["coverage"] = calls.coverage.report()
    (folder / "verdict.json").write_text(json.dumps(said, indent=1), encoding="utf-8")
    json.dump(said, sys.stdout)


def ran(program, inputs):
    """What the program says of each input."""
    lines = "".join(json.dumps(line) + "\n" for line in inputs)
    output = subprocess.run([program], input=lines, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True).stdout
    return [json.loads(line) for line in output.split("\n") if line]


def judged(document, outcomes, lacking):
    from wire import Judge

    judge = Judge(document)
    refused = []
    for outcome in outcomes:
        result = outcome["outcome"]
        if "failure" in result and has_blank(result["failure"]):
            complaints = [("the document: a header parameter whose name is not that of a header", result["failure"])]
        elif NO_CREDENTIALS in result.get("failure", ""):
            complaints = [(WITHOUT_CREDENTIALS, result["failure"])]
        elif "failure" in result:
            complaints = [(f"the client refuses: {plain(result['failure'])}", result["failure"])]
        else:
            complaints = judge.complaints(outcome["origin"], result, outcome["sent"])
        if complaints:
            # What is not excused comes first.
            complaints.sort(key=lambda complaint: complaint[0].startswith(EXCUSES))
            refused.append({"call": outcome, "reason": complaints[0][0], "story": [story for _, story in complaints]})
    refused += [{"call": lack, "reason": lack["reason"], "story": [lack["detail"]]} for lack in lacking]
    return tally(outcomes + lacking, refused)


def unjudged(outcomes, lacking):
    """The calls that are not even made."""
    failed = [outcome for outcome in outcomes if "failure" in outcome["outcome"]]
    reason = lambda outcome: f"the client refuses: {plain(outcome['outcome']['failure'])}"
    refused = [{"call": outcome, "reason": reason(outcome), "story": [outcome["outcome"]["failure"]]} for outcome in failed]
    refused += [{"call": lack, "reason": lack["reason"], "story": [lack["detail"]]} for lack in lacking]
    return tally(outcomes + lacking, refused)


def has_blank(failure):
    """Whether a request is not made since a header would have a name with a blank."""
    name = failure.rpartition("the header `")[2].partition("` can contain only visible ASCII")
    return " " in name[0] and bool(name[1])


def plain(failure):
    """A failure without what is between quotes."""
    parts = failure.split("`")
    return "`…`".join(parts[::2])


# What is named with the fault of another, or is not judged.
EXCUSES = ("the judge: ", "the document: ", "not judged: ")
NO_CREDENTIALS = "is not called without credentials"
WITHOUT_CREDENTIALS = "not judged: the credentials are a certificate, or of a scheme that the caller brings"


def tally(all, refused):
    """What is right, what is excused by a fault of the judge or of the document, and what is neither."""
    reasons = Counter(one["reason"] for one in refused)
    excused = sum(one["reason"].startswith(EXCUSES) for one in refused)
    return {
        "count": len(all),
        "right": len(all) - len(refused),
        "excused": excused,
        "reasons": dict(reasons),
        "refused": refused,
    }


class Components:
    """The schemas with names that the client has types for."""

    def __init__(self, document, plan):
        self.document = document
        self.names = [component["name"] for component in plan["components"]]
        self.values = Values(document, sent=False)
        # Those of components that are judged without their discriminators.
        self.validators = {}
        # Of which no valid value is found.
        self.empty = []

    def inputs(self):
        for name in self.names:
            pointer = join(self.document.schemas, name)
            # Null itself is what a type has around it where it is used.
            found = [value for value in self.values.of({"$ref": "#" + pointer}) if value is not None]
            validator = self.document.validator(pointer)
            values = [value for value in found if is_valid(validator, value)]
            if not values:
                # The values of a discriminator that are not those of the schemas that it chooses from.
                validator = self.document.validator(pointer, discriminators=False)
                values = [value for value in found if is_valid(validator, value)]
                self.validators[name] = validator
            if not values:
                self.empty.append({"component": name, "values": found[:3]})
            for value in values:
                yield {"component": name, "value": value}

    def judged(self, outcomes):
        wrong = {}
        for outcome in outcomes:
            name = outcome["component"]
            reason = self.wrong(name, outcome)
            if reason:
                wrong.setdefault(name, {**outcome, "reason": reason, "story": []})
        tried = {outcome["component"] for outcome in outcomes}
        refused = list(wrong.values())
        refused += [{**empty, "reason": "not judged: no valid value is found", "story": []} for empty in self.empty]
        return tally([*tried, *self.empty], refused)

    def wrong(self, name, outcome):
        result, value = outcome["outcome"], outcome["value"]
        if "failure" in result:
            return f"not read: {plain(result['failure'])}"
        again = result["value"]
        validator = self.validators.get(name) or self.document.validator(join(self.document.schemas, name))
        if not is_valid(validator, again):
            return f"not valid: {difference(value, again)}"
        if same(value, again):
            return None
        return f"not the same: {difference(value, again)}"


if __name__ == "__main__":
    main(*sys.argv[1:])
