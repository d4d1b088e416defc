#!/usr/bin/env bash
# Installs what is missing, builds, and starts the reference host on its embedded defaults:
# http://127.0.0.1:8080, everything it keeps under ./data. Arguments go to the host (--urls http://127.0.0.1:9000).
set -euo pipefail
cd "$(dirname "$0")"
. eng/common.sh

prepare
host=samples/ReferenceHost/bin/Release/net10.0/ReferenceHost.dll
# Asking MSBuild whether there is anything to do takes longer than looking. Folders count too: they show deletions.
built=samples/ReferenceHost/obj/built
if [ ! -f "$host" ] || [ ! -f "$built" ] ||
  [ -n "$(find src samples Directory.*.props nuget.config global.json \( -name bin -o -name obj \) -prune -o -newer "$built" -print -quit)" ]; then
  build samples/ReferenceHost
  touch "$built"
fi
exec dotnet "$host" "$@"
