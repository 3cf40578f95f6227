#!/bin/bash
# Holds a daemon to its OpenAPI document with requests that are made up from it: api-test.sh FTSD [CASES]
#
# No answer may be a server's error, have a status or a type that is not described, or a body other than described. Standing
# queries, whose answers have no end, are left out. Needs Python and, from PyPI, schemathesis, which it installs in .build.
set -euo pipefail

ftsd=$(realpath "$1")
cases=${2:-100}
root=$(realpath .)
venv=$root/.build/schemathesis
work=$(mktemp -d)
daemon=
trap '[[ -z $daemon ]] || kill "$daemon" 2> /dev/null || true; rm -rf "$work"' EXIT

if [[ ! -x $venv/bin/schemathesis ]]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet 'schemathesis~=4.32'
fi

cd "$work"
"$ftsd" index --quiet --index index "$root/Sources/Sample"
od -An -N16 -tx1 /dev/urandom | tr -d ' \n' > token
chmod 600 token
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$ftsd" serve --index index --socket ftsd.sock --listen "127.0.0.1:$port" --token-file token 2> log &
daemon=$!
for _ in {1..100}; do
  [[ -S ftsd.sock ]] && break
  sleep 0.05
done

url=http://127.0.0.1:$port
python3 - "$url" token > openapi.json << 'EOF'
import sys, urllib.request
headers = {"Authorization": "Bearer " + open(sys.argv[2]).read()}
print(urllib.request.urlopen(urllib.request.Request(sys.argv[1] + "/openapi.json", headers=headers)).read().decode())
EOF
PYTHONPATH=$root/Tests/API SCHEMATHESIS_HOOKS=hooks "$venv/bin/schemathesis" run openapi.json --url "$url" \
  --header "Authorization: Bearer $(< token)" --exclude-path /v1/watch --max-examples "$cases" \
  --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance
