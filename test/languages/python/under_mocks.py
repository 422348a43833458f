"""Runs programs under Pulumi's mocks, to see that they have only what the SDK has.

Usage: under_mocks.py schema.json < programs.json, which is a list of {place, text}.
"""

import json
import os
import sys

import pulumi

with open(sys.argv[1]) as schema:
    functions = json.load(schema)["functions"]


class Mocks(pulumi.runtime.Mocks):
    def new_resource(self, args):
        # The SDK takes inputs for the outputs that a mock leaves out. Rules are a text there.
        return f"{args.name}-id", {"rules": "rules: []"} if "rules" in args.inputs else {}

    def call(self, args):
        outputs = functions[args.token]["outputs"]["properties"]
        return {name: value_of(output) for name, output in outputs.items()}


def value_of(output):
    """Something of the type that the SDK checks for."""
    if "$ref" in output or output["type"] == "object":
        return {}
    return {"array": [], "boolean": True, "integer": 1}.get(output["type"], "x")


pulumi.runtime.set_mocks(Mocks())
settings = ["chatUrl", "emeaApiKey", "rootlyWebhookUrl", "rootlySecret"]
pulumi.runtime.set_all_config({f"project:{name}": "https://example.com" for name in settings})


def run_all():
    for program in json.load(sys.stdin):
        exec(compile(program["text"], program["place"], "exec"), {"__name__": "__main__"})


pulumi.runtime.test(run_all)()
# At the end of Python, the event loops that the SDK leaves open in its threads complain now and then.
os._exit(0)
