#!/bin/bash
# Measures searches, single parts of the engine, and indexing, one after the other.
#
# Searches: over all corpora that lie beside the checkout, 1,000 runs of words drawn from them, as
# unions, intersections, phrases and counts, pinned to one core. Indexing: of the same corpora, on
# all cores. Where there are no corpora, the parts alone, which need none. The comparison with
# peers is `make bench-peers`.
set -euo pipefail
cd "$(dirname "$0")/../.."

build=$1
data=${FTSD_SHARED_DATA:-../shared/data}
work=.build/bench

on_one_core() {
  if command -v taskset > /dev/null; then taskset -c 0 "$@"; else "$@"; fi
}

measure_searches() {
  mkdir -p "$work"
  python3 Benchmarks/peers/corpus.py "$work" "$data"/corpora/*.jsonl
  rm -rf "$work/index"
  "$build/ftsd" index --quiet --index "$work/index" --analyzer simple "$work/tokens.jsonl"
  echo "== queries"
  for mode in union intersection phrase count; do
    on_one_core "$build/ftsd-bench" queries \
      --index "$work/index" --queries "$work/queries.runs.txt" --mode "$mode" --k 10
    echo
  done
}

if [ -d "$data/corpora" ]; then
  measure_searches
else
  echo "no corpora in $data: neither queries nor indexing are measured"
fi
echo "== micro"
on_one_core "$build/ftsd-bench" micro
if [ -d "$data/corpora" ]; then
  echo
  echo "== indexing"
  "$build/ftsd-bench" indexing "$data"/corpora/*.jsonl
fi
