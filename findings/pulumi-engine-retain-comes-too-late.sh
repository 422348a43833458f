#!/usr/bin/env bash
# Pulumi deletes the old object of a replacement even if `retainOnDelete: true` is added in the same update: the option counts from the next one on.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
pulumi_project <<'END'
const pulumi = require("@pulumi/pulumi");
const provider = {
  create: async (inputs) => ({ id: inputs.kind, outs: inputs }),
  diff: async (id, olds, news) => ({ changes: olds.kind !== news.kind, replaces: olds.kind === news.kind ? [] : ["kind"] }),
  delete: async (id) => require("node:fs").appendFileSync("deleted.txt", `deleted: ${id}\n`),
};
class Thing extends pulumi.dynamic.Resource {}
const { KIND: kind, RETAIN } = process.env;
new Thing(provider, "thing", { kind }, { retainOnDelete: RETAIN === "true" });
END
cat > lives.sh <<'END'
pulumi stack init finding > log.txt 2>&1
touch deleted.txt
KIND=first pulumi up --yes --skip-preview > log.txt 2>&1
KIND=second RETAIN=true pulumi up --yes --skip-preview > log.txt 2>&1
echo "replaced while retainOnDelete is added: $(cat deleted.txt)"
: > deleted.txt
KIND=third RETAIN=true pulumi up --yes --skip-preview > log.txt 2>&1
echo "replaced once it has been deployed: $(cat deleted.txt)"
END
expected <<'END'
replaced while retainOnDelete is added: 
replaced once it has been deployed: 
END
observed <<'END'
replaced while retainOnDelete is added: deleted: first
replaced once it has been deployed: 
END
run bash lives.sh
