# `make demo` to see what Rapport does, `make test` to check that it does it, `make help` for the rest.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
RAPPORT := target/release/rapport

.PHONY: help setup web build demo test test-long lint train accuracy bench bench-server bench-million bench-web fuzz bless screenshots

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "make %-12s %s\n", $$1, $$2 }'

setup: ## install what a build needs and is missing (a C compiler)
	@.ci/setup

web: ## the web app, web/dist, which the binary carries
	@.ci/setup-web

build: setup web ## the release binary with the web app in it, target/release/rapport
	cargo build --release -p rapport

demo: build ## build, read one hard call in English and Chinese, and open a demo organisation in the web app
	@.ci/demo $(RAPPORT)

test: setup ## all tests, the examples inside rule files, clippy; ends with `N passed, N failed`
	@.ci/test

test-long: setup ## the tests that take minutes: servers killed again and again under load on both databases, the API asked what it does not expect, the guides followed
	cargo build -p rapport
	RAPPORT_TEST_POSTGRES="$$(.ci/setup-postgres)" cargo test -p rapport-e2e --features long --test long -- --test-threads 1
	.ci/test-api target/debug/rapport
	RAPPORT_TEST_POSTGRES="$$(.ci/setup-postgres)" .ci/test-docs target/debug/rapport

lint: setup ## clippy, formatting and types alone
	cargo clippy --workspace --all-targets -- -D warnings
	cargo fmt --check
	.ci/setup-web
	npm run --prefix web --silent types
	npm run --prefix web --silent lint

accuracy: setup ## measure precision and recall on the labelled conversations; writes docs/accuracy.md
	cargo run --release -p measure --bin accuracy -- --write docs/accuracy.md

train: setup ## train the learned tier from the corpus; writes models/
	cargo run --release -p measure --bin train -- --write models

bench: build ## measure speed and memory; writes docs/performance.md
	cargo run --release -p measure --bin bench -- --write docs/performance.md

bench-web: build ## measure how fast the conversation page opens and scrolls; writes target/speed/, for docs/app.md
	@.ci/setup-browser
	RAPPORT=$(RAPPORT) npm run --prefix e2e/browser --silent bench

bench-server: build ## measure the server on both databases; writes docs/performance.md
	url="$$(.ci/bench-database)" && cargo run --release -p measure --bin bench_server -- --postgres "$$url" --write docs/performance.md

bench-million: build ## ask lists and searches of a million conversations on both databases: half an hour, 40 GB; writes docs/performance.md
	url="$$(.ci/bench-database)" && cargo run --release -p measure --bin bench_server -- --million --postgres "$$url" --write docs/performance.md

fuzz: setup ## arbitrary bytes against intake, redaction, rule files and the engine; FUZZ_SECONDS=60 for each
	@.ci/fuzz "$${FUZZ_SECONDS:-60}"

bless: setup ## accept the present output: word frequencies, report snapshots, default settings, the API's description, the README's examples
	cargo run -p rapport-engine --example frequencies
	cargo build -p rapport
	BLESS=1 cargo test -p rapport --test report --test score
	BLESS=1 cargo test -p rapport --test config the_default_file_is_the_defaults
	BLESS=1 cargo test -p rapport-server the_description_is_the_published_one
	.ci/setup-web
	npm run --prefix web --silent api
	BLESS=1 cargo test -p rapport-e2e --test readme

screenshots: build ## take the pictures of the web pages that the docs show; writes docs/images/
	@.ci/setup-browser
	RAPPORT=$(RAPPORT) npm --prefix e2e/browser run --silent screenshots
