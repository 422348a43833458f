#!/usr/bin/env bash
# A Pulumi provider may not answer a function with a value that is not known yet, not even in a preview, although a resource may have one: the preview fails.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
pulumi_project <<'END'
const pulumi = require("@pulumi/pulumi");
if (process.env.USES === "resource") {
  class Thing extends pulumi.CustomResource {}
  new Thing("finding:index:Thing", "thing", { answer: undefined });
} else {
  pulumi.runtime.invokeOutput("finding:index:ask", {}).apply((found) => console.log(found.answer));
}
END
cat >> Pulumi.yaml <<'END'
plugins: { providers: [{ name: finding, path: ./provider }] }
END
mkdir provider
cat > provider/pulumi-resource-finding <<'END'
#!/usr/bin/env node
const { provider } = require("@pulumi/pulumi");
const notKnownYet = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const own = {
  version: "1.0.0",
  create: async () => ({ id: "one", outs: { answer: notKnownYet } }),
  invoke: async () => ({ outputs: { answer: notKnownYet } }),
};
provider.main(own, process.argv.slice(2));
END
chmod +x provider/pulumi-resource-finding
cat > preview.sh <<'END'
for uses in resource function; do
  export USES=$uses
  pulumi stack init $uses > log.txt 2>&1
  pulumi preview > log.txt 2>&1 && end='succeeds' || end="fails: $(grep -o 'unexpected unknown value at answer' log.txt | head -1)"
  echo "a preview with a $uses whose answer is not known yet $end"
done
END
expected <<'END'
a preview with a resource whose answer is not known yet succeeds
a preview with a function whose answer is not known yet succeeds
END
observed <<'END'
a preview with a resource whose answer is not known yet succeeds
a preview with a function whose answer is not known yet fails: unexpected unknown value at answer
END
run bash preview.sh
