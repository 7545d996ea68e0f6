#!/usr/bin/env bash
# Runs a command beside a PostgreSQL of its own, with the environment in which
# no test passes because a counterpart is missing:
#
#   e2e/with-servers.sh go test ./...
#
# Dendrite and the Slack workspace are started by the tests themselves, from
# the binary DENDRITE and the packages in LAB_NODE_MODULES.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/entente-servers.XXXXXX")
trap '"$here/postgres.sh" stop "$work"; rm -rf "$work"' EXIT

# In memory where the system has enough of it, unless it is set, if only to
# nothing: from there databases are made five times sooner than from a disk, and
# Dendrite answers three times sooner.
spare=$(df --output=avail /dev/shm 2> /dev/null | tail -n 1) # KiB
[ "${spare:-0}" -lt 4000000 ] || : "${ENTENTE_TEST_MEMORY=/dev/shm}"
export ENTENTE_TEST_MEMORY=${ENTENTE_TEST_MEMORY-}

export ENTENTE_TEST_ALL=1
export ENTENTE_TEST_DENDRITE=${DENDRITE:?binary of the homeserver}
export ENTENTE_TEST_SLACK_LAB=${LAB_NODE_MODULES:?npm packages of the workspace}
export "$("$here/postgres.sh" start "$work")"
"$@"
