/*
 * Tells the thread sanitizer what a Mutex of Swift's orders when it is contended.
 *
 * Taking and giving a mutex that nobody waits for is inlined into the program, where the sanitizer sees it; the rest is done by
 * libswiftSynchronization (Swift 6.3, Linux), of which it sees nothing: what the owner before has done would count as a race.
 * To be loaded before that library.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

/* Synchronization._MutexHandle._lockSlow(UInt32), ._unlockSlow() */
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

#define SELF __attribute__((swift_context)) void *mutex
typedef __attribute__((swiftcall)) void lock_function(uint32_t thread, SELF);
typedef __attribute__((swiftcall)) void unlock_function(SELF);

/* Of the sanitizer's runtime, inside the program; absent in the programs that run it. */
extern __attribute__((weak)) void __tsan_acquire(void *address);
extern __attribute__((weak)) void __tsan_release(void *address);

static lock_function *library_lock;
static unlock_function *library_unlock;

__attribute__((constructor)) static void find(void) {
  library_lock = (lock_function *)dlsym(RTLD_NEXT, LOCK);
  library_unlock = (unlock_function *)dlsym(RTLD_NEXT, UNLOCK);
}

extern lock_function lock_slow __asm__(LOCK);
extern unlock_function unlock_slow __asm__(UNLOCK);

__attribute__((swiftcall)) void lock_slow(uint32_t thread, SELF) {
  library_lock(thread, mutex);
  if (__tsan_acquire) __tsan_acquire(mutex);
}

__attribute__((swiftcall)) void unlock_slow(SELF) {
  if (__tsan_release) __tsan_release(mutex);
  library_unlock(mutex);
}
