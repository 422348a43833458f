#!/usr/bin/env bash
# sift compares embedded objects in any order of their keys, where MongoDB demands the same order.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_packages sift@17.1.4
expected <<'END'
same order: true
other order: false
END
observed <<'END'
same order: true
other order: true
END
run node --input-type=module - <<'END'
import sift from "sift";
const object = { source: { host: "db01", port: 5432 } };
console.log("same order:", sift.default({ source: { host: "db01", port: 5432 } })(object));
console.log("other order:", sift.default({ source: { port: 5432, host: "db01" } })(object));
END
