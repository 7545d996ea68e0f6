#!/usr/bin/env bash
# Runs a throw-away Dendrite homeserver on loopback, for the tests.
#
#   dendrite.sh start WORKDIR [PORT]   keys + SQLite config + start + users; prints env lines
#   dendrite.sh user  WORKDIR NAME     one more user; prints USER/TOKEN/DEVICE
#   dendrite.sh login WORKDIR NAME     another device of a user; prints USER/TOKEN/DEVICE
#   dendrite.sh stop  WORKDIR          stops it, by the PID it wrote
#   dendrite.sh kill  WORKDIR          SIGKILL (crash test); `start` again reuses the data
#   dendrite.sh env   WORKDIR          prints the env lines again
#
# DENDRITE  path of a dendrite binary (v0.13.8), default: `dendrite` on PATH.
# WORKDIR   a new or used folder; databases, logs, keys and tokens all lie in it.
# USERS     default "bot alice bob"; every password is "password-NAME" (Dendrite wants 8 characters).
# RATE_LIMIT, RATE_THRESHOLD, RATE_COOLOFF_MS: its rate limit, which covers login, join, invite
#           and profile, and never sends.
# Needs bash, curl, openssl and python3. Nothing leaves loopback.
set -euo pipefail
cmd=${1:?start|user|login|stop|kill|env}; W=${2:?work dir}
DENDRITE=${DENDRITE:-dendrite}
USERS=${USERS-bot alice bob}
NAME_OF_SERVER=${SERVER_NAME:-entente.test}
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
  server_name: $NAME_OF_SERVER
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
  for _ in $(seq 100); do
    curl -fsS "$(url)/_matrix/client/versions" >/dev/null 2>&1 && return 0
    alive || { tail -5 "$W/dendrite.log" >&2; exit 1; }
    sleep 0.1
  done
  echo "not up after 10 s" >&2; exit 1
}

field() { python3 -c 'import json,sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }

register() { # NAME: shared-secret registration (the Synapse admin form, which Dendrite also speaks)
  local nonce mac
  nonce=$(curl -fsS "$(url)/_synapse/admin/v1/register" | field nonce)
  mac=$(printf '%s\0%s\0%s\0notadmin' "$nonce" "$1" "password-$1" | openssl dgst -sha1 -hmac "$(cat "$W/secret")" | sed 's/.*= *//')
  curl -fsS "$(url)/_synapse/admin/v1/register" -d "{\"nonce\":\"$nonce\",\"username\":\"$1\",\"password\":\"password-$1\",\"admin\":false,\"mac\":\"$mac\"}" > /dev/null
  login "$1" > "$W/user-$1.json" # its own device: that call names every device "shared_secret_registration"
}
login() { # NAME: a new device
  curl -fsS "$(url)/_matrix/client/v3/login" -d "{\"type\":\"m.login.password\",\"identifier\":{\"type\":\"m.id.user\",\"user\":\"$1\"},\"password\":\"password-$1\"}"
}
show() { # NAME < json
  python3 -c '
import json, sys
n, d = sys.argv[1], json.load(sys.stdin)
for k, v in (("USER", d["user_id"]), ("TOKEN", d["access_token"]), ("DEVICE", d["device_id"]), ("PASSWORD", "password-" + n)):
    print(n.upper() + "_" + k + "=" + v)' "$1"
}
envs() {
  echo "HS_URL=$(url)"; echo "HS_NAME=$NAME_OF_SERVER"; echo "HS_PID=$(cat "$W/pid")"
  local f; for f in "$W"/user-*.json; do [ -s "$f" ] || continue; f=${f##*/user-}; show "${f%.json}" < "$W/user-$f"; done
}
halt() { # SIGNAL
  alive || { echo "not running" >&2; return 0; }
  local p; p=$(cat "$W/pid"); kill "-$1" "$p"
  for _ in $(seq 100); do kill -0 "$p" 2>/dev/null || break; sleep 0.1; done
  kill -0 "$p" 2>/dev/null && kill -KILL "$p"
  rm -f "$W/pid"
}

case $cmd in
  start) start "${3:-}"; for u in $USERS; do [ -s "$W/user-$u.json" ] || register "$u"; done; envs ;;
  user)  register "${3:?name}"; show "$3" < "$W/user-$3.json" ;;
  login) login "${3:?name}" | show "$3" ;;
  stop)  halt TERM ;;
  kill)  halt KILL ;;
  env)   envs ;;
  *) echo "unknown: $cmd" >&2; exit 2 ;;
esac
