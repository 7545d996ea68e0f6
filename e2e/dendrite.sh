#!/usr/bin/env bash
# Runs a throw-away Dendrite homeserver on loopback, for the tests.
#
#   dendrite.sh start WORKDIR [PORT]   keys + SQLite config + start; prints HS_URL=…
#   dendrite.sh stop  WORKDIR          stops it, by the PID it wrote
#   dendrite.sh kill  WORKDIR          SIGKILL (crash test); `start` again reuses the data
#
# DENDRITE  path of a dendrite binary (v0.13.8), default: `dendrite` on PATH.
# WORKDIR   a new or used folder; databases, logs, keys and the secret that accounts are made
#           with all lie in it.
# RATE_LIMIT, RATE_THRESHOLD, RATE_COOLOFF_MS: its rate limit, which covers login, join, invite
#           and profile, and never sends.
# Needs bash, curl and openssl. Nothing leaves loopback.
set -euo pipefail
cmd=${1:?start|stop|kill}; W=${2:?work dir}
DENDRITE=${DENDRITE:-dendrite}
mkdir -p "$W"; W=$(cd "$W" && pwd)

port() { cat "$W/port"; }
url() { echo "http://127.0.0.1:$(port)"; }
alive() { [ -s "$W/pid" ] && kill -0 "$(cat "$W/pid")" 2>/dev/null; }

config() {
  [ -s "$W/key.pem" ] || printf -- '-----BEGIN MATRIX PRIVATE KEY-----\nKey-ID: ed25519:test\n\n%s\n-----END MATRIX PRIVATE KEY-----\n' \
    "$(openssl rand -base64 32)" > "$W/key.pem"
  [ -s "$W/secret" ] || openssl rand -hex 16 > "$W/secret"
  db() { echo "connection_string: file:$W/$1.db"; }
  cat > "$W/dendrite.yaml" <<Y
version: 2
global:
  server_name: entente.test
  private_key: $W/key.pem
  disable_federation: true
  trusted_third_party_id_servers: []
  presence: {enable_inbound: false, enable_outbound: false}
  report_stats: {enabled: false}
  jetstream: {addresses: [], storage_path: $W/jetstream, topic_prefix: Test}
  cache: {max_size_estimated: 64mb, max_age: 1h}
client_api:
  registration_disabled: true
  guests_disabled: true
  registration_shared_secret: "$(cat "$W/secret")"
  rate_limiting: {enabled: ${RATE_LIMIT:-false}, threshold: ${RATE_THRESHOLD:-20}, cooloff_ms: ${RATE_COOLOFF_MS:-500}}
federation_api:
  database: {$(db federationapi)}
  key_perspectives: []
room_server: {database: {$(db roomserver)}}
key_server: {database: {$(db keyserver)}}
sync_api: {database: {$(db syncapi)}, search: {enabled: false, index_path: $W/searchindex}}
media_api:
  database: {$(db mediaapi)}
  base_path: $W/media
  max_file_size_bytes: 10485760
user_api:
  bcrypt_cost: 4
  account_database: {$(db userapi)}
relay_api: {database: {$(db relayapi)}}
mscs: {mscs: [], database: {$(db mscs)}}
logging:
- {type: std, level: ${LOG_LEVEL:-warn}}
Y
}

start() {
  alive && { echo "already running: $(cat "$W/pid")" >&2; exit 1; }
  echo "${1:-8008}" > "$W/port"
  config
  (cd "$W" && exec "$DENDRITE" --config dendrite.yaml --http-bind-address "127.0.0.1:$(port)" \
      --https-bind-address "127.0.0.1:0" >> dendrite.log 2>&1) &
  echo $! > "$W/pid"
  for _ in $(seq 1200); do
    curl -fsS -m 10 "$(url)/_matrix/client/versions" >/dev/null 2>&1 && return 0
    alive || { tail -5 "$W/dendrite.log" >&2; exit 1; }
    sleep 0.1
  done
  echo "not up after two minutes" >&2; exit 1
}

gone() { # PID, tenths of a second
  for _ in $(seq "$2"); do kill -0 "$1" 2>/dev/null || return 0; sleep 0.1; done
  return 1
}

halt() { # SIGNAL
  alive || { echo "not running" >&2; return 0; }
  local p; p=$(cat "$W/pid"); kill "-$1" "$p"
  gone "$p" 100 || { kill -KILL "$p"; gone "$p" 1200; }
  rm -f "$W/pid"
}

case $cmd in
  start) start "${3:-}"; echo "HS_URL=$(url)" ;;
  stop)  halt TERM ;;
  kill)  halt KILL ;;
  *) echo "unknown: $cmd" >&2; exit 2 ;;
esac
