#!/usr/bin/env bash
# A PostgreSQL server for tests, on loopback, without a password:
#
#   e2e/postgres.sh start DIR [PORT]   prints ENTENTE_TEST_POSTGRES=postgres://…
#   e2e/postgres.sh restart DIR        ends it as a crash does, and starts it again
#   e2e/postgres.sh stop DIR
#
# Works as root (the server then runs as user postgres) and as anybody else.
# DIR is made where it does not exist, and keeps a link to the server's own
# folder, which user postgres must be able to reach: in ENTENTE_TEST_MEMORY, if
# that names one.
set -euo pipefail

usage() { sed -n '4,6s/^#   //p' "$0" >&2; exit 2; }
[ $# -ge 2 ] || usage
command=$1 dir=$2 port=${3:-}

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "$bin/initdb" ] || bin=$(dirname "$(command -v initdb || echo /initdb)")
if [ ! -x "$bin/initdb" ]; then
  echo "postgres.sh: no PostgreSQL found; on Debian: apt-get install postgresql" >&2
  exit 1
fi

# initdb and the server refuse to run as root.
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

# Below the ports that the system gives to outgoing connections: one of those is
# taken without anybody listening, and the server would not start.
free_port() {
  local p
  for _ in $(seq 50); do
    p=$((10000 + RANDOM % 20000))
    if ! (: <"/dev/tcp/127.0.0.1/$p") 2>/dev/null; then echo "$p"; return; fi
  done
  echo "postgres.sh: no free port found" >&2
  exit 1
}

# serve starts the server of $home at $port.
serve() {
  as_owner "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w -t 60 \
    -o "-p $port -k $home -c listen_addresses=127.0.0.1 -c max_connections=200 -c fsync=off -c full_page_writes=off" \
    start >/dev/null
}

start() {
  mkdir -p "$dir"
  if [ -e "$dir/postgres" ]; then
    echo "postgres.sh: $dir holds a server already; stop it first" >&2
    exit 1
  fi
  local home
  home=$(cd / && as_owner mktemp -d "${ENTENTE_TEST_MEMORY:-${TMPDIR:-/tmp}}/entente-postgres.XXXXXX")
  ln -s "$home" "$dir/postgres"
  cd "$home"
  # Nothing here has to outlive a power cut: the tests' own crashes are of processes.
  as_owner "$bin/initdb" -D "$home/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 -N >"$home/initdb.log" 2>&1 ||
    { cat "$home/initdb.log" >&2; exit 1; }
  if [ -n "$port" ]; then serve; else
    # Another test may take a free port before the server does.
    port=$(free_port) && serve || { port=$(free_port) && serve; }
  fi || { cat "$home/log" >&2; exit 1; }
  echo "ENTENTE_TEST_POSTGRES=postgres://postgres@127.0.0.1:$port/postgres"
}

stop() {
  [ -L "$dir/postgres" ] || return 0
  local home
  home=$(readlink "$dir/postgres")
  cd /
  as_owner "$bin/pg_ctl" -D "$home/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$home"
  cd - >/dev/null
  rm "$dir/postgres"
}

restart() {
  local home
  home=$(readlink "$dir/postgres")
  cd "$home"
  # The options of its first start are kept in postmaster.opts.
  as_owner "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w -t 60 -m immediate restart >/dev/null
}

case $command in
  start | restart | stop) "$command" ;;
  *) usage ;;
esac
