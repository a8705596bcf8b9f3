/* SPDX-License-Identifier: Apache-2.0 */
/*
 * refresh.pml - one refresh among all: the steps of lib/flow/token_find.c and
 * lib/flow/lease.c as a Promela model, for Spin. Each io is one atomic step, as
 * storages promise; between two of them everything else may happen.
 *
 * A worker that waits for ever is an end that is none, and Spin finds it. What else
 * is checked:
 *   (nothing defined)  nobody fails: one request a renewal that is due, no refresh token used
 *                      twice although Entra's rotation is the strictest there can be
 *   -DCRASHES=n        up to n of the workers die, anywhere: whoever lives gets a
 *                      token, and each death costs one request more at most
 *   -DSLOW             a lease may end while its holder is at work: everybody gets a
 *                      token, and no record is overwritten by an older one
 *
 * Seeded faults, each of which has to be found: NO_LEASE, NO_SECOND_LOOK,
 * NO_RESTART, BLIND_WRITE, EARLY_RELEASE, FORGET_REFRESH, LEASE_FOREVER.
 */
#ifndef WORKERS
#define WORKERS 3
#endif
#ifndef ROUNDS
#define ROUNDS 2 /* how often a renewal becomes due, at the beginning first */
#endif
#ifndef CALLS
#define CALLS 2 /* of each worker, one after the other */
#endif
#ifndef CRASHES
#define CRASHES 0
#endif

#define OVERTAKEN 2

#define FRESH 2 /* good, and not due for renewal */
#define OLD 1   /* good, and due */
#define ENDED 0

/* The connection's record. The refresh token and the access token are of one generation. */
byte record_version = 1;
byte record_generation = 0;
byte age = ENDED;

/* The lease's record: version 0 is none. Its holder's death is what ends it, or, slow, anything. */
byte lease_version = 0;
bool lease_ended = false;
bool lease_orphaned = false;

/* Entra: the newest generation, and what it saw. */
byte issued = 0;
byte requests = 0;
byte dues = 1; /* a renewal has become due so often, at the beginning first */
byte crashes = 0;
byte overtaken = 0; /* leases that ended while their holder was at work */

#define DIES if :: CRASHES > 0 && crashes < CRASHES -> crashes++; goto dead :: true fi

/* Time: a token grows old and ends; a lease ends. */
active proctype clock()
{
    do
    :: atomic { age == FRESH && dues < ROUNDS -> age = OLD; dues++ }
    :: atomic { age == OLD -> age = ENDED }
#ifndef LEASE_FOREVER
    :: atomic { lease_version > 0 && lease_orphaned && !lease_ended -> lease_ended = true }
#endif
#ifdef SLOW
    :: atomic { lease_version > 0 && !lease_ended && overtaken < OVERTAKEN -> lease_ended = true; overtaken++ }
#endif
    :: true -> break /* whatever is left is not to happen */
    od;
#ifndef LEASE_FOREVER
    /* But a lease of a dead holder ends for certain. */
end_waiting:
    do
    :: atomic { lease_version > 0 && lease_orphaned && !lease_ended -> lease_ended = true }
    od
#endif
}

active [WORKERS] proctype worker()
{
    byte version, generation, lease, got;
    byte seen;      /* the age of what was loaded */
    bool held = false;
    bool by_other;
    byte calls = 0;

begin:
    got = 0;
load_the_token:
    atomic { version = record_version; generation = record_generation; seen = age }
    if
    :: seen == FRESH && !held -> goto answer
    :: else
    fi;
    DIES;
#ifdef NO_LEASE
    goto look_once_more;
#endif
    if
    :: held -> goto look_once_more
    :: else
    fi;

look_at_the_lease:
    atomic { lease = lease_version; by_other = (lease_version > 0 && !lease_ended) }
    if
    :: by_other && seen == OLD -> goto answer /* it does for now */
    :: by_other && seen != OLD ->
        (lease_version == 0 || lease_ended || lease_version != lease); /* polls until something has changed */
        goto load_the_token
    :: else
    fi;
    atomic {
        if
        :: lease_version == lease && (lease == 0 || lease_ended) ->
            lease_version = lease + 1; lease_ended = false; lease_orphaned = false; lease = lease + 1; held = true
        :: else
#ifdef NO_RESTART
            -> held = true
#else
            -> goto look_at_the_lease
#endif
        fi
    }
    if
    :: CRASHES > 0 && crashes < CRASHES -> crashes++; goto dead
    :: true
    fi;

look_once_more:
#ifndef NO_SECOND_LOOK
    atomic { version = record_version; generation = record_generation; seen = age }
    if
    :: seen == FRESH -> goto release
    :: else
    fi;
#endif
    DIES;

renew:
    atomic {
        requests++;
#ifdef SLOW
        assert(generation <= issued);
#else
        assert(requests <= dues + crashes);
#if CRASHES == 0
        assert(generation == issued); /* no refresh token is used twice */
#endif
#endif
        issued++;
        got = issued
    }
    DIES;
#ifdef EARLY_RELEASE
    atomic { if :: held && lease_version == lease -> lease_version = 0; lease_ended = false :: else fi; held = false }
#endif

keep_the_tokens:
    atomic {
        if
#ifdef BLIND_WRITE
        :: true ->
#else
        :: record_version == version ->
#endif
            assert(got > record_generation); /* never back to an older one */
            record_version++;
#ifndef FORGET_REFRESH
            record_generation = got;
#endif
            age = FRESH
#ifndef BLIND_WRITE
        :: else -> goto load_the_token
#endif
        fi
    }
    DIES;

release:
    atomic {
        if
        :: held && lease_version == lease -> lease_version = 0; lease_ended = false; lease_orphaned = false
        :: else
        fi;
        held = false
    }

answer:
    assert(seen != ENDED || got > 0); /* with a token that was good when it was looked at, or is new */
    calls++;
    if
    :: calls < CALLS -> goto begin
    :: else -> goto done
    fi;

dead:
    atomic {
        if
        :: held && lease_version == lease -> lease_orphaned = true
        :: else
        fi
    }

done:
    skip
}
