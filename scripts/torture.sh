#!/usr/bin/env bash
# The same checks as in `make test`, at the sizes of a night: docs/reliability.md says which and how
# long. Arguments are parts of names of tests.

source "$(dirname "${BASH_SOURCE[0]}")/prelude.sh"
scripts/install.sh build rust postgres
export TEST_SIZE=nightly
cargo test --package server --all-features --test it -- --nocapture --test-threads=1 "$@"
