#!/usr/bin/env bash
# `pulumi preview --refresh --expect-no-changes` succeeds although the refresh shows that an output of a resource has changed.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
pulumi_project <<'END'
const pulumi = require("@pulumi/pulumi");
const file = `${process.cwd()}/address.txt`;
const addressIn = () => require("node:fs").readFileSync(file, "utf8").trim();
const provider = {
  create: async () => ({ id: "thing", outs: { address: addressIn() } }),
  read: async (id) => ({ id, props: { address: addressIn() } }),
};
class Thing extends pulumi.dynamic.Resource {}
new Thing(provider, "thing", { address: undefined });
END
cat > preview.sh <<'END'
pulumi stack init finding > log.txt 2>&1
echo one > address.txt
pulumi up --yes --skip-preview > log.txt 2>&1
echo two > address.txt
if pulumi preview --refresh --diff --expect-no-changes > log.txt 2>&1; then echo "it succeeds"; else echo "it fails"; fi
grep -o 'address: .*' log.txt
END
expected <<'END'
it fails
address: "one" => "two"
END
observed <<'END'
it succeeds
address: "one" => "two"
END
run bash preview.sh
