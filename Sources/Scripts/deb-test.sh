#!/bin/bash
# Installs the package in a Debian of its own, starts the service, upgrades and purges it: deb-test.sh DIRECTORY
#
# Wants root, debootstrap and lintian. The new system comes from the archive that apt uses here.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [[ $(id -u) -ne 0 ]]; then
  echo "This makes a system and enters it, for which it must be root." >&2
  exit 1
fi
directory=$(realpath "$1")
version=$(Sources/Scripts/version.sh)
package=$directory/ftsd_${version}_$(dpkg --print-architecture).deb
# shellcheck source=/dev/null
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
# shellcheck disable=SC2016 # apt expands it.
archive=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Codename: $release" | head -1)
root=$directory/root
service=

leave() {
  [[ -z $service ]] || kill "$service" 2> /dev/null || true
  mountpoint --quiet "$root/proc" && umount "$root/proc"
  rm -rf "$root"
}
trap leave EXIT

step() { printf '\n== %s\n' "$*"; }
fail() { echo "$*" >&2; exit 1; }
inside() { chroot "$root" "$@"; }
as_ftsd=(chroot "$root" setpriv --reuid ftsd --regid ftsd --init-groups)
# shellcheck disable=SC2016 # dpkg expands it.
installed_version() { inside dpkg-query --show --showformat='${Version}' ftsd; }

apt_install() { # FILE
  cp "$1" "$root/ftsd.deb"
  inside env DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends \
    -o Dpkg::Options::=--force-confold /ftsd.deb
}

step "What lintian says"
lintian --fail-on error,warning --info "$package"

step "A new Debian $release"
leave
debootstrap --variant=minbase "$release" "$root" "$archive" > "$directory/debootstrap.log" \
  || fail "debootstrap failed: $directory/debootstrap.log"
mount -t proc proc "$root/proc"
cp /etc/resolv.conf "$root/etc/resolv.conf"
inside apt-get update --quiet
# No service is to start in there by itself.
printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"
chmod +x "$root/usr/sbin/policy-rc.d"
printf '{"id":"her","title":"Her","text":"A film about humanism."}\n' > "$root/reviews.jsonl"

step "Install a lower version"
lower=$directory/lower
rm -rf "$lower"
dpkg-deb --raw-extract "$package" "$lower"
sed -i 's/^Version: .*/Version: 0.0.1/' "$lower/DEBIAN/control"
echo '# As the lower version had it.' >> "$lower/etc/ftsd/ftsd.toml"
(cd "$lower" && find . -type f ! -path './DEBIAN/*' -printf '%P\0' | xargs -0 md5sum > DEBIAN/md5sums)
dpkg-deb --root-owner-group --build "$lower" "$directory/lower.deb" > /dev/null
rm -rf "$lower"
apt_install "$directory/lower.deb"
rm "$directory/lower.deb"
[[ $(installed_version) == 0.0.1 ]] || fail "not installed"
inside id ftsd
[[ $(inside stat --format='%U %a' /var/lib/ftsd) == "ftsd 700" ]] || fail "/var/lib/ftsd is not the user's alone"

step "Index, start the service by hand, search"
"${as_ftsd[@]}" ftsd index --index /var/lib/ftsd /reviews.jsonl
start() {
  install -d -o "$(inside id -u ftsd)" -g "$(inside id -g ftsd)" "$root/run/ftsd"
  # No function: $! is to be the service, not a shell that waits for it.
  "${as_ftsd[@]}" ftsd serve --config /etc/ftsd/ftsd.toml 2> "$directory/service.log" &
  service=$!
  for _ in {1..100}; do
    [[ ! -S $root/run/ftsd/ftsd.sock ]] || return 0
    sleep 0.05
  done
  cat "$directory/service.log" >&2
  fail "the service does not serve"
}
stop() {
  kill "$service"
  wait "$service" || fail "the service ended with status $?"
  service=
}
start
inside ftsd search --socket /run/ftsd/ftsd.sock humanism
stop

step "Upgrade, with settings that were changed"
echo 'log-requests = true # changed' | cat - "$root/etc/ftsd/ftsd.toml" > "$directory/settings"
sed -i '/^log-requests = false$/d' "$directory/settings"
cp "$directory/settings" "$root/etc/ftsd/ftsd.toml"
apt_install "$package"
[[ $(installed_version) == "$version" ]] || fail "not upgraded"
cmp "$directory/settings" "$root/etc/ftsd/ftsd.toml" || fail "the upgrade changed the settings"
start
inside ftsd search --socket /run/ftsd/ftsd.sock humanism
stop
grep --quiet 'msg=request' "$directory/service.log" || fail "the settings that were changed do not hold"

step "Files"
inside dpkg --verify ftsd | grep -v '^..5...... c /etc/ftsd/ftsd.toml$' && fail "files differ from the package"
inside ldd /usr/bin/ftsd | grep 'not found' && fail "libraries are missing"
inside ftsd --version
for file in man/man1/ftsd-search.1.gz bash-completion/completions/ftsd zsh/vendor-completions/_ftsd \
  fish/vendor_completions.d/ftsd.fish doc/ftsd/README.md doc/ftsd/Documentation/Operation.md doc/ftsd/copyright; do
  [[ -s $root/usr/share/$file ]] || fail "there is no /usr/share/$file"
done

step "Remove and purge"
inside dpkg --remove ftsd
[[ -e $root/etc/ftsd/ftsd.toml && ! -e $root/usr/bin/ftsd ]] || fail "removing took the settings or left the binary"
inside dpkg --purge ftsd
[[ ! -e $root/etc/ftsd ]] || fail "purging left the settings"
[[ -d $root/var/lib/ftsd ]] || fail "purging took the index"
left=$(find "$root/usr" "$root/lib/systemd" -name '*ftsd*' ! -path '*/var/*')
[[ -z $left ]] || fail "purging left $left"

step "All is well"
