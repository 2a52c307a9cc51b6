// One thread that watches the deadlines of all states. Past a deadline it signals the thread that owns the state, and
// the handler sets a hook there; a script that goes on in spite of that is reported to the host.
#define _GNU_SOURCE
#include "clua_watchdog.h"

#include <errno.h>
#include <signal.h>
#include <time.h>

#define MILLISECOND ((int64_t)1000000)
#define FIRST_PAUSE (25 * MILLISECOND)
#define LONGEST_PAUSE (400 * MILLISECOND)
#define LAST_RESORT (1500 * MILLISECOND)

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed;
static pthread_once_t prepared = PTHREAD_ONCE_INIT;
static clua_host *armed;
static bool running;
static int64_t wake_at;

#if !CLUA_COUNT_HOOK
// The innermost state that is running on this thread.
static _Thread_local clua_host *volatile watched;
static _Thread_local bool unblocked;
#endif

int64_t clua_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 * MILLISECOND + now.tv_nsec;
}

#if !CLUA_COUNT_HOOK
static void interrupt(int signal) {
    (void)signal;
    int saved = errno;
    for (clua_host *host = watched; host != NULL; host = host->limit.outer) {
        lua_State *current = host->limit.current;
        if (atomic_load_explicit(&host->limit.expired, memory_order_relaxed) && current != NULL) {
            lua_sethook(current, clua_hook, LUA_MASKCOUNT, 1);
        }
    }
    errno = saved;
}

static void install_handler(void) {
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGURG, &action, NULL);
}

static void unblock(void) {
    if (!unblocked) {
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGURG);
        pthread_sigmask(SIG_UNBLOCK, &set, NULL);
        unblocked = true;
    }
}
#endif

static void prepare(void) {
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
#ifdef __linux__
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
#endif
    pthread_cond_init(&changed, &attributes);
    pthread_condattr_destroy(&attributes);
#if !CLUA_COUNT_HOOK
    install_handler();
#endif
}

// The lock is held. Does what is due for `host`; answers when to look again.
static int64_t look_after(clua_host *host, int64_t now) {
    struct clua_limit_state *limit = &host->limit;
    if (now < limit->deadline && !atomic_load_explicit(&limit->interrupted, memory_order_relaxed)) {
        return limit->deadline;
    }
    atomic_store_explicit(&limit->expired, true, memory_order_relaxed);
    atomic_store_explicit(&limit->attention, true, memory_order_relaxed);
    if (!limit->unresponsive && now >= limit->deadline + LAST_RESORT) {
        limit->unresponsive = true;
        host->callbacks.unresponsive(host->callbacks.context);
    }
    if (now >= limit->next_signal) {
#if !CLUA_COUNT_HOOK
        pthread_kill(limit->thread, SIGURG);
#endif
        limit->next_signal = now + limit->pause;
        limit->pause = limit->pause * 2 < LONGEST_PAUSE ? limit->pause * 2 : LONGEST_PAUSE;
    }
    return limit->next_signal;
}

static void wait_until(int64_t when) {
    wake_at = when;
    if (when == INT64_MAX) {
        pthread_cond_wait(&changed, &lock);
        return;
    }
#ifdef __linux__
    struct timespec time = {when / (1000 * MILLISECOND), when % (1000 * MILLISECOND)};
    pthread_cond_timedwait(&changed, &lock, &time);
#else
    int64_t left = when - clua_now();
    struct timespec time = {left > 0 ? left / (1000 * MILLISECOND) : 0, left > 0 ? left % (1000 * MILLISECOND) : 0};
    pthread_cond_timedwait_relative_np(&changed, &lock, &time);
#endif
}

static void watch(void *context) {
    (void)context;
    pthread_mutex_lock(&lock);
    for (;;) {
        int64_t now = clua_now();
        int64_t next = INT64_MAX;
        for (clua_host *host = armed; host != NULL; host = host->limit.next) {
            int64_t due = look_after(host, now);
            next = due < next ? due : next;
        }
        wait_until(next);
    }
}

void clua_watchdog_arm(clua_host *host) {
    struct clua_limit_state *limit = &host->limit;
    pthread_once(&prepared, prepare);
    limit->thread = pthread_self();
    limit->next_signal = limit->deadline;
    limit->pause = FIRST_PAUSE;
    limit->unresponsive = false;
#if !CLUA_COUNT_HOOK
    unblock();
    limit->outer = watched;
    watched = host;
#endif
    pthread_mutex_lock(&lock);
    limit->next = armed;
    armed = host;
    if (!running) {
        wake_at = INT64_MAX;
        running = clua_start_thread("lua watchdog", 1 << 20, watch, NULL);
    }
    if (limit->deadline < wake_at) {
        pthread_cond_signal(&changed);
    }
    pthread_mutex_unlock(&lock);
}

void clua_interrupt(clua_host *host) {
    pthread_mutex_lock(&lock);
    for (clua_host *other = armed; other != NULL; other = other->limit.next) {
        if (other == host) {
            atomic_store_explicit(&host->limit.interrupted, true, memory_order_relaxed);
            host->limit.next_signal = clua_now();
            pthread_cond_signal(&changed);
        }
    }
    pthread_mutex_unlock(&lock);
}

// The script has been stopped; what follows is the host's own work, and not the last resort's business.
void clua_watchdog_stand_down(clua_host *host) {
    pthread_mutex_lock(&lock);
    host->limit.unresponsive = true;
    pthread_mutex_unlock(&lock);
}

// After this the watchdog never signals the thread for this state again; a signal on its way finds nothing to do.
void clua_watchdog_disarm(clua_host *host) {
    pthread_mutex_lock(&lock);
    for (clua_host **place = &armed; *place != NULL; place = &(*place)->limit.next) {
        if (*place == host) {
            *place = host->limit.next;
            break;
        }
    }
    pthread_mutex_unlock(&lock);
#if !CLUA_COUNT_HOOK
    watched = host->limit.outer;
#endif
}
