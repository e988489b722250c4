"""Tokens of the identity provider that accounts.yaml trusts."""

import base64
import json
import tempfile
import time

CI = "acs:ram::1234567890123456:role/ci"
IDP = "acs:ram::1234567890123456:oidc-provider/idp"
FOLDER = tempfile.TemporaryDirectory()


def web_token(**claims):
    """The path of a file with a token of these claims, by default good ones."""
    part = lambda value: base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
    good = {"iss": "https://idp.example.com", "aud": "mock", "sub": "repo:main", "exp": int(time.time()) + 600}
    with tempfile.NamedTemporaryFile("w", dir=FOLDER.name, delete=False) as file:
        file.write(f"{part({'alg': 'RS256'})}.{part({**good, **claims})}.signature")
    return file.name
