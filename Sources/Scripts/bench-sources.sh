#!/bin/bash
# Reads an invented file of each format that is read piece by piece: bench-sources.sh BUILD MEGABYTES [FORMAT...]
set -euo pipefail
cd "$(dirname "$0")/../.."

build=$1
megabytes=$2
shift 2
formats=("$@")
[ ${#formats[@]} -gt 0 ] ||
  formats=(wxr stackexchange disqus reddit hackernews hackernews-array jsonl csv tsv sqlite)
work=$(mktemp -d -p "$PWD/.build")
trap 'rm -rf "$work"' EXIT

for format in "${formats[@]}"; do
  echo "== $format"
  Benchmarks/sources/invent.py "$format" "$megabytes" "$work/file"
  if [ "$format" = sqlite ]; then
    "$build/ftsd-bench" reading "sqlite:$work/file" --query 'select * from said'
  else
    "$build/ftsd-bench" reading "$work/file"
  fi
  rm "$work/file"
done
