#!/bin/bash
# Makes a Debian package of what make build has built: deb.sh DIRECTORY, where the package is to be.
#
# DEBFULLNAME and DEBEMAIL name its maintainer, SOURCE_DATE_EPOCH dates it.
set -euo pipefail
cd "$(dirname "$0")/../.."

FTSD_SOURCE=$PWD
export FTSD_SOURCE
version=$(Sources/Scripts/version.sh)
maintainer="${DEBFULLNAME:-The authors of ftsd} <${DEBEMAIL:-ftsd@example.org}>"
mkdir -p "$1"
directory=$(realpath "$1")
tree=$directory/ftsd

rm -rf "$tree"
mkdir -p "$tree"
cp -R Sources/Packaging/debian "$tree/debian"
cp Sources/Packaging/ftsd.{service,socket,sysusers,tmpfiles} "$tree/debian"
sed -i "s|@MAINTAINER@|$maintainer|" "$tree/debian/control"
cat > "$tree/debian/changelog" << EOF
ftsd ($version) unstable; urgency=medium

  * What is new is in /usr/share/doc/ftsd/changelog.gz.

 -- $maintainer  $(LC_ALL=C date --utc --rfc-email --date "@$SOURCE_DATE_EPOCH")
EOF

cd "$tree"
dpkg-buildpackage --build=binary --unsigned-changes --unsigned-buildinfo
rm -rf "$tree"
ls -l "$directory/ftsd_${version}_$(dpkg --print-architecture).deb"
