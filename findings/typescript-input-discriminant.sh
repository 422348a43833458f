#!/usr/bin/env bash
# In a union as Pulumi's SDK generator writes it (`type: Input<"a">`), TypeScript accepts an option that belongs to another type.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_packages typescript@6.0.3 @pulumi/pulumi@3.270.0 @types/node@24.19.2
cat > plain.ts <<'END'
type Options = { type: "datadog"; retrigger?: boolean } | { type: "outgoing"; alertOpen?: boolean };
export const options: Options = { type: "datadog", alertOpen: true };
END
cat > input.ts <<'END'
import { Input } from "@pulumi/pulumi";
type Options = { type: Input<"datadog">; retrigger?: boolean } | { type: Input<"outgoing">; alertOpen?: boolean };
export const options: Options = { type: "datadog", alertOpen: true };
END
expected <<'END'
plain.ts refused
input.ts refused
END
observed <<'END'
plain.ts refused
input.ts accepted
END
run bash -c 'for file in plain.ts input.ts; do
  npx tsc --noEmit --strict --skipLibCheck --types node --module nodenext "$file" > /dev/null && echo "$file accepted" || echo "$file refused"
done'
