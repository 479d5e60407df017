# shellcheck shell=bash
# What every script starts with. Source it: it goes to the repository's root.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Where cargo builds; the tests' other leavings go there too.
target_dir=${CARGO_TARGET_DIR:-$PWD/target}
export CARGO_TARGET_DIR=$target_dir

# rustup installs here without telling shells that are already open.
if ! command -v cargo >/dev/null && [ -x "${HOME:-}/.cargo/bin/cargo" ]; then
  PATH=$HOME/.cargo/bin:$PATH
fi

heading() { printf '\n== %s\n' "$*"; }

# Ends the script with one line that says what to do.
die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# A release draws with the views' own types, which takes longer to compile and half the time to
# draw; everything else takes what .cargo/config.toml says.
release() { RUSTFLAGS='' cargo "$@"; }

# What browsers fetch beside the pages; the server's build takes it from front/. Where nothing has
# changed it is left as it is.
make_front() {
  heading "Making the front"
  cargo run --quiet --package xtask
}
