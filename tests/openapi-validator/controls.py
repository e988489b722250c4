"""Holds the requests and the answers of the controls of a mock against their OpenAPI document."""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import requests
from openapi_core import OpenAPI
from openapi_core.contrib.requests import RequestsOpenAPIRequest, RequestsOpenAPIResponse

document, url = sys.argv[1:]
described = OpenAPI.from_file_path(document)
session = requests.Session()
session.trust_env = False
failed = 0
called = set()


def call(method, path, status=200, template=None, **arguments):
    """Calls a control. One that is refused may have been asked for something that is not described."""
    global failed
    request = requests.Request(method, url + path, **arguments)
    answer = session.send(session.prepare_request(request))
    called.add((method.lower(), "/_mock" + path if template is None else template))
    held = RequestsOpenAPIRequest(request), RequestsOpenAPIResponse(answer)
    try:
        if status == 200:
            described.validate_request(held[0])
        described.validate_response(*held)
        problem = None if answer.status_code == status else f"status {answer.status_code}: {answer.text}"
    except Exception as error:
        problem = f"{error}: {getattr(error, '__cause__', None)} in {answer.text}"
    failed += problem is not None
    print(f"ok     {method} {path}" if problem is None else f"FAILED {method} {path}: {problem}")
    return answer.json() if "json" in answer.headers.get("content-type", "") else None


class Receiver(BaseHTTPRequestHandler):
    """Takes whatever is sent."""

    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


url += "/_mock"
operation = call("GET", "")["operations"][0]["action"]
resource = next(iter(call("GET", "")["resources"]), {}).get("name")
call("GET", "/openapi.json")
first = call("POST", "/force", json={"operation": operation, "code": "InternalError", "times": 2})["number"]
call("POST", "/force", json={"operation": operation, "delayMilliseconds": [1, 2], "always": True})
call("POST", "/force", json={"operation": operation, "fault": "close", "after": 1})
call("POST", "/force", status=400, json={"operation": "nothing", "code": "InternalError"})
forced = call("GET", "/force")["forced"]
if [(one["code"], one["times"]) for one in forced] != [("InternalError", 2), (None, None), (None, 1)]:
    failed += 1
    print("FAILED what is forced:", forced)
call("DELETE", f"/force/{first}", template="/_mock/force/{number}")
call("DELETE", f"/force/{first}", status=404)
call("DELETE", "/force", params={"operation": operation})
if call("DELETE", "/force") != {"withdrawn": 0}:
    failed += 1
    print("FAILED what is withdrawn of an operation")
template = "/_mock/resources/{name}"
call("GET", f"/resources/{resource}", template=template)
call("PUT", f"/resources/{resource}", template=template, json={"id": 7, "name": "Rex"})
call("PUT", f"/resources/{resource}", status=400, json={"id": "seven", "name": "Rex"})
call("DELETE", f"/resources/{resource}", template=template)
call("POST", "/given/nothing", status=400, template="/_mock/given/{name}")
call("GET", "/codes")
call("GET", "/clock")
if call("PUT", "/clock", json={"now": "2030-01-01T00:00:00Z"})["now"][:10] != "2030-01-01":
    failed += 1
    print("FAILED the clock")
call("POST", "/clock/advance", json={"seconds": 60})
call("PUT", "/snapshot", json=call("GET", "/snapshot"))
receiver = HTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=receiver.serve_forever, daemon=True).start()
webhook = call("GET", "/webhooks")["webhooks"][0]["name"]
call("POST", "/webhooks", json={"webhook": webhook, "url": f"http://127.0.0.1:{receiver.server_port}"})
call("POST", "/webhooks", status=400, json={"webhook": "nothing", "url": "http://127.0.0.1:1"})
session.get(url.removesuffix("/_mock") + "/nothing")
call("GET", "/calls")
call("GET", "/coverage")
call("GET", "/coverage", params={"format": "table"})
call("POST", "/reset", json={"seed": 7})
call("POST", "/reset")

with open(document) as file:
    paths = json.load(file)["paths"]
missing = {(method, path) for path, methods in paths.items() for method in methods} - called
failed += len(missing)
for method, path in sorted(missing):
    print(f"FAILED {method.upper()} {path}: not called")
sys.exit(failed > 0)
