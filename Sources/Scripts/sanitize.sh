#!/bin/bash
# Runs the tests under sanitizers: sanitize.sh "SANITIZER..." "SUITE..."
#
# Left out are the tests of the commands, which are processes of their own, some with a library of ours before all others, which a
# sanitizer must be itself; and those of the benchmarks, which count allocations.
#
# thread does not work yet: Swift 6.3.1 ends at FTSCore with an error of its own ("Invalid bitcast"), with and without optimization.
set -euo pipefail
cd "$(dirname "$0")/../.."

sanitizers=$1
suites=$2
[ -n "$suites" ] || suites="LMDBTests FTSDocumentTests FTSAnalysisTests FTSAutomataTests FTSQueryTests FTSCorpusTests FTSServiceTests \
  FTSFuzzTests FTSCoreTests FTSDaemonTests"
export SWIFT_BACKTRACE=enable=no
# Whatever is found ends the run. Leaks are not looked for: Swift keeps marks in the spare bits of pointers, behind which what a global
# holds counts as lost.
export ASAN_OPTIONS=halt_on_error=1:detect_leaks=0
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export TSAN_OPTIONS=halt_on_error=1
for sanitizer in $sanitizers; do
  flags=(-c release -Xswiftc -enable-testing --sanitize "$sanitizer" --scratch-path ".build-$sanitizer")
  swift build "${flags[@]}" --build-tests
  for suite in $suites; do
    echo "== $sanitizer: $suite"
    swift test "${flags[@]}" --skip-build --filter "^$suite\\."
  done
done
