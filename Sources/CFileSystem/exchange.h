/* renameat2(2), which C libraries declare for GNU programs alone. */
#ifndef FTSD_EXCHANGE_H
#define FTSD_EXCHANGE_H

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Puts two directories in each other's place, at one moment. -1, and errno, where that fails. */
static inline int ftsd_exchange(const char *a, const char *b) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, a, AT_FDCWD, b, 1u << 1 /* RENAME_EXCHANGE */);
}

#endif
