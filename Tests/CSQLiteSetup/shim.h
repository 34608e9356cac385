#pragma once
#include <sqlite3.h>

/* Swift cannot call functions with a variable number of arguments. */
static inline int sqlite3_keep_no_memory_statistics(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
