#!/usr/bin/env bash
# Installs what is missing of the named parts, and says nothing when all is there.
#
#   scripts/install.sh build rust front node browser lighthouse postgres python
#
# System packages come from the machine's own package manager, as root or through sudo; where that
# is not possible, one line says what to install.

source "$(dirname "${BASH_SOURCE[0]}")/prelude.sh"

packages=()
missing() { packages+=("$@"); }

has() { command -v "$1" >/dev/null 2>&1; }

need_build() {
  has cc || missing gcc libc6-dev
  has make || missing make
  has pkg-config || missing pkg-config
}

need_node() { { has node && has npm; } || missing nodejs npm; }

need_browser() {
  need_node
  [ -n "${CHROMIUM:-}" ] || has chromium || missing chromium
}

need_lighthouse() { need_browser; }

# Only the server's binaries: the tests start a server of their own.
need_postgres() {
  has initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing postgresql
}

need_python() {
  { has python3 && python3 -c "import venv, ensurepip" 2>/dev/null; } || missing python3 python3-venv
}

need_rust() { has cargo || die "Rust is missing: install stable Rust with rustup (rustup.rs)."; }

# Its parts come after Rust itself: see finish_front.
need_front() { need_rust; }

# Debian makes and starts a cluster with the first server package, unless told not to.
without_cluster() {
  local folder=/etc/postgresql-common/createcluster.d setting
  setting=$folder/zz-aldia-install.conf
  if [[ " ${packages[*]} " == *" postgresql "* ]]; then
    as_root mkdir -p "$folder"
    echo 'create_main_cluster = false' | as_root tee "$setting" >/dev/null
    "$@"
    as_root rm -f "$setting"
  else
    "$@"
  fi
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif [ -t 0 ]; then
    sudo "$@"
  else
    sudo -n "$@"
  fi
}

apt_install() {
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${packages[@]}"
}

install_packages() {
  [ ${#packages[@]} -gt 0 ] || return 0
  local advice="Missing: ${packages[*]}. As root: apt-get install -y ${packages[*]}"
  has apt-get || die "$advice (or what your system calls them)"
  [ "$(id -u)" = 0 ] || has sudo || die "$advice"
  heading "Installing ${packages[*]}"
  mkdir -p "$target_dir"
  local log=$target_dir/install.log
  without_cluster apt_install >"$log" 2>&1 || {
    tail -n 20 "$log" >&2
    die "$advice"
  }
}

# What a minimal toolchain leaves out.
finish_rust() {
  cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 && return
  has rustup || die "rustfmt and clippy are missing: install them with your toolchain."
  heading "Installing rustfmt and clippy"
  rustup component add rustfmt clippy
}

# The packages of a folder, exactly as its lock file has them.
packages_of() {
  local lock=$1/package-lock.json done=$1/node_modules/.installed
  cmp -s "$lock" "$done" && return
  heading "Installing $2"
  npm ci --prefix "$1" --no-audit --no-fund --prefer-offline --loglevel=error
  cp "$lock" "$done"
}

# The target of what browsers run and, where npm is there, what makes it smaller.
finish_front() {
  local target=wasm32-unknown-unknown
  if [ ! -d "$(rustc --print target-libdir --target $target)" ]; then
    has rustup || die "The Rust target $target is missing: install it with your toolchain."
    heading "Installing the Rust target $target"
    rustup target add $target
  fi
  if has npm; then packages_of xtask "what makes WebAssembly smaller"; fi
}

finish_browser() { packages_of end2end "the browser tests' packages"; }

finish_lighthouse() { packages_of end2end/bench "Lighthouse, for the benchmarks only"; }

# The official Stripe SDK and a mail server, in a place of their own.
finish_python() {
  local home=$target_dir/python list=server/tests/requirements.txt
  cmp -s "$list" "$home/installed.txt" && return
  heading "Installing the tests' Python packages"
  rm -rf "$home"
  python3 -m venv "$home"
  "$home/bin/pip" install --quiet --disable-pip-version-check -r "$list"
  cp "$list" "$home/installed.txt"
}

known='build rust front node browser lighthouse postgres python'
[ $# -gt 0 ] || die "Which parts? $known"
for part in "$@"; do
  [[ " $known " == *" $part "* ]] || die "There is no part $part; there are: $known"
  "need_$part"
done
install_packages
for part in "$@"; do
  if declare -F "finish_$part" >/dev/null; then "finish_$part"; fi
done
