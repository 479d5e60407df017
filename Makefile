# Every target is one script: `scripts/<target>.sh`. CARGO_TARGET_DIR and npm_config_cache are taken
# from the environment.

.DEFAULT_GOAL := help
.PHONY: help run test lint fmt bench torture clean-demo

help: ## This table
	@echo "AlDía: make <target>"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' Makefile | awk -F"|" '{ printf "%-14s%s\n", $$1, $$2 }'

run: ## Install what is missing, build a release, serve the demo on http://localhost:7070
	@scripts/run.sh

test: ## Install what is missing and run everything that must hold: what CI runs
	@scripts/test.sh

lint: ## Only the checks that read the source: format, clippy, style, dependencies
	@scripts/lint.sh

fmt: ## Format the Rust code
	@cargo fmt --all

bench: ## Measure each budget and print it beside what is allowed
	@scripts/bench.sh

torture: ## The long runs of docs/reliability.md: hours, not minutes
	@scripts/torture.sh

clean-demo: ## Forget the demo's database, mailbox, key and simulator
	@scripts/clean_demo.sh
