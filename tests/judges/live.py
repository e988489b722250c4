"""A second judge, which answers: live.py DOCUMENT FOLDER PROGRAM PRISM.

Prism serves the document and refuses what does not fit it (`--errors`). PROGRAM sends the calls there and reads the answers.
What comes of each call is written to FOLDER/answers.json, and the sums to standard output."""

import json
import queue
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import replay
from calls import Calls
from document import Document
from faults import DOCUMENT, JUDGE, LIST_IN_FORM, Faults, place
from judge import NO_CREDENTIALS, WITHOUT_CREDENTIALS, plain, tally
from served import served, without_answers

# How long Prism may take to read a large document, in seconds.
START = 180
# What it says if it has no answer, which is not the fault of the call.
NO_ANSWER = ("NO_RESPONSE_DEFINED", "NO_RESPONSE_RESPONSE_DEFINED", "NO_SUCCESS_RESPONSE_DEFINED", "NOT_ACCEPTABLE", "NO_COMPLEX_OBJECT_TEXT", "UNKNOWN")
UNFIT = "the answer that Prism makes does not fit the document"
# How often it is started again after a call that ends it.
MOST_STARTS = 40


def main(document, folder, program, prism):
    path, folder = document, Path(folder)
    document = Document(path)
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    calls = Calls(document, plan)
    inputs = list(calls.all())
    outcomes = answered(prism, served(document, path, folder), program, inputs)
    if not outcomes and inputs:
        outcomes = answered(prism, without_answers(document, path, folder), program, inputs)
        outcomes = [{**one, "outcome": {**one["outcome"], "bare": True}} for one in outcomes]
    if not outcomes:
        outcomes = [{**call, "outcome": {"unbegun": True}} for call in inputs]
    found = [(outcome, reason(document, outcome)) for outcome in outcomes]
    refused = [{"call": outcome, "reason": why, "story": [outcome["outcome"]]} for outcome, why in found if why]
    refused += [{"call": lack, "reason": lack["reason"], "story": [lack["detail"]]} for lack in calls.lacking]
    said = tally([*outcomes, *calls.lacking], refused)
    (folder / "answers.json").write_text(json.dumps(said, indent=1), encoding="utf-8")
    json.dump(said, sys.stdout)


def answered(prism, document, program, inputs):
    """What comes of the calls; nothing if the server does not start. A call that ends it is not the last one."""
    outcomes = []
    for _ in range(MOST_STARTS):
        port = free_port()
        server = subprocess.Popen(
            [prism, "mock", "--errors", "--host", "127.0.0.1", "--port", str(port), document],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace",
        )
        try:
            if not begins(server):
                return outcomes
            origin = f"http://127.0.0.1:{port}"
            found = sent([program, origin], inputs[len(outcomes) :])
            has_ended = any(map(is_unanswered, found)) and ends(server)
            if not has_ended:
                show(program, origin, found)
        finally:
            server.kill()
            server.wait()
        if not has_ended:
            return outcomes + found
        alive = next((at for at, one in enumerate(found) if is_unanswered(one)), len(found))
        outcomes += found[:alive]
        if alive < len(found):
            outcomes.append({**found[alive], "outcome": {"ended": True}})
        if len(outcomes) == len(inputs):
            return outcomes
    sys.exit(f"Prism has ended {MOST_STARTS} times")


def ends(server):
    try:
        server.wait(timeout=3)
        return True
    except subprocess.TimeoutExpired:
        return False


def is_unanswered(outcome):
    return "the connection to" in outcome["outcome"].get("failure", "")


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def begins(server):
    """Waits until the server listens; whether it does. What it says is read all the time, so that it waits for no reader."""
    lines = queue.Queue()

    def read():
        for line in server.stdout:
            lines.put(line)
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    until = time.monotonic() + START
    try:
        while line := lines.get(timeout=max(until - time.monotonic(), 0.1)):
            if "is listening" in line:
                return True
    except queue.Empty:
        pass
    return False


def show(program, origin, outcomes):
    """Adds the answers that were not read."""
    unread = [one for one in outcomes if "failure" in one["outcome"] and not is_unanswered(one)]
    requests = sent([program, origin, "dry-run"], unread)
    for one, request in zip(unread, requests):
        one["answer"] = replay.answer(request["outcome"])


def sent(command, inputs):
    lines = "".join(json.dumps(line) + "\n" for line in inputs)
    output = subprocess.run(command, input=lines, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True).stdout
    return [json.loads(line) for line in output.split("\n") if line]


def reason(document, call):
    """Why a call is refused, or its answer not read; nothing if it is well."""
    outcome = call["outcome"]
    # No more is answered than that the request is well.
    is_bare = "bare" in outcome and outcome.get("status", 200) < 400
    if is_bare and ("read" in outcome or NO_CREDENTIALS not in outcome.get("failure", NO_CREDENTIALS)):
        return JUDGE + "the request is accepted, but Prism does not start with the answers of this document"
    if "read" in outcome:
        return None
    if "unbegun" in outcome:
        return JUDGE + "Prism does not start with this document"
    if "ended" in outcome:
        return JUDGE + "Prism ends at this call"
    if document.version == "2.0" and "0 bytes) is empty" in outcome.get("failure", ""):
        return DOCUMENT + "an answer of which no media type is said"
    if NO_CREDENTIALS in outcome.get("failure", ""):
        return WITHOUT_CREDENTIALS
    if "failure" in outcome and not replay.fits(document, call["origin"], call.get("answer")):
        return JUDGE + UNFIT
    if "failure" in outcome:
        return f"not read: {plain(outcome['failure'].partition(': ')[2])}"
    try:
        problem = json.loads(outcome["error"])
    except ValueError:
        problem = {}
    problem = problem if isinstance(problem, dict) else {}
    kind = str(problem.get("type", "")).rpartition("#")[2]
    # Where the document has an answer for what is not valid, the faults are in a header.
    faults = problem.get("validation") or json.loads(outcome.get("violations") or "[]")
    if kind in NO_ANSWER:
        return JUDGE + f"Prism has no answer: {kind}"
    if kind == "INVALID_CONTENT_TYPE" and "No supported content types" in str(problem.get("detail")):
        return DOCUMENT + "a body of which no media type is said"
    if not kind and not faults and not has_success(document, call["origin"]):
        # What is answered is one of the errors that are described.
        return None
    found = [Faults(document, call).excuse(fault) for fault in faults]
    if kind == "VIOLATIONS" and not [fault for fault in faults if place(fault)[0] != "response"]:
        return JUDGE + UNFIT
    if LIST_IN_FORM in str(problem.get("detail")):
        return JUDGE + "Prism reads lists in a form only as JSON"
    if any(fault.get("code") == "oneOf" for fault in faults) and has_discriminator(document, call["origin"]):
        return JUDGE + "Prism does not know discriminators"
    if found:
        fault = next((fault for fault, excuse in zip(faults, found) if not excuse), None)
        return found[0] if fault is None else f"refused: {fault.get('code', '?')} in {place(fault)[0]}"
    # A status below is an answer that the document describes, and that the client shows as it came.
    return f"refused: {outcome['status']} {kind}".strip() if outcome["status"] >= 400 else None


def has_success(document, origin):
    """Whether an operation describes what is answered if all is well."""
    responses = (document.at(origin) or {}).get("responses")
    return any(str(status).startswith("2") or status == "default" for status in responses or {})


def has_discriminator(document, origin):
    """Whether a body says by one of its members which of several schemas it has."""
    body, _ = document.resolved((document.at(origin) or {}).get("requestBody"))
    schemas = [document.resolved(media.get("schema"))[0] for media in ((body or {}).get("content") or {}).values()]
    return any(isinstance(schema, dict) and "discriminator" in schema for schema in schemas)


if __name__ == "__main__":
    main(*sys.argv[1:])
