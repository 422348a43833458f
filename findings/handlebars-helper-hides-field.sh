#!/usr/bin/env bash
# With @budibase/handlebars-helpers, a field that is named as a helper (`uuid`, `length`, `test`) is not what `{{uuid}}` prints.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_packages handlebars@4.7.10 @budibase/handlebars-helpers@0.14.3
expected <<'END'
uuid: true, this.uuid: true
length: true, this.length: true
test: true, this.test: true
avg: true, this.avg: true
first: true, this.first: true
END
observed <<'END'
uuid: false, this.uuid: true
length: false, this.length: true
test: false, this.test: true
avg: false, this.avg: true
first: false, this.first: true
END
run node - <<'END'
const handlebars = require("handlebars");
const { uuid, array, regex, math } = require("@budibase/handlebars-helpers");
for (const collection of [uuid, array, regex, math]) handlebars.registerHelper(collection());
const names = ["uuid", "length", "test", "avg", "first"];
const fields = Object.fromEntries(names.map((name) => [name, "the field"]));
for (const name of names) {
  const prints = (path) => handlebars.compile(`{{${path}}}`)(fields) === "the field";
  console.log(`${name}: ${prints(name)}, this.${name}: ${prints(`this.${name}`)}`);
}
END
