"""Wait queues of the C API: a process puts itself on a queue, sleeps, and takes itself off.

Sources: kernel/sched/wait.c, kernel/sched/core.c, include/linux/wait.h (6.12).
"""

constants = {
    "bindings::TASK_RUNNING": 0, "bindings::TASK_INTERRUPTIBLE": 1, "bindings::TASK_UNINTERRUPTIBLE": 2,
    "bindings::TASK_NORMAL": 3, "bindings::MAX_SCHEDULE_TIMEOUT": 0x7FFFFFFFFFFFFFFF,
}


class wait_queue_head:
    """`struct wait_queue_head`: `ready` is 2 if it was initialised in a local, which will move; `done` is set
    by a wake-up; `sleeper`: a process that polls, and is told too."""

    ready: "int"
    done: "bool"
    sleeper: "pointer"

    def default():
        return wait_queue_head(ready=0, done=0, sleeper=0)


class wait_queue_entry:
    """`struct wait_queue_entry`: a process on a queue."""

    flags: "unsigned int"

    def default():
        return wait_queue_entry(flags=0)


def is_queue(head):
    return is_a(head, "bindings::wait_queue_head")


def __init_waitqueue_head(head, name, key):
    if is_queue(head):
        head.ready = 1 + on_stack(head)
        head.done = 0


@source("include/linux/wait.h: a list that points to itself once initialised; of zeros it is null")
def queue_usable(head):
    """Is anything known of it? Then it must be initialised."""
    if not is_queue(head):
        return False
    if head.ready == 0:
        broken("lock_never_initialised", "the wait queue")
        head.ready = 1
    elif head.ready == 2 and not on_stack(head):
        broken("lock_moved_after_init", "the wait queue")
        head.ready = 1
    return True


def init_wait(entry):
    return None


def init_wait_entry(entry, flags):
    return None


@source("kernel/sched/wait.c:230: from here on a wake-up of the queue ends the next `schedule`")
def prepare_to_wait(head, entry, state):
    if queue_usable(head):
        head.done = 0
        world.queue = head
        world.unkillable = state == 2


def prepare_to_wait_exclusive(head, entry, state):
    prepare_to_wait(head, entry, state)
    return True


def prepare_to_wait_event(head, entry, state):
    """-ERESTARTSYS if a signal is pending."""
    if world.signals > 0 and state == 1:
        return -512
    prepare_to_wait(head, entry, state)
    return 0


def finish_wait(head, entry):
    world.queue = 0


@context("sleeps")
@source("kernel/sched/core.c schedule: a task that is not TASK_RUNNING sleeps until it is woken")
def schedule():
    queue = world.queue
    world.queue = 0
    if queue and queue.done == 0:
        sleep_on(queue)
        if queue.done == 0:
            not_woken()


def not_woken():
    if world.unkillable:
        never_woken("it sleeps in `schedule` as TASK_UNINTERRUPTIBLE, which no signal ends")
    ended = interrupted("it sleeps in `schedule`, on a queue that nobody wakes")


@context("sleeps")
def schedule_timeout(ticks):
    """What is left of the time; 0 if it is over."""
    queue = world.queue
    world.queue = 0
    if queue == 0 or queue.done:
        return ticks
    sleep_on(queue)
    if queue.done:
        return 1
    return 0


def sleep_on(queue):
    unkillable = world.unkillable
    blocks(queue)
    others_act(queue)
    world.unkillable = unkillable


def __wake_up(head, mode, count, key):
    if queue_usable(head):
        head.done = 1
        if head.sleeper:
            head.sleeper.done = 1
    return 1


def __wake_up_sync(head, mode):
    return __wake_up(head, mode, 1, 0)


@source("include/linux/sched/signal.h signal_pending: of the process that runs")
def signal_pending(task):
    return signalled()


def signalled():
    if world.process:
        return False
    return world.signals > 0
