#!/usr/bin/env bash
# Shows that TestExactlyOnce and TestCrash can fail: takes the look-up out of a copy of the
# sources and runs it there. Every unknown outcome is then sent again, so they
# fail and say how many messages came more than once.
#
#   e2e/with-servers.sh e2e/without-lookup.sh [-short]
#
# Succeeds when messages were doubled on both networks.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d "${TMPDIR:-/tmp}/entente-without-lookup.XXXXXX")
trap 'rm -rf "$copy"' EXIT
git -C "$here" ls-files -z | (cd "$here" && xargs -0 cp --parents -t "$copy")

# Both places that ask an adapter whether it can look up: answers and reminders.
for file in bot/answer.go bot/delivery/send.go; do
  sed -i 's/(chat\.Finder); ok/& \&\& false/' "$copy/$file"
  grep -q 'ok && false' "$copy/$file" || { echo "no look-up found in $file" >&2; exit 1; }
done
log=$copy/log
cd "$copy/e2e"
"${GO:-go}" test -tags goolm -count=1 -timeout 30m -run 'TestExactlyOnce/(slack|matrix)/sqlite/|TestCrash$' -v "$@" . > "$log" || true
grep -E "^ *--- |more than once|doubled" "$log"
for network in slack matrix; do
  for test in TestExactlyOnce TestCrash; do
    grep -q -- "--- FAIL: $test/$network" "$log" || { echo "nothing doubled on $network: $test does not test" >&2; exit 1; }
  done
done
