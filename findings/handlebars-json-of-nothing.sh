#!/usr/bin/env bash
# The helper `JSONstringify` of @budibase/handlebars-helpers prints no text for a missing field, so that the body is no JSON.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_packages handlebars@4.7.10 @budibase/handlebars-helpers@0.14.3
expected <<'END'
{"urgency": "high" }
{"urgency": null }
END
observed <<'END'
{"urgency": "high" }
{"urgency":  }
END
run node - <<'END'
const handlebars = require("handlebars");
handlebars.registerHelper(require("@budibase/handlebars-helpers").object());
const template = handlebars.compile('{"urgency": {{{JSONstringify urgency}}} }');
console.log(template({ urgency: "high" }));
console.log(template({}));
END
