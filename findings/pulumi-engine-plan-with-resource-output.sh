#!/usr/bin/env bash
# A Pulumi component that registers one of its resources as an output violates its own update plan: the reference has no id in the preview, and one in `up`.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
pulumi_project <<'END'
const pulumi = require("@pulumi/pulumi");
const provider = { create: async () => ({ id: "one" }) };
class Thing extends pulumi.dynamic.Resource {}
class Component extends pulumi.ComponentResource {
  constructor(name) {
    super("finding:index:Component", name);
    const thing = new Thing(provider, name, {}, { parent: this });
    this.registerOutputs(process.env.OUTPUT === "id" ? { id: thing.id } : { thing });
  }
}
new Component("component");
END
cat > plan.sh <<'END'
export PULUMI_EXPERIMENTAL=true
for output in id resource; do
  export OUTPUT=$output
  pulumi stack init $output > log.txt 2>&1
  pulumi preview --save-plan $output.json > log.txt 2>&1
  pulumi up --yes --skip-preview --plan $output.json > log.txt 2>&1 || true
  echo "with its $output as an output: $(grep -q 'violates plan' log.txt && echo 'violates plan' || echo 'as planned')"
done
END
expected <<'END'
with its id as an output: as planned
with its resource as an output: as planned
END
observed <<'END'
with its id as an output: as planned
with its resource as an output: violates plan
END
run bash plan.sh
