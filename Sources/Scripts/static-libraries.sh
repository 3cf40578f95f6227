#!/bin/bash
# Prints the options that have swift build link the C libraries into the program, from archives: static-libraries.sh DIRECTORY
#
# Of md4c Debian has no archive: it is looked for beside the program, in ../lib/ftsd.
#
# The linker takes a library from the first directory that has it. DIRECTORY is that one: it gets links to archives, and
# what pkg-config is to say of them.
set -euo pipefail

mkdir -p "$1"
directory=$(realpath "$1")
# Those of Package.swift, those that libxml2 needs in its turn, and that of C++.
libraries=(lmdb stemmer zstd z xml2 xxhash yaml sqlite3 icuuc icudata lzma stdc++)
# Those of Package.swift that pkg-config knows.
packages=(lmdb libzstd zlib libxml-2.0 libxxhash yaml-0.1 sqlite3)

for library in "${libraries[@]}"; do
  archive=$(clang -print-file-name="lib$library.a")
  if [[ $archive != /* ]]; then
    echo "There is no lib$library.a, which the development package of the library has." >&2
    exit 1
  fi
  ln -sf "$archive" "$directory/"
done
for package in "${packages[@]}"; do
  sed "s|^libdir=.*|libdir=$directory|" "$(pkg-config --variable=pcfiledir "$package")/$package.pc" \
    > "$directory/$package.pc"
done
echo "--pkg-config-path $directory -Xlinker -licuuc -Xlinker -licudata -Xlinker -llzma -Xlinker -lstdc++" \
  '-Xlinker -rpath -Xlinker $ORIGIN/../lib/ftsd'
