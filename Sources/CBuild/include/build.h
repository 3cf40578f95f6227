#pragma once

/// The commit that was built, as git describes it; empty where nobody said.
const char *_Nonnull ftsd_commit(void);
