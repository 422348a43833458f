#!/usr/bin/env bash
# `npm sbom` refuses a private project that has no version in its package.json, which only packages to publish need.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm_packages npm@11.19.1
cat > sbom.sh <<'END'
for version in '' '"version": "0.0.0", '; do
  echo "{\"name\": \"private-project\", $version\"private\": true}" > package.json
  listed=$(node_modules/.bin/npm sbom --sbom-format=cyclonedx 2>&1 | grep -oE '"bomFormat"|EINVALIDPURLTYPE' | head -1)
  echo "$(cat package.json) $listed"
done
END
expected <<'END'
{"name": "private-project", "private": true} "bomFormat"
{"name": "private-project", "version": "0.0.0", "private": true} "bomFormat"
END
observed <<'END'
{"name": "private-project", "private": true} EINVALIDPURLTYPE
{"name": "private-project", "version": "0.0.0", "private": true} "bomFormat"
END
run bash sbom.sh
