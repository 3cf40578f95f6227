#!/bin/bash
# Loads a daemon with queries, and draws latency against offered load: bench-load.sh DIRECTORY-OF-BINARIES
#
# The index is of all corpora that lie beside the checkout, the queries 1,000 runs of words drawn from them.
set -euo pipefail
cd "$(dirname "$0")/../.."

build=$1
data=${FTSD_SHARED_DATA:-../shared/data}
work=.bench/load

if [ ! -d "$data/corpora" ]; then
  echo "no corpora in $data: nothing is measured"
  exit 0
fi
mkdir -p "$work"
python3 Benchmarks/peers/corpus.py "$work" "$data"/corpora/*.jsonl
rm -rf "$work/index"
"$build/ftsd" index --quiet --index "$work/index" "$data"/corpora/*.jsonl
"$build/ftsd" serve --index "$work/index" --socket "$work/ftsd.sock" &
daemon=$!
trap 'kill "$daemon" 2> /dev/null || true' EXIT
for _ in {1..100}; do
  [[ -S $work/ftsd.sock ]] && break
  sleep 0.05
done
"$build/ftsd-bench" load --index "$work/index" --socket "$work/ftsd.sock" \
  --queries "$work/queries.runs.txt" --report "$work/load.json"
python3 Benchmarks/plots/load.py "$work/load.json" "$work/load.svg"
echo "$work/load.svg shows latency against load"
