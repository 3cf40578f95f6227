#!/bin/bash
# Measures the rankings on test collections and fails where one has become worse: evaluate.sh FTSD
set -euo pipefail

ftsd=$1
data=${FTSD_SHARED_DATA:-../shared/data}/ir
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Collection and the least nDCG@10 it may have.
floors='scifact 0.675
cranfield 0.50
cisi 0.36'

failed=0
printf '%-10s %8s %8s %8s %8s %8s %8s\n' collection nDCG@10 MAP P@10 R@100 R@1000 queries
while read -r name floor; do
  if [[ ! -d $data/$name ]]; then
    echo "$name: skipped, there is no $data/$name"
    continue
  fi
  "$ftsd" index --quiet --index "$work/$name" --analyzer english "$data/$name/corpus.jsonl"
  "$ftsd" eval --json --index "$work/$name" --queries "$data/$name/queries.jsonl" --qrels "$data/$name/qrels.tsv" \
    > "$work/$name.json"
  measure() { sed -E "s/.*\"$1\":([0-9.e+-]+).*/\1/" "$work/$name.json"; }
  printf '%-10s %8.4f %8.4f %8.4f %8.4f %8.4f %8d\n' "$name" "$(measure ndcg_10)" "$(measure map)" \
    "$(measure p_10)" "$(measure recall_100)" "$(measure recall_1000)" "$(measure queries)"
  if ! awk -v value="$(measure ndcg_10)" -v floor="$floor" 'BEGIN { exit !(value >= floor) }'; then
    echo "$name: nDCG@10 is below $floor" >&2
    failed=1
  fi
done <<< "$floors"
exit "$failed"
