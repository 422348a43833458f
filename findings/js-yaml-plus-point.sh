#!/usr/bin/env bash
# js-yaml writes the text "+.5" without quotation marks; the package yaml, which follows YAML 1.2 there, reads a number.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_packages js-yaml@4.3.2 yaml@2.9.1
expected <<'END'
js-yaml writes '+.5', and reads "+.5"
yaml reads "+.5"
END
observed <<'END'
js-yaml writes +.5, and reads "+.5"
yaml reads 0.5
END
run node - <<'END'
const jsYaml = require("js-yaml");
const yaml = require("yaml");
// Floats of the core schema have an optional sign: https://yaml.org/spec/1.2.2/#103-core-schema
const written = jsYaml.dump("+.5").trim();
console.log(`js-yaml writes ${written}, and reads ${JSON.stringify(jsYaml.load(written))}`);
console.log(`yaml reads ${JSON.stringify(yaml.parse(written))}`);
END
