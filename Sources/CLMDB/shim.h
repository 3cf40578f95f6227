#pragma once
#include <lmdb.h>
// Which file system a directory is on: statfs and device numbers are not in Swift's Glibc module.
#include <sys/statfs.h>
#include <sys/sysmacros.h>
// Reserving disk space: fcntl.h declares this for GNU programs alone, which that module is none of.
#include <sys/types.h>
extern int fallocate(int descriptor, int mode, off_t offset, off_t length);
enum { FTS_FALLOC_KEEP_SIZE = 1 };
