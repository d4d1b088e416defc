#!/usr/bin/env bash
# Makes Microsoft.ML.OnnxRuntime restorable. Where a configured source serves it (or the package cache has
# it), nothing happens. Elsewhere this fills eng/ort/feed from an npm package that carries the same MIT
# sources and the same Linux x64 library. What it makes is for this machine: never publish it.
set -euo pipefail
cd "$(dirname "$0")"
feed=$PWD/feed
ort=$(sed -n 's/.*"Microsoft.ML.OnnxRuntime" Version="\([^"]*\)".*/\1/p' ../../Directory.Packages.props)
carrier=com.github.asus4.onnxruntime carrier_version=0.4.9 carries=1.29.0
carrier_sha256=e59788788818fdde1b2e522e766a21ba0f7d8391de55737abf81e32cc801785d

cache=${NUGET_PACKAGES:-$(dotnet nuget locals global-packages -l | sed 's/^[^:]*: *//')}
cached() { [ -f "${cache%/}/microsoft.ml.onnxruntime/$ort/.nupkg.metadata" ] && [ -f "${cache%/}/microsoft.ml.onnxruntime.managed/$ort/.nupkg.metadata" ]; }
made() { [ -f "$feed/Microsoft.ML.OnnxRuntime.Managed.$ort.nupkg" ]; } # the last one that is made

if made || cached; then exit 0; fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

served() { # asks the configured sources, outside the repository so that its settings do not interfere
  mkdir probe
  cat >probe/probe.csproj <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="Microsoft.ML.OnnxRuntime" Version="[$ort]" /></ItemGroup>
</Project>
XML
  dotnet restore probe -v q --nologo >/dev/null 2>&1
}
if served; then exit 0; fi

if [ "$ort" != "$carries" ]; then
  echo "No configured package source serves Microsoft.ML.OnnxRuntime $ort, and $carrier@$carrier_version carries $carries." >&2
  exit 1
fi
echo "Microsoft.ML.OnnxRuntime $ort is served by no configured source: making a local feed from $carrier@$carrier_version." >&2
npm pack --silent "$carrier@$carrier_version" >/dev/null
sha256sum --quiet -c <<<"$carrier_sha256  $carrier-$carrier_version.tgz"
mkdir core
tar xzf "$carrier-$carrier_version.tgz" -C core --strip-components=1 \
  package/Runtime package/Plugins/Linux package/LICENSE package/ThirdPartyNotices.txt
cat >core/Microsoft.ML.OnnxRuntime.nuspec <<XML
<package>
  <metadata>
    <id>Microsoft.ML.OnnxRuntime</id>
    <version>$ort</version>
    <authors>local</authors>
    <license type="file">LICENSE</license>
    <description>A local repack of the Linux x64 library. Not the package that its publisher ships.</description>
    <dependencies><dependency id="Microsoft.ML.OnnxRuntime.Managed" version="$ort" /></dependencies>
  </metadata>
  <files>
    <file src="LICENSE" />
    <file src="ThirdPartyNotices.txt" />
    <file src="Plugins/Linux/x64/*.so" target="runtimes/linux-x64/native" />
  </files>
</package>
XML
mkdir out
dotnet pack core/Microsoft.ML.OnnxRuntime.nuspec -o out --nologo -v q >/dev/null
cp "$feed/../Managed.csproj" .
dotnet pack Managed.csproj -c Release -p:Version="$ort" -p:Src="$work/core" -o out --nologo -v q >/dev/null
mv out/Microsoft.ML.OnnxRuntime."$ort".nupkg "$feed/"
mv out/Microsoft.ML.OnnxRuntime.Managed."$ort".nupkg "$feed/"
