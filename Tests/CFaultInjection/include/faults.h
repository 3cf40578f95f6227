/* Nothing to call: what is in faults.c takes the place of functions of the C library. */
