"""Completions and wait queues of the C API.

Sources: kernel/sched/completion.c, include/linux/completion.h, Documentation/scheduler/completion.rst (6.1):
`complete` wakes one waiter and counts, `complete_all` stays done until `reinit_completion`.
"""

class completion:
    """`struct completion`: `ready` is 2 if it was initialised in a local, which will move."""

    done: "unsigned int"
    ready: "int"
    waiters: "int"

    def default():
        return completion(done=0, ready=0, waiters=0)


def is_known(x):
    return is_a(x, "bindings::completion")


def init_completion(x):
    if not is_known(x):
        return None
    if x.waiters > 0:
        broken("completion_reinit", "the completion", "a process waits for it, and is forgotten")
    elif x.ready == 1:
        broken("completion_reinit", "the completion", "it was initialised before")
    x.done = 0
    x.ready = 1 + on_stack(x)


@source("include/linux/completion.h reinit_completion: done = 0; the list of those who wait stays")
def reinit_completion(x):
    if usable(x, "`reinit_completion`"):
        x.done = 0


@source("kernel/sched/swait.c: the list points to itself once initialised; of zeros its first entry is null")
def usable(x, what):
    """Is anything known of it? Then it must be initialised."""
    if not is_known(x):
        return False
    if x.ready == 0:
        broken("completion_before_init", "the completion", f"{what} of one that was never initialised")
        x.ready = 1
    elif x.ready == 2 and not on_stack(x):
        broken("lock_moved_after_init", "the completion")
        x.ready = 1
    return True


def complete(x):
    if usable(x, "`complete`") and x.done < 0x7FFFFFFF:
        x.done = x.done + 1


def complete_all(x):
    if usable(x, "`complete_all`"):
        x.done = 0x7FFFFFFF


def completion_done(x):
    if not usable(x, "`completion_done`"):
        return unknown("whether a completion is done")
    return x.done > 0


def try_wait_for_completion(x):
    if not usable(x, "`try_wait_for_completion`"):
        return unknown("whether a completion is done")
    if x.done == 0:
        return False
    taken(x)
    return True


def taken(x):
    if x.done < 0x7FFFFFFF:
        x.done = x.done - 1


@context("sleeps")
def wait_for_completion(x):
    if not usable(x, "`wait_for_completion`"):
        return None
    if x.done == 0:
        sleep_for(x)
        if x.done == 0:
            never_woken("it waits in `wait_for_completion`, which no signal ends")
    taken(x)


@context("sleeps")
def wait_for_completion_interruptible(x):
    if not usable(x, "`wait_for_completion_interruptible`"):
        return unknown("how a wait ends")
    if x.done == 0:
        sleep_for(x)
        if x.done == 0:
            return interrupted("it waits in `wait_for_completion_interruptible`")
    taken(x)
    return 0


def wait_for_completion_killable(x):
    return wait_for_completion_interruptible(x)


@context("sleeps")
@source("kernel/sched/completion.c: 0 if the time is over, else what is left of it, at least 1")
def wait_for_completion_timeout(x, timeout):
    if not usable(x, "`wait_for_completion_timeout`"):
        return unknown("how a wait ends")
    if x.done == 0:
        sleep_for(x)
        if x.done == 0:
            return 0
    taken(x)
    return 1


def wait_for_completion_interruptible_timeout(x, timeout):
    return wait_for_completion_timeout(x, timeout)


def sleep_for(x):
    """Others run until it is done, or nobody does anything about it."""
    blocks(x)
    x.waiters = x.waiters + 1
    others_act(x)
    x.waiters = x.waiters - 1


def interrupted(detail):
    """Somebody presses Ctrl-C: -ERESTARTSYS. A process that goes on waiting then cannot be killed. A thread
    of the module gets no signals."""
    if world.thread:
        parked("the thread sleeps until it is told")
    if world.signals == 0:
        world.signals = 1
        unless_other_sources(detail)
        return -512
    never_woken(f"{detail} again after a signal")


def unless_other_sources(detail):
    """Is there something other than a process that may do it: an interrupt handler?"""
    if length(ref(world.chrdevs)) > 0 and length(ref(world.actions)) == 0 and undisturbed(0):
        broken("waiter_never_woken", "the process", detail)


def never_woken(detail):
    if world.thread:
        parked("the thread sleeps until it is told")
    unless_other_sources(detail)
    asleep("the process sleeps for ever")
