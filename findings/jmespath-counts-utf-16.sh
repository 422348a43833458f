#!/usr/bin/env bash
# The JMESPath of Powertools for AWS Lambda counts an emoji as two characters; the one for Python counts it as one.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_packages @aws-lambda-powertools/jmespath@2.36.0
python_packages jmespath==1.1.0
cat > count.mjs <<'END'
import { search } from "@aws-lambda-powertools/jmespath";
console.log("Node.js:", search("length(title)", { title: "Disk 🔥 db" }));
END
cat > count.py <<'END'
import jmespath
print("Python:", jmespath.search("length(title)", {"title": "Disk 🔥 db"}))
END
expected <<'END'
Node.js: 9
Python: 9
END
observed <<'END'
Node.js: 10
Python: 9
END
run bash -c 'node count.mjs && python/bin/python count.py'
