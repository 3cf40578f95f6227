#!/bin/bash
# Prints the options that have the linker take the C libraries from archives, into the program: static-libraries.sh DIRECTORY
#
# The linker looks into DIRECTORY first, where there are archives and nothing else.
set -euo pipefail

directory=$1
# Those of Package.swift, those that libxml2 needs in its turn, and that of C++.
libraries=(lmdb stemmer zstd z xml2 xxhash icuuc icudata lzma stdc++)

mkdir -p "$directory"
for library in "${libraries[@]}"; do
  archive=$(clang -print-file-name="lib$library.a")
  if [[ $archive != /* ]]; then
    echo "There is no lib$library.a, which the development package of the library has." >&2
    exit 1
  fi
  ln -sf "$archive" "$directory/"
done
printf -- '-Xlinker %s ' "-L$(realpath "$directory")" -licuuc -licudata -llzma
