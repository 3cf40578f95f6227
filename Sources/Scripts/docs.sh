#!/bin/bash
# Makes pages of what the library products declare, to be served from any directory: docs.sh DIRECTORY
#
# Ends with an error where anything public lacks its description.
set -euo pipefail
cd "$(dirname "$0")/../.."

output=$1
scratch=.build-docs
symbols=$PWD/$scratch/symbols
modules="FTSCore FTSQuery FTSDocument FTSProtocol FTSClient"
flags=()
for flag in -emit-symbol-graph -emit-symbol-graph-dir "$symbols" -symbol-graph-minimum-access-level public \
  -symbol-graph-skip-synthesized-members; do
  flags+=(-Xswiftc "$flag")
done
mkdir -p "$symbols"
# Of the others FTSCore and FTSClient are made.
for target in FTSCore FTSClient; do swift build --scratch-path "$scratch" --target "$target" "${flags[@]}"; done

chosen=$scratch/chosen
rm -rf "$chosen" "$output"
mkdir -p "$chosen"
for module in $modules; do
  find "$symbols" \( -name "$module.symbols.json" -o -name "$module@*.symbols.json" \) -exec cp -t "$chosen" {} +
done
Sources/Scripts/undocumented.py "$chosen"/*.symbols.json
docc convert Sources/Documentation/ftsd.docc --additional-symbol-graph-dir "$chosen" --warnings-as-errors \
  --fallback-display-name ftsd --fallback-bundle-identifier ftsd --transform-for-static-hosting --output-path "$output"
echo "$output has the pages: python3 -m http.server -d $output, and then http://localhost:8000/documentation/ftsd"
