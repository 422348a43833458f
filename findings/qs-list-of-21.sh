#!/usr/bin/env bash
# A minor release of qs reads a key that is given 21 times as an object with the keys 0 to 20, and no longer as a list.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_packages older@npm:qs@6.14.0 newer@npm:qs@6.17.1
expected <<'END'
older: 20 is a list, 21 is a list
newer: 20 is a list, 21 is a list
END
observed <<'END'
older: 20 is a list, 21 is a list
newer: 20 is a list, 21 is an object
END
run node - <<'END'
for (const name of ["older", "newer"]) {
  const { parse } = require(name);
  const kindOf = (count) => {
    const form = Array.from({ length: count }, (_, index) => `team_ids[]=team${index}`).join("&");
    return `${count} is ${Array.isArray(parse(form).team_ids) ? "a list" : "an object"}`;
  };
  console.log(`${name}: ${kindOf(20)}, ${kindOf(21)}`);
}
END
