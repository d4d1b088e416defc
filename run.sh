#!/usr/bin/env bash
# Installs what is missing, builds, and starts the reference host on its embedded defaults:
# http://127.0.0.1:8080, everything it keeps under ./data. Arguments go to the host (--urls http://127.0.0.1:9000).
set -euo pipefail
cd "$(dirname "$0")"
. eng/common.sh

prepare
build samples/ReferenceHost
exec dotnet samples/ReferenceHost/bin/Release/net10.0/ReferenceHost.dll "$@"
