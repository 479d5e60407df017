#!/usr/bin/env bash
# The checks that read the source: format, clippy, style, dependencies.

source "$(dirname "${BASH_SOURCE[0]}")/prelude.sh"
scripts/install.sh build rust python

heading "Style: sizes, names, words"
python3 scripts/check_style.py

heading "Dependencies: licences, sources, what is not wanted"
python3 scripts/check_dependencies.py
# The same file, read by the tool that knows more. Advisories need the network: a release check.
if command -v cargo-deny >/dev/null; then
  cargo deny --all-features check bans licenses sources
fi

heading "List of all dependencies: $target_dir/aldia.cdx.json"
python3 scripts/write_sbom.py "$target_dir/aldia.cdx.json"

heading "Format"
cargo fmt --all --check

heading "Clippy"
cargo clippy --workspace --all-targets --all-features --quiet -- -D warnings
