// Stands between a program and the C library (LD_PRELOAD), for tests of what the program does when the system fails it, or
// the power. All that it does is asked for by the environment:
//
//   FTSD_FAULT_PATH   only calls on files below it count; required
//   FTSD_FAULT        KIND,N,ERROR: the N-th call of a kind fails with that errno. ERROR 0 writes half of what is to be written.
//                     Kinds: write, sync, truncate, map, open, rename, unlink, mkdir
//   FTSD_FAULT_ALL    set: all calls from the N-th on
//   FTSD_FAULT_MARK   a file that is created when a call is made to fail
//   FTSD_FAULT_LOG    a file that every write, size and sync of a file named data.mdb is appended to:
//                     u8 'w' u64 offset u64 count bytes, u8 't' u64 size, u8 's', in the order in which they were asked for
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static const char *prefix, *mark, *log_path;
static char kind[16];
static long number, error_number;
static int fails_all;
static atomic_long calls;
static int log_descriptor = -1;

static long raw(long call, long a, long b, long c, long d, long e, long f) {
  static long (*real)(long, ...);
  if (!real) real = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
  return real(call, a, b, c, d, e, f);
}

__attribute__((constructor)) static void begin(void) {
  prefix = getenv("FTSD_FAULT_PATH");
  mark = getenv("FTSD_FAULT_MARK");
  log_path = getenv("FTSD_FAULT_LOG");
  fails_all = getenv("FTSD_FAULT_ALL") != NULL;
  const char *fault = getenv("FTSD_FAULT");
  if (fault) sscanf(fault, "%15[^,],%ld,%ld", kind, &number, &error_number);
  if (prefix && log_path)
    log_descriptor = (int)raw(
        SYS_openat, AT_FDCWD, (long)log_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600, 0, 0);
}

static int is_below(const char *path) { return prefix && path && strstr(path, prefix) != NULL; }

static int path_of(int descriptor, char *path, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  long count = raw(SYS_readlink, (long)link, (long)path, (long)(size - 1), 0, 0, 0);
  if (count < 0) return 0;
  path[count] = 0;
  return 1;
}

static int is_watched(int descriptor) {
  char path[4096];
  return prefix && path_of(descriptor, path, sizeof path) && is_below(path);
}

static int is_logged(int descriptor) {
  char path[4096];
  return log_descriptor >= 0 && path_of(descriptor, path, sizeof path) && is_below(path) &&
         strstr(path, "/data.mdb") != NULL;
}

// Whether this call is to fail.
static int fails(const char *what) {
  if (!prefix || strcmp(what, kind) != 0) return 0;
  long own = atomic_fetch_add(&calls, 1) + 1;
  if (fails_all ? own < number : own != number) return 0;
  if (mark) {
    int descriptor =
        (int)raw(SYS_openat, AT_FDCWD, (long)mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0600, 0, 0);
    if (descriptor >= 0) raw(SYS_close, descriptor, 0, 0, 0, 0, 0);
  }
  errno = (int)error_number;
  return 1;
}

static void log_bytes(const void *bytes, size_t count) {
  raw(SYS_write, log_descriptor, (long)bytes, (long)count, 0, 0, 0);
}

static void log_write(int descriptor, const void *bytes, size_t count, uint64_t offset) {
  if (!is_logged(descriptor)) return;
  uint64_t head[2] = {offset, count};
  log_bytes("w", 1);
  log_bytes(head, sizeof head);
  log_bytes(bytes, count);
  if (fcntl(descriptor, F_GETFL) & O_DSYNC) log_bytes("s", 1);
}

static uint64_t place(int descriptor) { return (uint64_t)raw(SYS_lseek, descriptor, 0, SEEK_CUR, 0, 0, 0); }

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
  if (is_watched(descriptor) && fails("write")) {
    if (error_number != 0) return -1;
    count = count / 2;
  }
  ssize_t written = real(descriptor, bytes, count, offset);
  if (written > 0) log_write(descriptor, bytes, (size_t)written, (uint64_t)offset);
  return written;
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off_t offset) {
  return pwrite(descriptor, bytes, count, offset);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  REAL(ssize_t, "write", int, const void *, size_t);
  if (is_watched(descriptor) && fails("write")) {
    if (error_number != 0) return -1;
    count = count / 2;
  }
  uint64_t offset = log_descriptor >= 0 ? place(descriptor) : 0;
  ssize_t written = real(descriptor, bytes, count);
  if (written > 0) log_write(descriptor, bytes, (size_t)written, offset);
  return written;
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  if (is_watched(descriptor) && fails("write")) {
    if (error_number != 0) return -1;
    return write(descriptor, parts[0].iov_base, parts[0].iov_len / 2);
  }
  uint64_t offset = log_descriptor >= 0 ? place(descriptor) : 0;
  ssize_t written = real(descriptor, parts, count);
  ssize_t rest = written;
  for (int i = 0; i < count && rest > 0; i++) {
    size_t size = (size_t)rest < parts[i].iov_len ? (size_t)rest : parts[i].iov_len;
    log_write(descriptor, parts[i].iov_base, size, offset);
    offset += size;
    rest -= (ssize_t)size;
  }
  return written;
}

ssize_t pwritev(int descriptor, const struct iovec *parts, int count, off_t offset) {
  ssize_t sum = 0;
  for (int i = 0; i < count; i++) {
    ssize_t written = pwrite(descriptor, parts[i].iov_base, parts[i].iov_len, offset + sum);
    if (written < 0) return sum > 0 ? sum : -1;
    sum += written;
    if ((size_t)written < parts[i].iov_len) break;
  }
  return sum;
}

static int synced(int descriptor, int (*real)(int)) {
  if (is_watched(descriptor) && fails("sync")) return -1;
  int result = real(descriptor);
  if (result == 0 && is_logged(descriptor)) log_bytes("s", 1);
  return result;
}

int fsync(int descriptor) {
  REAL(int, "fsync", int);
  return synced(descriptor, real);
}

int fdatasync(int descriptor) {
  REAL(int, "fdatasync", int);
  return synced(descriptor, real);
}

int ftruncate(int descriptor, off_t size) {
  REAL(int, "ftruncate", int, off_t);
  if (is_watched(descriptor) && fails("truncate")) return -1;
  int result = real(descriptor, size);
  if (result == 0 && is_logged(descriptor)) {
    uint64_t own = (uint64_t)size;
    log_bytes("t", 1);
    log_bytes(&own, sizeof own);
  }
  return result;
}

int ftruncate64(int descriptor, off_t size) { return ftruncate(descriptor, size); }

int fallocate(int descriptor, int mode, off_t offset, off_t size) {
  REAL(int, "fallocate", int, int, off_t, off_t);
  if (is_watched(descriptor) && fails("truncate")) return -1;
  return real(descriptor, mode, offset, size);
}

int fallocate64(int descriptor, int mode, off_t offset, off_t size) {
  return fallocate(descriptor, mode, offset, size);
}

void *mmap(void *address, size_t size, int protection, int flags, int descriptor, off_t offset) {
  if (descriptor >= 0 && is_watched(descriptor) && fails("map")) return MAP_FAILED;
  return (void *)raw(SYS_mmap, (long)address, (long)size, protection, flags, descriptor, offset);
}

void *mmap64(void *address, size_t size, int protection, int flags, int descriptor, off_t offset) {
  return mmap(address, size, protection, flags, descriptor, offset);
}

static int opened(int directory, const char *path, int flags, va_list arguments) {
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
  char base[4096];
  int isBelow = is_below(path) || (path[0] != '/' && directory != AT_FDCWD &&
                                   path_of(directory, base, sizeof base) && is_below(base));
  if (isBelow && fails("open")) return -1;
  return (int)raw(SYS_openat, directory, (long)path, flags, mode, 0, 0);
}

#define OPENED(directory) \
  va_list arguments; \
  va_start(arguments, flags); \
  int result = opened(directory, path, flags, arguments); \
  va_end(arguments); \
  return result

int open(const char *path, int flags, ...) { OPENED(AT_FDCWD); }
int open64(const char *path, int flags, ...) { OPENED(AT_FDCWD); }
int openat(int directory, const char *path, int flags, ...) { OPENED(directory); }
int openat64(int directory, const char *path, int flags, ...) { OPENED(directory); }

int rename(const char *source, const char *target) {
  REAL(int, "rename", const char *, const char *);
  if (is_below(target) && fails("rename")) return -1;
  return real(source, target);
}

int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  if (is_below(path) && fails("unlink")) return -1;
  return real(path);
}

int mkdir(const char *path, mode_t mode) {
  REAL(int, "mkdir", const char *, mode_t);
  if (is_below(path) && fails("mkdir")) return -1;
  return real(path, mode);
}

// renameat2 has no other name in the C library's headers for all.
long syscall(long call, ...) {
  va_list list;
  va_start(list, call);
  long a = va_arg(list, long), b = va_arg(list, long), c = va_arg(list, long), d = va_arg(list, long),
       e = va_arg(list, long), f = va_arg(list, long);
  va_end(list);
  if (call == SYS_renameat2 && is_below((const char *)d) && fails("rename")) return -1;
  return raw(call, a, b, c, d, e, f);
}
