#!/usr/bin/env bash
# Fuzzes one target for a while:
#
#   e2e/fuzz.sh ./planner/when FuzzParse 20s -tags goolm
#
# Before Go 1.27 the end of that while is now and then taken for a failure, with
# nothing found and nothing written (https://go.dev/issue/75804): then it is
# fuzzed again. Anything else that fails, fails here.
set -euo pipefail
dir=$1 target=$2 duration=$3
shift 3
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for _ in 1 2 3; do
  "${GO:-go}" test "$@" "$dir" -run '^$' -fuzz "^$target\$" -fuzztime "$duration" 2>&1 | tee "$log" && exit 0
  grep -qx '    context deadline exceeded' "$log" || exit 1
  ! grep -q 'Failing input written' "$log" || exit 1
done
exit 1
