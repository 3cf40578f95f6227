#!/bin/bash
# Runs the tests under sanitizers: sanitize.sh "SANITIZER..." "SUITE..."
#
# Left out are the tests of the commands, which are processes of their own, some with a library of ours before all others, which a
# sanitizer must be itself; and those of the benchmarks, which count allocations.
#
# The thread sanitizer sees nothing of libraries that were compiled without it. For mutexes Tests/Sanitizers/mutex.c makes up for that.
# For what a task hands to another through a continuation nothing does: suites with a daemon, which do it all the time, are left out.
set -euo pipefail
cd "$(dirname "$0")/../.."

sanitizers=$1
suites=$2
export SWIFT_BACKTRACE=enable=no
# Whatever is found ends the run. Leaks are not looked for: Swift keeps marks in the spare bits of pointers, behind which what a global
# holds counts as lost.
export ASAN_OPTIONS=halt_on_error=1:detect_leaks=0
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export TSAN_OPTIONS=halt_on_error=1
# What random tests do with one seed is enough for that, another one each time.
export FTSD_SEED=${FTSD_SEED:-$RANDOM}
echo "seed $FTSD_SEED"
ours="LMDBTests FTSDocumentTests FTSAnalysisTests FTSAutomataTests FTSQueryTests FTSCorpusTests FTSServiceTests FTSCoreTests"
for sanitizer in $sanitizers; do
  flags=(-c release -Xswiftc -enable-testing --sanitize "$sanitizer" --scratch-path ".build-$sanitizer")
  swift build "${flags[@]}" --build-tests
  preloaded=
  if [ "$sanitizer" = thread ]; then
    preloaded=$PWD/.build-thread/libmutex.so
    clang -shared -fPIC -O1 -Wall -o "$preloaded" Tests/Sanitizers/mutex.c
    others=
  else
    others="FTSFuzzTests FTSDaemonTests"
  fi
  for suite in ${suites:-$ours $others}; do
    echo "== $sanitizer: $suite"
    LD_PRELOAD=$preloaded swift test "${flags[@]}" --skip-build --filter "^$suite\\."
  done
done
