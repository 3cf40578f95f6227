#!/bin/bash
# Packs what was built with static-libraries.sh, to be unpacked in /usr/local, and its checksum: tarball.sh BUILD DIRECTORY
#
# The same binary and SOURCE_DATE_EPOCH give the same bytes.
set -euo pipefail
cd "$(dirname "$0")/../.."

build=$1
name=ftsd-$(Sources/Scripts/version.sh)-$(uname -m)-linux
mkdir -p "$2"
directory=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

PREFIX=/usr/local DESTDIR=$work/root Sources/Scripts/install.sh install "$build/release/ftsd" > /dev/null
mv "$work/root/usr/local" "$work/$name"

# What there is no archive of.
mkdir -p "$work/$name/lib/ftsd"
for library in libmd4c.so.0 libmd4c-html.so.0; do
  cp --dereference "$(clang -print-file-name="$library")" "$work/$name/lib/ftsd/"
done

# What is linked into the binary or beside it, in its authors' words.
licenses=$work/$name/share/doc/ftsd/licenses
mkdir "$licenses"
for archive in "$build"/lib/*.a "$(clang -print-file-name=libmd4c.so.0)"; do
  package=$(dpkg-query --search "$(realpath "$archive")" | cut --delimiter=: --fields=1)
  cp --dereference "/usr/share/doc/$package/copyright" "$licenses/$package"
done
for file in "$build"/checkouts/*/{LICENSE,NOTICE}*; do
  [[ ! -e $file ]] || cp "$file" "$licenses/$(basename "$(dirname "$file")").$(basename "$file")"
done
cp "$(dirname "$(realpath "$(command -v swift)")")/../share/swift/LICENSE.txt" "$licenses/swift.LICENSE.txt"

others=$(
  ldd "$work/$name/bin/ftsd" | grep --invert-match --fixed-strings "$work/$name/" | awk '{ print $1 }' \
    | grep -vE '^(linux-vdso|/lib.*/ld-linux|lib(c|m|pthread|dl|rt|gcc_s)\.so)' || true
)
if [[ -n $others ]]; then
  echo "The binary needs more than glibc:" "$others" >&2
  exit 1
fi

tar --create --directory "$work" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
  --mode=u=rwX,go=rX "$name" | gzip --no-name --best > "$directory/$name.tar.gz"
cd "$directory"
sha256sum "$name.tar.gz" > SHA256SUMS
ls -l "$directory/$name.tar.gz"
cat SHA256SUMS
