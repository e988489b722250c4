"""The default chains of the official credentials libraries, for Python and for Node.js: environment, OIDC, the profiles of the
CLI and of the SDKs. Each of them assumes roles of the mock at sts.aliyuncs.com, by https, with no setting of its own."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

from checks import Checks, control
from tokens import CI, IDP, web_token

URL = sys.argv[1]
HERE = pathlib.Path(__file__).parent
CHAINS = {"python": [sys.executable, HERE / "who_am_i.py"], "node": ["node", HERE / "who_am_i.js"]}
ADMIN = "acs:ram::1234567890123456:role/admin"
checks = Checks("chains")

ALICE = {"access_key_id": "alice", "access_key_secret": "alice-secret"}
USER = "acs:ram::1234567890123456:user/alice"
SESSION = "acs:ram::1234567890123456:assumed-role/{}/"
ROLE = {"ram_role_arn": ADMIN, "ram_session_name": "chain", "expired_seconds": 900}
home = pathlib.Path(tempfile.mkdtemp())
token = web_token()


def profiles(*named):
    """What `aliyun configure` writes."""
    return {"current": named[0]["name"], "profiles": list(named)}


def ini(**keys):
    return "[default]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items())


OIDC = {"oidc_provider_arn": IDP, "oidc_token_file": token, "ram_role_arn": CI, "ram_session_name": "chain"}
OIDC_VARIABLES = {
    "ALIBABA_CLOUD_ROLE_ARN": CI,
    "ALIBABA_CLOUD_OIDC_PROVIDER_ARN": IDP,
    "ALIBABA_CLOUD_OIDC_TOKEN_FILE": token,
    "ALIBABA_CLOUD_ROLE_SESSION_NAME": "chain",
}

# What the environment and the two files have; how the ARN of the caller and the name of the provider begin then, and which hosts
# were called.
CASES = [
    ("an access key in the environment",
     {"env": {"ALIBABA_CLOUD_ACCESS_KEY_ID": "alice", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "alice-secret"}},
     USER, "default/env", ["sts.aliyuncs.com"]),
    ("a token of an identity provider in the environment", {"env": OIDC_VARIABLES},
     SESSION.format("ci"), "default/oidc_role_arn", ["sts.aliyuncs.com"]),
    ("the endpoint of a region", {"env": {**OIDC_VARIABLES, "ALIBABA_CLOUD_STS_REGION": "cn-hangzhou"}},
     SESSION.format("ci"), "default/oidc_role_arn", ["sts.cn-hangzhou.aliyuncs.com", "sts.aliyuncs.com"]),
    ("the endpoint of a VPC",
     {"env": {**OIDC_VARIABLES, "ALIBABA_CLOUD_STS_REGION": "cn-hangzhou", "ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED": "true"}},
     SESSION.format("ci"), "default/oidc_role_arn", ["sts-vpc.cn-hangzhou.aliyuncs.com", "sts.aliyuncs.com"]),
    ("a profile of the CLI", {"config": profiles({"name": "a", "mode": "AK", **ALICE})},
     USER, "default/cli_profile", ["sts.aliyuncs.com"]),
    ("a role in a profile of the CLI", {"config": profiles({"name": "a", "mode": "RamRoleArn", **ALICE, **ROLE})},
     SESSION.format("admin"), "default/cli_profile", ["sts.aliyuncs.com"]),
    ("a role upon another profile of the CLI", {"config": profiles(
        {"name": "a", "mode": "ChainableRamRoleArn", "source_profile": "b", **ROLE}, {"name": "b", "mode": "AK", **ALICE})},
     SESSION.format("admin"), "default/cli_profile", ["sts.aliyuncs.com"]),
    ("a token in a profile of the CLI", {"config": profiles({"name": "a", "mode": "OIDC", **OIDC})},
     SESSION.format("ci"), "default/cli_profile", ["sts.aliyuncs.com"]),
    ("a role in a profile of the SDKs",
     {"ini": ini(type="ram_role_arn", role_arn=ADMIN, role_session_name="chain", policy="", **ALICE)},
     SESSION.format("admin"), "default/profile", ["sts.aliyuncs.com"]),
    ("a token in a profile of the SDKs", {"ini": ini(
        type="oidc_role_arn", role_arn=CI, role_session_name="chain", oidc_provider_arn=IDP, oidc_token_file_path=token,
        policy="")},
     SESSION.format("ci"), "default/profile", ["sts.aliyuncs.com"]),
]


def run(command, env, config=None, ini=None):
    """What the script prints with this environment, and nothing else of it that a chain reads."""
    cli, sdk = home / ".aliyun" / "config.json", home / "credentials.ini"
    for file, text in ((cli, config and json.dumps(config)), (sdk, ini)):
        file.parent.mkdir(exist_ok=True)
        file.unlink(missing_ok=True)
        if text:
            file.write_text(text)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALIBABA_CLOUD_")}
    env = {
        **kept, "HOME": str(home), "ALIBABA_CLOUD_CREDENTIALS_FILE": str(sdk), "ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true",
        **env,
    }
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    return json.loads(done.stdout) if done.stdout else {"error": done.stderr}


for name, command in CHAINS.items():
    for what, given, arn, provider, hosts in CASES:
        if name == "node" and "oidc" in given.get("ini", ""):
            # It knows no tokens in these profiles.
            continue
        control(URL, "POST", "/reset")
        found = run(command, **{"env": {}, **given})
        called = [dict(call["headers"])["host"] for call in control(URL, "GET", "/calls")["calls"]]
        is_caller = found.get("arn", "").startswith(arn) and found.get("provider", "").startswith(provider)
        checks.check(f"{name}: {what}", is_caller and list(dict.fromkeys(called)) == hosts, (found, called))
checks.end()
