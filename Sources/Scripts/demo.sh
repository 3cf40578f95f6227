#!/bin/bash
# Indexes the sample, searches it, and asks a daemon the same: demo.sh FTSD
set -euo pipefail

ftsd=$1
index=.build/demo-index
socket=.build/demo.sock

show() {
  printf '\n$ %s\n' "$*"
  "$@"
}

rm -rf "$index"
show "$ftsd" index --index "$index" Sources/Sample
show "$ftsd" search --index "$index" humanism --limit 3

printf '\n$ %s\n' "$ftsd serve --index $index --socket $socket &"
"$ftsd" serve --index "$index" --socket "$socket" &
daemon=$!
trap 'kill "$daemon" 2> /dev/null || true' EXIT
for _ in {1..100}; do
  [[ -S $socket ]] && break
  sleep 0.05
done
show curl --fail --silent --show-error --unix-socket "$socket" 'http://localhost/v1/search?q=humanism&limit=1'
echo
show "$ftsd" search --socket "$socket" humanism --limit 1
kill "$daemon"
wait "$daemon"
trap - EXIT
