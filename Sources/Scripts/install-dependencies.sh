#!/bin/bash
# Installs the Debian packages that building needs and that are missing, and those named: install-dependencies.sh [PACKAGE...]
set -euo pipefail

packages=(
  liblmdb-dev libstemmer-dev libzstd-dev zlib1g-dev libxml2-dev libmd4c-dev libmd4c-html0-dev libyaml-dev libsqlite3-dev
  libxxhash-dev pkg-config curl "$@"
)

if ! command -v swift > /dev/null; then
  echo "Swift 6.2 or later is needed: https://www.swift.org/install/" >&2
  exit 1
fi
if ! command -v dpkg-query > /dev/null; then
  echo "This is not Debian or Ubuntu: install what these packages hold, then run swift build:" >&2
  echo "  ${packages[*]}" >&2
  exit 1
fi

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2> /dev/null || true)
  [[ $status == installed ]] || missing+=("$package")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

as_root=()
[[ $(id -u) -eq 0 ]] || as_root=(sudo)
echo "Installing ${missing[*]}"
"${as_root[@]}" apt-get update --quiet
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends "${missing[@]}"
