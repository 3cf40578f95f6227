#!/bin/bash
# Runs the examples of README.md for clients in other languages against a daemon: clients.sh FTSD
#
# Each is what stands behind <!-- client: LANGUAGE --> in a fence, and prints the best hit for gluten. Those whose tools are
# not installed are passed over.
set -euo pipefail

ftsd=$(realpath "$1")
readme=$(realpath README.md)
sample=$(realpath Sources/Sample)
directory=$(mktemp -d)
daemon=
trap '[[ -z $daemon ]] || kill "$daemon" 2> /dev/null || true; rm -rf "$directory"' EXIT
cd "$directory"

example() { # LANGUAGE
  awk -v mark="<!-- client: $1 -->" '
    $0 == mark { found = 1; next }
    found && /^```/ { if (inside) exit; inside = 1; next }
    inside' "$readme"
}

"$ftsd" index --index index "$sample" > /dev/null
"$ftsd" serve --index index --socket ftsd.sock 2> log &
daemon=$!
for _ in {1..100}; do
  [[ -S ftsd.sock ]] && break
  sleep 0.05
done

failed=0
check() { # LANGUAGE TOOL FILE COMMAND...
  local language=$1 tool=$2 file=$3 output
  shift 3
  example "$language" > "$file"
  if [[ ! -s $file ]]; then
    echo "$language: README.md has no example"
    failed=1
  elif ! command -v "$tool" > /dev/null; then
    echo "$language: passed over, there is no $tool"
  elif output=$("$@" 2>&1) && [[ $output == *shop-103*"Traces of gluten?"* ]]; then
    echo "$language: right"
  else
    echo "$language: wrong"
    echo "$output"
    failed=1
  fi
}

check curl curl example.sh bash -eu example.sh
check Python python3 example.py python3 example.py
check Node node example.js node example.js
check Go go example.go env GOCACHE="$directory/go" GOFLAGS=-mod=mod go run example.go

kill "$daemon"
wait "$daemon" || { echo "the daemon ended with status $?"; cat log; failed=1; }
daemon=
exit "$failed"
