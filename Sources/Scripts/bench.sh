#!/bin/bash
# Measures searches over all corpora that lie beside the checkout: 1,000 runs of words drawn from
# them, as unions, intersections, phrases and counts. The comparison with a peer is
# Benchmarks/peers/compare.py.
set -euo pipefail
cd "$(dirname "$0")/../.."

build=$1
data=${FTSD_SHARED_DATA:-../shared/data}
if [ ! -d "$data/corpora" ]; then
  echo "no corpora in $data: nothing is measured"
  exit 0
fi
work=.build/bench
mkdir -p "$work"
if [ ! -f "$work/queries.txt" ]; then
  python3 Benchmarks/peers/convert.py "$data"/corpora/*.jsonl > "$work/tokens.jsonl"
  python3 Benchmarks/peers/sample_queries.py "$work/tokens.jsonl" > "$work/queries.txt"
fi
rm -rf "$work/index"
"$build/ftsd" index --index "$work/index" --analyzer simple "$work/tokens.jsonl"
for mode in union intersection phrase count; do
  taskset -c 0 "$build/ftsd-bench" queries \
    --index "$work/index" --queries "$work/queries.txt" --mode "$mode" --k 10 --json
done
