#!/usr/bin/env bash
# Fetches the sample models that are not in the repository into samples/models/fetched, by pinned version and checksum.
# Silent when all is well. Without them the host works as well: with no network one line says what is left out.
set -euo pipefail
cd "$(dirname "$0")/../samples/models"

package=detypify-service version=0.3.0
tarball_sha256=1b0dc641e501e966177e3f6fcf939b87060633b5ecafbb53b7861c63dfa69c30
target=fetched/detypify
checksums="ce4c35a43cf18fa1ca4bf530699393005152bc50e3911a5b6e8e55d8f1599149  $target/model.onnx
e376dbe4b66078863e8170b6defe40a23b72ac54af98663ea172fc29b012e7cd  $target/symbols.json"

complete() { sha256sum --status -c <<<"$checksums" 2>/dev/null; }
if complete; then exit 0; fi

leave_out() { echo "Sample model detypify is left out: $1."; exit 0; }
command -v npm >/dev/null || leave_out "npm is not installed"
mkdir -p fetched
work=$(mktemp -d fetched/.work-XXXXXX) # on the same disk, so that the move below is one step
trap 'rm -rf "$work"' EXIT

npm pack --silent --fetch-retries=0 --fetch-timeout=30000 --pack-destination "$work" "$package@$version" >/dev/null 2>&1 || leave_out "$package@$version cannot be fetched"
tarball=$work/$package-$version.tgz
sha256sum --status -c <<<"$tarball_sha256  $tarball" || { echo "$package@$version is not the file it was: its checksum differs." >&2; exit 1; }
mkdir "$work/detypify"
tar xzf "$tarball" -C "$work" package/train/model.onnx package/train/infer.json
mv "$work/package/train/model.onnx" "$work/detypify/model.onnx"
mv "$work/package/train/infer.json" "$work/detypify/symbols.json"
rm -rf "$target"
mv "$work/detypify" "$target"
complete || { echo "The files of $package@$version are not what they were: a checksum differs." >&2; exit 1; }
