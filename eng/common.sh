# Sourced by run.sh and test.sh, from the repository's root.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

prepare() { # what a build needs
  if ! command -v dotnet >/dev/null; then
    echo "ModelHub needs the .NET SDK $(sed -n 's/.*"version": "\([0-9]*\.[0-9]*\).*/\1/p' global.json): https://dot.net" >&2
    exit 1
  fi
  eng/ort/make-feed.sh
  eng/sample-models.sh
}

build() { # project or solution; silent when it goes well
  local log
  log=$(mktemp)
  if ! dotnet build "$1" -c Release -v q --nologo >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    exit 1
  fi
  rm -f "$log"
}
