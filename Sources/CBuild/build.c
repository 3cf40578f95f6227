#include "build.h"

#ifndef FTSD_COMMIT
#define FTSD_COMMIT ""
#endif

const char *ftsd_commit(void) { return FTSD_COMMIT; }
