#!/usr/bin/env bash
# The same checks as in `make test`, at the sizes of a night, then simulated portfolios:
# docs/reliability.md says which and how long. Arguments are parts of names of tests; the one argument
# `simulate` lives through the portfolios alone, and `mutants` asks instead whether the tests notice
# when the code of money, ledger, offers, plans, links and tenancy is damaged (cargo-mutants).

source "$(dirname "${BASH_SOURCE[0]}")/prelude.sh"
scripts/install.sh build rust postgres

# Each damage costs a build: an hour or two in the domain, hours in the server. A tenth of the cases of each
# law notices as much, in a tenth of the time. `SHARD=0/4` takes the first of four parts.
mutants() {
  export PROPTEST_CASES=${PROPTEST_CASES:-1000}
  has cargo-mutants || cargo install --locked cargo-mutants
  local out=$target_dir/mutants files=() noun
  mkdir -p "$out"
  for noun in money ledger allocation schedule plan plan_quote offer settlement late promise \
    proposal policy/check; do
    files+=(--file "domain/src/$noun.rs" --file "domain/src/$noun/**")
  done
  local part=(--shard "${SHARD:-0/1}")
  cargo mutants --package domain --output "$out/domain" "${part[@]}" "${files[@]}" -- --lib
  cargo mutants --package server --output "$out/server" "${part[@]}" \
    --file 'server/src/store/ledger.rs' --file 'server/src/store/access_link.rs' \
    --file 'server/src/tenant.rs' -- --all-features
}

# A year of 1,000 debtors by twenty seeds, and one of 10,000. What breaks names its seed.
simulate() {
  release build --release --package server
  local aldia=$target_dir/release/aldia seed
  for seed in $(seq 1 20); do
    heading "A year of 1,000 debtors, seed $seed"
    "$aldia" simulate --debtors 1000 --days 365 --seed "$seed"
  done
  heading "A year of 10,000 debtors"
  "$aldia" simulate --debtors 10000 --days 365 --seed 21
}

case "$*" in
  mutants) mutants ;;
  simulate) simulate ;;
  *)
    export TEST_SIZE=nightly
    cargo test --package server --all-features --test it -- --nocapture --test-threads=1 "$@"
    [ $# -gt 0 ] || simulate
    ;;
esac
