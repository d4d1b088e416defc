#!/usr/bin/env bash
# A PostgreSQL 15 server for tests: in a folder of its own, on 127.0.0.1 and a free port. Clusters that the
# machine has are left alone.
#   install     installs the server's binaries when they are missing
#   start DIR   makes a cluster in DIR when there is none, starts it, prints its Npgsql connection string
#   stop DIR    stops it; the data stays until DIR is deleted
# Anybody on this machine can log in to it, as any user: keep nothing in it.
set -euo pipefail
bin=${MODELHUB_POSTGRES_BIN:-/usr/lib/postgresql/15/bin}

die() { echo "eng/postgres.sh: $*" >&2; exit 1; }

install() {
  if [ -x "$bin/postgres" ]; then return; fi
  local as_root=() output
  if [ "$(id -u)" != 0 ]; then as_root=(sudo); fi
  output=$({ "${as_root[@]}" apt-get -qq update &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install postgresql-15; } 2>&1) ||
    die "could not install postgresql-15: $output"
}

# PostgreSQL refuses to run as root.
run() {
  local as_owner=()
  if [ "$(id -u)" = 0 ]; then as_owner=(setpriv --reuid=postgres --regid=postgres --clear-groups); fi
  (cd / && exec "${as_owner[@]}" env -u PGPORT -u PGHOST -u PGDATA "$@")
}

running() { run "$bin/pg_ctl" status -D "$data" >/dev/null 2>&1; }

connection_string() {
  local port
  port=$(run sed -n 4p "$data/postmaster.pid")
  echo "Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
}

create() {
  mkdir -p "$dir"
  if [ "$(id -u)" = 0 ]; then chown postgres:postgres "$dir"; fi
  run test -w "$dir" || die "the user postgres cannot reach $dir: choose a folder below /tmp"
  if run test -f "$data/PG_VERSION"; then return; fi
  # The default collation is a natural language's on purpose: what needs another one has to say so.
  run "$bin/initdb" -D "$data" --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
    --locale-provider=icu --icu-locale=en-US >"$dir/initdb.log" 2>&1 || die "initdb failed: $(cat "$dir/initdb.log")"
}

start() {
  [ -x "$bin/postgres" ] || die "PostgreSQL 15 is missing: run eng/postgres.sh install"
  create
  if running; then connection_string; return; fi
  local sockets=$dir port
  if [ ${#sockets} -gt 80 ]; then sockets=; fi # longer paths do not fit a socket's address
  for _ in 1 2 3 4 5; do # somebody else may take the port between the look and the start
    port=$((20000 + RANDOM % 12000)) # below the ports that the system gives to clients
    if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then continue; fi
    if run "$bin/pg_ctl" start -w -s -D "$data" -l "$dir/server.log" \
      -o "-p $port -c listen_addresses=127.0.0.1 -c max_connections=200 -c unix_socket_directories='$sockets'" >/dev/null 2>&1; then
      connection_string
      return
    fi
  done
  die "the server did not start: $(run tail -n 20 "$dir/server.log")"
}

stop() {
  if running; then run "$bin/pg_ctl" stop -w -s -m fast -D "$data"; fi
}

case ${1:-} in
  install) install ;;
  start | stop)
    [ -n "${2:-}" ] || die "which folder? usage: eng/postgres.sh $1 DIR"
    dir=$(realpath -m "$2") data=$(realpath -m "$2")/data
    "$1"
    ;;
  *) die "usage: eng/postgres.sh install | start DIR | stop DIR" ;;
esac
