# What every finding shares. Source it first; it makes a temporary folder, goes there, and removes it at the end.
#
#   npm_packages NAME@VERSION...    installs from npm
#   python_packages NAME==VERSION.. installs from PyPI into a virtual environment
#   go_packages MODULE@VERSION...   gets Go modules, for a main.go that is written before
#   pulumi_project <<'END' ... END  makes a project of this program, with a state in its folder
#   expected <<'END' ... END        what the documentation leads one to expect
#   observed <<'END' ... END        what was seen, line by line
#   run COMMAND...                  runs it, and fails if it prints anything else than what was seen
#
# With NEWEST=1 in the environment the newest packages are installed, to see whether a finding still holds.

set -euo pipefail
FINDINGS="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
FOLDER="$(mktemp -d)"
trap 'chmod -R u+w "$FOLDER"; rm -rf "$FOLDER"' EXIT
cd "$FOLDER"

title() { sed -n '2s/^# //p' "$FINDINGS/$(basename "$0")"; }
installed() { printf 'installed: %s\n' "$*"; }
# $1 is what stands between name and version, $2 what asks for the newest, the rest are packages.
packages() {
  local separator="$1" newest="$2"; shift 2
  for package; do [ -n "${NEWEST:-}" ] && echo "${package%"$separator"*}$newest" || echo "$package"; done
}

npm_packages() {
  echo '{"private": true}' > package.json
  mapfile -t wanted < <(packages @ @latest "$@")
  npm install --silent --no-audit --no-fund --ignore-scripts "${wanted[@]}" > npm.log 2>&1 || { cat npm.log; exit 1; }
  installed "$(npm ls --depth 0 | sed 1d | tr -d '├└─ ' | paste -s -d ' '), Node.js $(node --version)"
}

python_packages() {
  mapfile -t wanted < <(packages == "" "$@")
  python3 -m venv python
  python/bin/pip install --quiet --disable-pip-version-check "${wanted[@]}"
  for package; do
    installed "$(python/bin/pip list --disable-pip-version-check --format freeze | grep -i "^${package%==*}=="), $(python3 --version)"
  done
}

go_packages() {
  go mod init finding 2> /dev/null
  mapfile -t wanted < <(packages @ @latest "$@")
  go get "${wanted[@]}" 2> go.log || { cat go.log; exit 1; }
  go mod tidy 2> go.log || { cat go.log; exit 1; }
  installed "$(go list -m "${@%@*}" | tr '\n' ','), $(go version)"
}

pulumi_project() {
  npm_packages @pulumi/pulumi@3.270.0
  installed "pulumi $(pulumi version)"
  printf 'name: finding\nruntime: { name: nodejs, options: { typescript: false } }\n' > Pulumi.yaml
  cat > index.js
  mkdir state
  export PULUMI_BACKEND_URL="file://$FOLDER/state" PULUMI_HOME="$FOLDER/home"
  export PULUMI_CONFIG_PASSPHRASE=finding PULUMI_SKIP_UPDATE_CHECK=true
}

expected() { cat > expected.txt; }
observed() { cat > observed.txt; }

run() {
  echo "finding: $(title)"
  "$@" > output.txt 2> errors.txt || { local status=$?; cat output.txt errors.txt; echo "the command ended with $status"; exit 1; }
  echo "expected:"; sed 's/^/  /' expected.txt
  echo "observed:"; sed 's/^/  /' output.txt
  diff -u --label "seen before" --label "seen now" observed.txt output.txt || { echo "This has changed."; exit 1; }
  if cmp -s expected.txt observed.txt; then echo "A finding expects something else than it observes."; exit 1; fi
  echo "As before."
}
