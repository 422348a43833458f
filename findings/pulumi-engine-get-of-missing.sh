#!/usr/bin/env bash
# In Pulumi, looking at a dynamic resource that does not exist succeeds, with undefined outputs.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
pulumi_project <<'END'
const pulumi = require("@pulumi/pulumi");
// The provider answers without an id: there is no such object.
const provider = { read: async () => ({}) };
class Thing extends pulumi.dynamic.Resource {}
const thing = new Thing(provider, "thing", { url: undefined }, { id: "no-such-object" });
exports.url = thing.url.apply((url) => `the url is ${url}`);
END
cat > up.sh <<'END'
pulumi stack init finding > log.txt 2>&1
if pulumi up --yes --skip-preview > log.txt 2>&1; then echo "up succeeds"; else echo "up fails"; fi
pulumi stack output url 2> /dev/null || echo "no output"
END
expected <<'END'
up fails
no output
END
observed <<'END'
up succeeds
the url is undefined
END
run bash up.sh
