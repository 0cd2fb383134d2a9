# shellcheck shell=bash
# Shared by the scripts beside it.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
# a plain user's PATH in Debian has no /usr/sbin
PATH=$PATH:/usr/sbin:/sbin

say() { printf '%s\n' "$*"; }
stop() { printf 'LIMEN cannot go on: %s\n' "$*" >&2; exit 1; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# Asks for the password once, at the beginning, not somewhere in the middle.
need_root() {
  [ "$(id -u)" != 0 ] || return 0
  command -v sudo >/dev/null || stop 'this needs root, and there is no sudo here. Run it as root.'
  sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; } ||
    stop "this needs root, and sudo does not let $(id -un) have it. Run it as root."
}

need_own_checkout() {
  local folder
  for folder in "$root" "$root/node_modules" "$root/.limen" "$root/apps/web/.next"; do
    [ ! -e "$folder" ] || [ -w "$folder" ] ||
      stop "$(id -un) may not write in $folder; run this as $(stat -c %U "$folder"), or give the folder to $(id -un)."
  done
}

# The folder itself, or the nearest one above it that exists.
existing_part_of() {
  local path=$1
  until [ -e "$path" ]; do path=$(dirname "$path"); done
  printf '%s\n' "$path"
}

enough_disk() { # folder MiB
  local free
  free=$(df -Pm "$(existing_part_of "$1")" | awk 'NR==2{print $4}')
  [ "$free" -ge "$2" ] || stop "the disk of $1 has $free MiB left, and $2 MiB are needed. Make room there."
}

# The second column of a list may be a glob; a package named in $provided is taken as there.
missing_packages() { # list…
  local list name shows
  for list in "$@"; do
    while read -r name shows; do
      case $name in ''|'#'*) continue ;; esac
      case " ${provided:-} " in *" $name "*) continue ;; esac
      compgen -G "$shows" >/dev/null || printf '%s\n' "$name"
    done < "$here/$list"
  done
}

# Waits for another apt (a fresh Ubuntu updates itself first); its words are kept, to be shown when it fails.
apt() { # arguments of apt-get
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o DPkg::Lock::Timeout=300 "$@" >"$apt_log" 2>&1
}
apt_says() { grep -m 1 '^E:' "$apt_log" || tail -n 1 "$apt_log"; }

apt_install() { # package…
  command -v apt-get >/dev/null || stop "this is neither Debian nor Ubuntu: install these yourself: $*"
  enough_disk /usr 2048
  say "Installing by apt, which can take some minutes: $*"
  apt_log=$(mktemp)
  apt update || stop "apt could not read its package lists. It says: $(apt_says)"
  # all in one go and none when one of them cannot be fetched
  apt install --no-install-recommends "$@" ||
    stop "apt could not install the packages; is there a way to the internet? It says: $(apt_says)"
  rm -f "$apt_log"
}

install_packages() { # list…
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} = 0 ] || apt_install "${missing[@]}"
}
