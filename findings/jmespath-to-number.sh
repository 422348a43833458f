#!/usr/bin/env bash
# The JMESPath of Powertools for AWS Lambda makes numbers of texts that are no numbers in JSON: 0 of "", and 16 of "0x10".
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_packages @aws-lambda-powertools/jmespath@2.36.0
expected <<'END'
"12" is 12
"" is null
"0x10" is null
END
observed <<'END'
"12" is 12
"" is 0
"0x10" is 16
END
run node --input-type=module - <<'END'
import { search } from "@aws-lambda-powertools/jmespath";
// A text that is no json-number gives null: https://jmespath.org/specification.html#to-number
for (const value of ["12", "", "0x10"]) {
  console.log(JSON.stringify(value), "is", JSON.stringify(search("to_number(value)", { value })));
}
END
