#!/usr/bin/env bash
# sift hands `$options` to JavaScript's RegExp as it is, so that MongoDB's option `x` is refused.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_packages sift@17.1.4
expected <<'END'
i true
x true
END
observed <<'END'
i true
x refused: Invalid flags supplied to RegExp constructor 'x'
END
run node --input-type=module - <<'END'
import sift from "sift";
for (const $options of ["i", "x"]) {
  try {
    console.log($options, sift.default({ title: { $regex: "disk", $options } })({ title: "disk full" }));
  } catch (error) {
    console.log($options, `refused: ${error.message}`);
  }
}
END
