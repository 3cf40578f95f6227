#!/bin/bash
# Looks for bytes that are too much for a decoder: fuzz.sh SECONDS [TARGET...]
#
# What is found is written to .bench/fuzz/TARGET/; once mended it goes to Tests/FTSFuzzTests/Inputs/TARGET/.
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds=$1
shift
binary=.build-fuzz/release/ftsd-fuzz
FTSD_FUZZ=1 swift build -c release --sanitize fuzzer --scratch-path .build-fuzz --product ftsd-fuzz
# The fuzzer itself is to see what a decoder trips over.
export SWIFT_BACKTRACE=enable=no
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(connection query request jsonl wxr stackexchange disqus reddit hackernews csv page markdown comment-data html mbox file ciff toml synonyms words index)
for target in "${targets[@]}"; do
  echo "== $target"
  mkdir -p ".bench/fuzz/$target/corpus"
  FTSD_FUZZ_TARGET=$target "$binary" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -print_final_stats=1 \
    -artifact_prefix=".bench/fuzz/$target/" ".bench/fuzz/$target/corpus" "Tests/FTSFuzzTests/Inputs/$target" \
    2>&1 | grep -vE '^#[0-9]+.*(NEW|REDUCE|pulse|RELOAD)' || { echo "$target: found something"; exit 1; }
done
