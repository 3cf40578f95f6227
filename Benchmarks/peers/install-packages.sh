#!/bin/bash
# Installs the Debian packages named, those of them that are missing; says which.
set -euo pipefail

if ! command -v dpkg-query > /dev/null; then
  echo "This is not Debian or Ubuntu: install what these packages hold: $*" >&2
  exit 1
fi
missing=()
for package in "$@"; do
  status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2> /dev/null || true)
  [[ $status == installed ]] || missing+=("$package")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

as_root=()
[[ $(id -u) -eq 0 ]] || as_root=(sudo)
echo "Installing ${missing[*]}" >&2
"${as_root[@]}" apt-get update --quiet >&2
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get install --quiet --yes --no-install-recommends "${missing[@]}" >&2
