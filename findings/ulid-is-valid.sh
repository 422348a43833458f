#!/usr/bin/env bash
# The package ulid calls a text a valid ULID that is larger than the largest one, and then refuses to decode it.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_packages ulid@3.0.2
expected <<'END'
7ZZZZZZZZZZZZZZZZZZZZZZZZZ valid: true, decoded: yes
8ZZZZZZZZZZZZZZZZZZZZZZZZZ valid: false, decoded: no
END
observed <<'END'
7ZZZZZZZZZZZZZZZZZZZZZZZZZ valid: true, decoded: yes
8ZZZZZZZZZZZZZZZZZZZZZZZZZ valid: true, decoded: no
END
run node - <<'END'
const { decodeTime, isValid } = require("ulid");
// A ULID has 128 bits, so the largest one is 7ZZZ… (https://github.com/ulid/spec).
for (const id of [`7${"Z".repeat(25)}`, `8${"Z".repeat(25)}`]) {
  let decoded = "yes";
  try {
    decodeTime(id);
  } catch {
    decoded = "no";
  }
  console.log(`${id} valid: ${isValid(id)}, decoded: ${decoded}`);
}
END
