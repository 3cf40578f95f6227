/* The one instruction that Swift has no word for. */
#ifndef FTSD_PREFETCH_H
#define FTSD_PREFETCH_H

/* Asks for the cache line at `address`. Any address will do; nothing is read. */
static inline void ftsd_prefetch(const void *address) { __builtin_prefetch(address); }

#endif
