#!/usr/bin/env bash
# Installs what is missing, starts the real servers on loopback, runs every test, stops the servers.
# Arguments go to dotnet test (--filter Name). The last line is "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")"
. eng/common.sh

prepare
eng/postgres.sh install
build ModelHub.sln

work=$(mktemp -d)
stop_servers() {
  eng/postgres.sh stop "$work/postgres"
  rm -rf "$work"
}
trap stop_servers EXIT
chmod 755 "$work" # PostgreSQL refuses root, so its own user has to get in
MODELHUB_TEST_POSTGRES=$(eng/postgres.sh start "$work/postgres")
export MODELHUB_TEST_POSTGRES

passed=0 failed=0 status=0
for project in tests/*.Tests; do
  log=$work/$(basename "$project").log
  if ! dotnet test "$project" -c Release --no-build --nologo -v q "$@" >"$log" 2>&1; then
    status=1
    cat "$log" >&2
  fi
  # "Passed!  - Failed:     0, Passed:    12, Skipped:     0, Total: ..."
  read -r f p < <(sed -n 's/.*Failed: *\([0-9]*\), Passed: *\([0-9]*\),.*/\1 \2/p' "$log" | tail -1) || true
  if [ -z "${p:-}" ]; then
    [ $# -gt 0 ] && continue # a filter that fits nothing here
    echo "$project reported no result:" >&2
    cat "$log" >&2
    status=1 f=1 p=0
  fi
  echo "$(basename "$project"): $p passed, $f failed"
  passed=$((passed + p)) failed=$((failed + f))
  unset f p
done
echo "$passed passed, $failed failed"
exit $status
