# What a person does with this repository, by name. `make` lists it.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

FTSD := .build/release/ftsd
# make build ARCH=x86-64-v3 builds for processors of 2013 and later: some 5 to 10 % faster, and it runs on those alone.
ARCH :=
# Static linking of Swift exports all 12,000 symbols, which the loader reads at every start (0.6 of 8 ms); nobody uses them.
RELEASE := -c release --static-swift-stdlib -Xlinker --no-export-dynamic $(if $(ARCH),-Xcc -march=$(ARCH))
# In release, since tests that compare every fast path with a naive one are many; in a directory of
# its own, since the flags differ from those of `build` and the compiler would start over each time.
TEST := -c release -Xswiftc -enable-testing --scratch-path .build-test

.PHONY: help deps build demo clients test lint format fuzz bench bench-build bench-check bench-load bench-sources bench-peers eval clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

deps: ## Install the libraries of the system that are missing (Debian, Ubuntu)
	@Sources/Scripts/install-dependencies.sh

build: deps ## Build ftsd for use: .build/release/ftsd
	swift build $(RELEASE) --product ftsd

demo: build ## Index the sample, search it, and ask a daemon the same
	@Sources/Scripts/demo.sh $(FTSD)

clients: build ## Run README.md's examples for clients in other languages
	@Sources/Scripts/clients.sh $(FTSD)

# The engine's apart: they keep all threads busy for longer than a daemon lets a connection idle. The daemon's apart from those of
# the commands: both wait for other processes, on threads of which there are as many as cores.
test: deps ## Run the tests
	swift test $(TEST) --filter '^FTSCoreTests\.'
	swift test $(TEST) --filter '^FTSDaemonTests\.'
	swift test $(TEST) --skip '^FTS(Core|Daemon)Tests\.'

lint: ## Check format and documentation
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks

format: ## Format the sources in place
	swift format --in-place --recursive Package.swift Sources Tests Benchmarks

# Seconds for each decoder.
FUZZ_SECONDS := 60
fuzz: deps ## Look for bytes that are too much for a decoder; FUZZ_SECONDS=600 FUZZ_TARGETS="query wxr" for more, of fewer
	@Sources/Scripts/fuzz.sh $(FUZZ_SECONDS) $(FUZZ_TARGETS)

bench-build: deps
	swift build $(RELEASE) --product ftsd-bench

bench: build bench-build ## Measure searching, its parts and indexing, on ../shared/data; FTSD_SHARED_DATA names another place
	@Sources/Scripts/bench.sh .build/release

bench-check: bench-build ## Hold what queries cost, in counts, to Benchmarks/thresholds.json
	@.build/release/ftsd-bench check

bench-load: build bench-build ## Load a daemon with queries: what it adds to them, and latency against load
	@Sources/Scripts/bench-load.sh .build/release

# Megabytes of each file; larger ones take as much memory.
SOURCE_MEGABYTES := 1000
bench-sources: bench-build ## Measure reading invented files of each large format, and the memory it takes
	@Sources/Scripts/bench-sources.sh .build/release $(SOURCE_MEGABYTES)

bench-peers: build bench-build ## Compare with Lucene, Tantivy, PISA and others; BENCH_PEERS="--engines ftsd lucene" for less
	Benchmarks/peers/compare.py --build-note '$(RELEASE)' $(BENCH_PEERS)

eval: build ## Measure the rankings against judgements, where ../shared/data is
	@Sources/Scripts/evaluate.sh $(FTSD)

clean: ## Remove what was built
	rm -rf .build .build-test .build-fuzz .bench
