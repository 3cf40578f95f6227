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

# Told to Package.swift, for ftsd --version; sources that are no checkout have none.
COMMIT = $(shell [ -e .git ] && git describe --always --dirty --abbrev=12 --exclude='*' 2> /dev/null)
SWIFT_BUILD = FTSD_COMMIT='$(COMMIT)' swift build $(RELEASE)

# Where make install puts things; DESTDIR goes before all of it, for packages.
PREFIX := /usr/local
SYSCONFDIR := /etc
DESTDIR :=
# What is packed has the date of its sources, so that packing twice gives the same bytes.
EPOCH = $(or $(SOURCE_DATE_EPOCH),$(shell git log -1 --format=%ct 2> /dev/null || stat --format=%Y CHANGELOG.md))
PACK = SOURCE_DATE_EPOCH=$(EPOCH)
INSTALL = $(PACK) PREFIX='$(PREFIX)' SYSCONFDIR='$(SYSCONFDIR)' DESTDIR='$(DESTDIR)' Sources/Scripts/install.sh

.PHONY: help deps build install uninstall tarball deb deb-test demo clients page page-test test api-test docs lint format fuzz fuzz-coverage sanitize \
  bench bench-build bench-check bench-load bench-sources bench-peers eval clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

deps: ## Install the libraries of the system that are missing (Debian, Ubuntu)
	@Sources/Scripts/install-dependencies.sh

build: deps ## Build ftsd for use: .build/release/ftsd
	$(SWIFT_BUILD) --product ftsd

# It builds nothing, so that sudo need not know of Swift.
install: ## Install what make build has built: PREFIX=/usr/local DESTDIR=
	@$(INSTALL) install $(FTSD)

uninstall: ## Take away what make install has put there, but no index and no settings that were changed
	@$(INSTALL) uninstall $(FTSD)

# In a directory of its own: where libraries are is known to every file that is compiled.
tarball: deps ## Pack a binary that needs nothing but glibc, with checksums: .build/dist
	static=$$(Sources/Scripts/static-libraries.sh .build-static/lib) && \
	  $(SWIFT_BUILD) --product ftsd --scratch-path .build-static $$static
	@$(PACK) Sources/Scripts/tarball.sh .build-static .build/dist

deb: build ## Make a Debian package: .build/deb
	@Sources/Scripts/install-dependencies.sh debhelper
	@$(PACK) Sources/Scripts/deb.sh .build/deb

deb-test: deb ## Install, start, upgrade and purge the package in a new Debian (root alone)
	@Sources/Scripts/install-dependencies.sh debootstrap lintian
	@Sources/Scripts/deb-test.sh .build/deb

demo: build ## Index the sample, search it, and ask a daemon the same
	@Sources/Scripts/demo.sh $(FTSD)

clients: build ## Run README.md's examples for clients in other languages
	@Sources/Scripts/clients.sh $(FTSD)

page: build ## Index the sample and serve the results page for it: http://127.0.0.1:7780/
	@rm -rf .build/page-index
	@$(FTSD) index --index .build/page-index Sources/Sample
	@$(FTSD) serve --index .build/page-index --http 127.0.0.1:7780

page-test: build ## Look at the results page in Chromium: wide, narrow, by keyboard, without scripts
	@Sources/Scripts/install-dependencies.sh chromium python3
	@Tests/Browser/page_test.py $(FTSD) Sources/Sample .build/page-screenshots

# The engine's apart: they keep all threads busy for longer than a daemon lets a connection idle. The daemon's apart from those of
# the commands: both wait for other processes, on threads of which there are as many as cores.
test: deps ## Run the tests
	@Sources/Scripts/install-dependencies.sh mandoc unicode-data bzip2
	swift test $(TEST) --filter '^FTSCoreTests\.'
	swift test $(TEST) --filter '^FTSDaemonTests\.'
	swift test $(TEST) --skip '^FTS(Core|Daemon)Tests\.'

API_CASES := 100
api-test: build ## Hold the daemon to its OpenAPI document with requests made up from it (schemathesis, from PyPI)
	@Sources/Scripts/api-test.sh $(FTSD) $(API_CASES)

docs: deps ## Make pages of what the Swift libraries declare: .build/docs
	@Sources/Scripts/docs.sh .build/docs

lint: ## Check format and documentation
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks

format: ## Format the sources in place
	swift format --in-place --recursive Package.swift Sources Tests Benchmarks

# Seconds for each decoder.
FUZZ_SECONDS := 60
fuzz: deps ## Look for bytes that are too much for a decoder; FUZZ_SECONDS=600 FUZZ_TARGETS="query wxr" for more, of fewer
	@Sources/Scripts/fuzz.sh $(FUZZ_SECONDS) $(FUZZ_TARGETS)

fuzz-coverage: deps ## Tell how much of each decoder the inputs of fuzzers reach, kept and found
	@Sources/Scripts/fuzz-coverage.sh

# Or undefined, which looks at the parts in C alone, since Swift traps by itself in every build; or thread.
SANITIZERS := address
sanitize: deps ## Run the tests under the address sanitizer; SANITIZERS=undefined SUITES="FTSDaemonTests" for another, of fewer
	@Sources/Scripts/sanitize.sh "$(SANITIZERS)" "$(SUITES)"

bench-build: deps
	$(SWIFT_BUILD) --product ftsd-bench

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

eval: build ## Measure the rankings against judgements, and settings and stop words against the defaults, where ../shared/data is
	@Sources/Scripts/evaluate.sh $(FTSD)
	@Benchmarks/relevance/settings.py $(FTSD)

clean: ## Remove what was built
	rm -rf .build .build-* .bench
