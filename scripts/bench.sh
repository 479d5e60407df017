#!/usr/bin/env bash
# Measures each budget of docs/performance.md and prints it beside what is allowed.

source "$(dirname "${BASH_SOURCE[0]}")/prelude.sh"
scripts/install.sh build rust front lighthouse postgres
make_front
release bench --package server --bench budgets -- "$@"
