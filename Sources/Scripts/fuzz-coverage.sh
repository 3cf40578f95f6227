#!/bin/bash
# Tells how much of each decoder the inputs of the fuzzers reach, those kept and those that `make fuzz` has found: fuzz-coverage.sh
#
# A build of its own, since counting slows down what looks for inputs.
set -euo pipefail
cd "$(dirname "$0")/../.."

build=.build-fuzz-coverage
binary=$build/release/ftsd-fuzz
FTSD_FUZZ=1 swift build -c release --sanitize fuzzer --scratch-path "$build" --product ftsd-fuzz \
  -Xswiftc -profile-generate -Xswiftc -profile-coverage-mapping
tools=$(dirname "$(readlink -f "$(command -v swift)")")
export SWIFT_BACKTRACE=enable=no
for directory in Tests/FTSFuzzTests/Inputs/*/; do
  target=$(basename "$directory")
  inputs=("$directory")
  [ ! -d ".bench/fuzz/$target/corpus" ] || inputs+=(".bench/fuzz/$target/corpus")
  # With no run beyond them, the fuzzer runs each input once.
  FTSD_FUZZ_TARGET=$target LLVM_PROFILE_FILE="$build/$target.profraw" "$binary" -runs=0 -timeout=60 "${inputs[@]}" > /dev/null 2>&1 ||
    { echo "$target: found something"; exit 1; }
done
"$tools/llvm-profdata" merge -o "$build/all.profdata" "$build"/*.profraw
# Modules whose code takes bytes from outside, or what was made of them: by file, then by module.
"$tools/llvm-cov" report "$binary" -instr-profile="$build/all.profdata" -show-region-summary=false -show-branch-summary=false \
  Sources/{LMDB,FTSAnalysis,FTSAutomata,FTSQuery,FTSCorpus,CommonIndexFile,FTSProtocol,FTSCore,FTSDaemon} |
  awk '{ print }
    $1 ~ /\.swift$/ { split($1, path, "/"); lines[path[1]] += $5; missed[path[1]] += $6 }
    END { for (module in lines)
      printf "%-16s %6d lines %5.1f %%\n", module, lines[module], 100 - 100 * missed[module] / lines[module] | "sort" }'
