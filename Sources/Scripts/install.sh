#!/bin/bash
# Puts ftsd and what belongs to it where a system looks for it, or takes it away: install.sh install|uninstall FTSD
#
# PREFIX, SYSCONFDIR and DESTDIR are those of make install; SOURCE_DATE_EPOCH dates the manual pages.
set -euo pipefail
cd "$(dirname "$0")/../.."

action=$1
ftsd=$(realpath --canonicalize-missing "$2")
: "${PREFIX:=/usr/local}" "${SYSCONFDIR:=/etc}" "${DESTDIR:=}"

bin=$DESTDIR$PREFIX/bin
share=$DESTDIR$PREFIX/share
lib=$DESTDIR$PREFIX/lib
doc=$share/doc/ftsd
settings=$DESTDIR$SYSCONFDIR/ftsd/ftsd.toml
bash_completion=$share/bash-completion/completions/ftsd
zsh_completion=$share/zsh/site-functions/_ftsd
fish_completion=$share/fish/vendor_completions.d/ftsd.fish
units=("$lib/systemd/system/ftsd.service" "$lib/systemd/system/ftsd.socket")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What Sources/Packaging says with the paths of a package, with those of this installation.
with_paths() { sed "s|/usr/bin/ftsd|$PREFIX/bin/ftsd|; s|/etc/ftsd/|$SYSCONFDIR/ftsd/|" "$1"; }

# Documents link to one another as in the repository, where they lie elsewhere.
with_links() { sed 's|Sources/Documentation/|Documentation/|g' "$1"; }

put() { # SOURCE DESTINATION [MODE]
  install -D -m "${3:-644}" "$1" "$2"
}

install_all() {
  if [[ ! -x $ftsd ]]; then
    echo "There is no $ftsd yet: make build first." >&2
    exit 1
  fi
  install -D -m 755 "$ftsd" "$bin/ftsd"
  strip --strip-unneeded "$bin/ftsd"

  mkdir "$work/man1"
  "$ftsd" generate-manual ${SOURCE_DATE_EPOCH:+--date "$SOURCE_DATE_EPOCH"} "$work/man1"
  for page in "$work"/man1/*; do put "$page" "$share/man/man1/${page##*/}"; done
  for shell in bash zsh fish; do
    local place=${shell}_completion
    # Shells read them; bash's begins as if it were to be run.
    "$ftsd" --generate-completion-script "$shell" | sed '1{/^#!/d}' > "$work/completion"
    put "$work/completion" "${!place}"
  done

  for unit in "${units[@]}"; do
    with_paths "Sources/Packaging/${unit##*/}" > "$work/unit"
    put "$work/unit" "$unit"
  done
  put Sources/Packaging/ftsd.sysusers "$lib/sysusers.d/ftsd.conf"
  put Sources/Packaging/ftsd.tmpfiles "$lib/tmpfiles.d/ftsd.conf"

  for page in README.md CHANGELOG.md; do
    with_links "$page" > "$work/page"
    put "$work/page" "$doc/$page"
  done
  for page in Sources/Documentation/*.md Sources/Documentation/Plots/*.svg; do
    put "$page" "$doc/${page#Sources/}"
  done
  put LICENSE "$doc/LICENSE"
  with_paths Sources/Packaging/ftsd.toml > "$work/settings"
  put "$work/settings" "$doc/ftsd.toml"
  if [[ -e $settings ]]; then
    cmp --silent "$work/settings" "$settings" || echo "$settings is kept; what is new is in $doc/ftsd.toml"
  else
    put "$work/settings" "$settings"
  fi

  echo "Installed $("$ftsd" --version | head -1): $bin/ftsd"
  [[ -n $DESTDIR ]] || cat << EOF
To run it as a service, under systemd:
  systemd-sysusers ftsd.conf && systemd-tmpfiles --create ftsd.conf && systemctl daemon-reload
  sudo -u ftsd ftsd index --index /var/lib/ftsd SOURCE...
  systemctl enable --now ftsd.socket ftsd.service
EOF
}

uninstall_all() {
  # Settings that nobody has changed are as good as none.
  if [[ -e $settings ]]; then
    if cmp --silent "$doc/ftsd.toml" "$settings"; then rm "$settings"; else echo "$settings was changed and is kept."; fi
  fi
  rm -rf "$doc"
  rm -f "$bin/ftsd" "$share"/man/man1/ftsd{,-*}.1 "$bash_completion" "$zsh_completion" "$fish_completion" \
    "${units[@]}" "$lib/sysusers.d/ftsd.conf" "$lib/tmpfiles.d/ftsd.conf"
  rmdir --ignore-fail-on-non-empty "${settings%/*}" 2> /dev/null || true
  echo "Uninstalled $bin/ftsd. An index in /var/lib/ftsd and the user ftsd are left alone."
}

case $action in
  install) install_all ;;
  uninstall) uninstall_all ;;
  *)
    echo "install.sh install|uninstall FTSD" >&2
    exit 64
    ;;
esac
