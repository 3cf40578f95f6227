#pragma once
#include <stdbool.h>
#include <stdint.h>

// Counts the calls that ask for heap memory, in the executable this is linked into.

/// Whether allocations are counted here: with glibc, and without a sanitizer, which has an
/// allocator of its own.
bool allocations_are_counted(void);

/// Calls of malloc, calloc, realloc and their aligned relatives on this thread since it began;
/// 0 where they are not counted.
uint64_t allocations_of_this_thread(void);
