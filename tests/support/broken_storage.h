/* SPDX-License-Identifier: Apache-2.0 */
/*
 * broken_storage.h - a storage that keeps the contract but for one fault, to
 * see whether the storage check finds that. In memory, or in one file that is
 * read and written whole, with a lock.
 */
#ifndef TESTS_SUPPORT_BROKEN_STORAGE_H
#define TESTS_SUPPORT_BROKEN_STORAGE_H

#include <teamsinvite/storage_check.h>

typedef enum broken_fault {
    BROKEN_NOT,
    BROKEN_LOAD_FAILS,        /* what is missing is a failure */
    BROKEN_VALUE_NUL,         /* ends a value at its first NUL */
    BROKEN_VALUE_CUT,         /* has room for 65,535 bytes */
    BROKEN_VALUE_TRIM,        /* drops blanks at the end */
    BROKEN_VALUE_LINES,       /* makes LF of CR LF */
    BROKEN_VALUE_ASCII,       /* puts '?' for what is not ASCII */
    BROKEN_VALUE_EMPTY,       /* takes an empty value for none */
    BROKEN_VALUE_TAIL,        /* leaves the end of a longer value */
    BROKEN_KEY_UPPER,         /* makes capitals of keys */
    BROKEN_KEY_CUT,           /* has room for 200 bytes of a key */
    BROKEN_KEY_SLASHES,       /* takes "//" for "/" */
    BROKEN_KEY_DOTS,          /* drops "./" */
    BROKEN_KEY_WILDCARD,      /* looks keys up with LIKE */
    BROKEN_SAVE_ANY,          /* does not look at the version */
    BROKEN_SAVE_UPSERT,       /* an insert overwrites */
    BROKEN_SAVE_REVIVES,      /* an update of what is missing inserts */
    BROKEN_SAVE_SPOILS,       /* a conflict has moved the due time already */
    BROKEN_SAVE_SAME,         /* an equal value is no new version */
    BROKEN_SAVE_8_BIT,        /* versions of 8 bits */
    BROKEN_REMOVE_ANY,        /* does not look at the version */
    BROKEN_REMOVE_IDEMPOTENT, /* what is not there was removed */
    BROKEN_REMOVE_BELOW,      /* with all that its key begins */
    BROKEN_REMOVE_MARKS,      /* the removed record keeps its version */
    BROKEN_LIST_SHORT,        /* one less than asked for */
    BROKEN_LIST_999,          /* a page has 999 at most */
    BROKEN_LIST_UNSORTED,     /* in the order of writing */
    BROKEN_LIST_LOCALE,       /* in the order of letters */
    BROKEN_LIST_ALL,          /* does not look at the prefix */
    BROKEN_LIST_LIKE,         /* '_' of a prefix is any byte */
    BROKEN_LIST_VERSION,      /* says version 1 of everything */
    BROKEN_CURSOR_AT,         /* the key to begin after comes again */
    BROKEN_CURSOR_LOST,       /* lists nothing after a key that is gone */
    BROKEN_CURSOR_OFFSET,     /* goes on by counting, not by key */
    BROKEN_DUE_IGNORED,       /* lists all of them */
    BROKEN_DUE_BEFORE,        /* lists what was due before, not just then */
    BROKEN_DUE_ZERO,          /* takes 0 for long due */
    BROKEN_DUE_SECONDS,       /* keeps seconds */
    BROKEN_DUE_FIRST,         /* an update does not move it */
    BROKEN_DUE_STAYS,         /* cannot be cleared */
    BROKEN_DUE_LIMIT,         /* counts before it looks at it */
    BROKEN_CLOCK_EXPIRES,     /* what is due is not given out */
    BROKEN_CLOCK_LIST,        /* lists only what its own clock finds due */
    BROKEN_ANSWER_NONE,       /* returns from an insert without an answer */
    BROKEN_RACE,              /* looks, and then writes, in two steps */
    BROKEN_LOCK_OF_THREADS,   /* locks out threads, not processes */
    BROKEN_LOCK_LEFT,         /* a lock outlives who held it */
    BROKEN_CACHE,             /* reads once, and then believes itself */
    BROKEN_WRITES_LATE,       /* writes when it is closed */
    BROKEN_WRITES_IN_PLACE,   /* empties the file and then writes it */
    BROKEN_READS_UNLOCKED,    /* writes in place, and reads while it does */
    BROKEN_FAULTS
} broken_fault;

/* What the storage check is given as user_data. */
typedef struct broken_plan {
    broken_fault fault;
    const char *path; /* NULL: in memory */
    struct broken_storage *in_memory;
} broken_plan;

teamsinvite_status broken_storage_open(void *user_data, teamsinvite_handler_fn *handler, void **storage);
void broken_storage_close(void *user_data, void *storage);

/* For what is in memory: after the last check. */
void broken_plan_end(broken_plan *plan);

#endif
