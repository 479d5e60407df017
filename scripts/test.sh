#!/usr/bin/env bash
# Everything that must hold, as CI runs it. Ends with `N passed, 0 failed, 0 skipped`.

source "$(dirname "${BASH_SOURCE[0]}")/prelude.sh"

heading "Installing what is missing"
scripts/install.sh build rust node front browser postgres python

make_front

scripts/lint.sh

logs=$target_dir/test-logs
mkdir -p "$logs"
passed=0 failed=0 skipped=0

# Adds the numbers at the end of lines like `test result: ok. 12 passed; 0 failed; 1 ignored; …`.
count_cargo() {
  local sums
  sums=$(awk '/^test result:/ { p += $4; f += $6; s += $8 } END { print p + 0, f + 0, s + 0 }' "$1")
  read -r p f s <<<"$sums"
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

# Adds node's own summary: `# pass 12`, `# fail 0`, `# skipped 0`, `# todo 0`.
count_node() {
  local sums
  sums=$(awk '/^# pass / { p = $3 } /^# fail / { f = $3 } /^# (skipped|todo|cancelled) / { s += $3 }
    END { print p + 0, f + 0, s + 0 }' "$1")
  read -r p f s <<<"$sums"
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

heading "The browser tests' own parts"
node --test --test-reporter=tap end2end/tests/*.test.mjs >"$logs/node.log" || {
  cat "$logs/node.log"
  die "The parts of the browser tests are broken."
}
count_node "$logs/node.log"

heading "Domain, pages, store on both engines, HTTP, browser"
export TEST_PYTHON=$target_dir/python/bin/python
export E2E_REPORT=$logs/browser.tap
rm -f "$E2E_REPORT"
status=0
cargo test --workspace --all-features --no-run
# The browser mostly waits: it runs beside the rest, and is shown when that has ended.
cargo test --package server --all-features --test e2e >"$logs/browser.log" 2>&1 &
browser=$!
cargo test --workspace --all-features --no-fail-fast --lib --bins --test it 2>&1 |
  tee "$logs/cargo.log" || status=$?
wait "$browser" || status=$?
cat "$logs/browser.log"
count_cargo "$logs/cargo.log"
count_cargo "$logs/browser.log"
[ -f "$E2E_REPORT" ] || die "The browser tests did not run: there is no $E2E_REPORT."
count_node "$E2E_REPORT"

printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$status" = 0 ] && [ "$failed" = 0 ] && [ "$skipped" = 0 ] && [ "$passed" -gt 0 ]
