#!/usr/bin/env bash
# zod's schema of any JSON drops an own key named `__proto__`, which JSON.parse keeps, and reports success.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_packages zod@4.6.7
expected <<'END'
JSON.parse: ["__proto__","service"]
z.json(): true ["__proto__","service"]
END
observed <<'END'
JSON.parse: ["__proto__","service"]
z.json(): true ["service"]
END
run node - <<'END'
const { z } = require("zod");
const value = JSON.parse('{"__proto__": "a label", "service": "db"}');
const { success, data } = z.json().safeParse(value);
console.log("JSON.parse:", JSON.stringify(Object.keys(value)));
console.log("z.json():", success, JSON.stringify(Object.keys(data)));
END
