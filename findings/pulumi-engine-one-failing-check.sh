#!/usr/bin/env bash
# Of several resources whose inputs their provider refuses, a Pulumi preview reports one only: the mistakes of a program come out one run at a time.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
pulumi_project <<'END'
const pulumi = require("@pulumi/pulumi");
const provider = {
  check: async () => ({ inputs: {}, failures: [{ property: "name", reason: "this name is refused" }] }),
  create: async () => ({ id: "one" }),
};
class Thing extends pulumi.dynamic.Resource {}
for (const name of ["one", "two", "three"]) new Thing(provider, name, { name });
END
cat > preview.sh <<'END'
pulumi stack init finding > log.txt 2>&1
pulumi preview > log.txt 2>&1 || true
echo "resources whose name is refused: $(grep -o "resource '.*this name is refused" log.txt | sort -u | wc -l | tr -d ' ')"
END
expected <<'END'
resources whose name is refused: 3
END
observed <<'END'
resources whose name is refused: 1
END
run bash preview.sh
