"""Timers, high resolution timers, work and kernel threads of the C API.

Sources: kernel/time/timer.c, kernel/time/hrtimer.c, kernel/workqueue.c, kernel/kthread.c (6.12).

What is armed or queued is on the books until it is cancelled: when it runs is not known, so memory with a
timer or work in it must not go before. That it runs is not shown.
"""

constants = {
    "bindings::hrtimer_mode_HRTIMER_MODE_ABS": 0, "bindings::hrtimer_mode_HRTIMER_MODE_REL": 1,
    "bindings::wq_misc_consts_WORK_CPU_UNBOUND": 64, "bindings::NUMA_NO_NODE": -1,
}
resources = {
    "timer.std": {"noun": "the armed timer", "release": "`timer_delete_sync`", "life": "function"},
    "timer.hr": {"noun": "the armed hrtimer", "release": "`hrtimer_cancel`", "life": "function"},
    "wq.queue": {"noun": "the workqueue", "release": "`destroy_workqueue`", "life": "function"},
    "wq.work": {"noun": "the queued work", "release": "`cancel_work_sync`", "life": "function"},
    "task.ref": {"noun": "the reference of a task", "release": "`put_task_struct`", "life": "function"},
}


class timer_list:
    """`struct timer_list`."""

    function: "function"
    expires: "unsigned long"

    def default():
        return timer_list(function=0, expires=0)


@source("include/linux/timer.h:70 timer_setup, a macro over it (7.1: timer_init_key)")
def init_timer_key(timer, func, flags, name, key):
    timer.function = func


@acquires("timer.std", "timer")
@source("kernel/time/timer.c:1292 WARN_ON_ONCE if it is armed, and nothing is done (6.1: BUG_ON)")
def add_timer(timer):
    again(timer)


@source("kernel/time/timer.c:1240 1 if it was armed before; one timer expires once")
@acquires("timer.std", "timer")
def mod_timer(timer, expires):
    again(timer)
    return 0


def again(timer):
    """An armed timer that is armed anew is still one."""
    release("timer.std", timer)


@releases("timer.std", "timer")
@source("kernel/time/timer.c:1451 it does not wait for the function; 0 if it was not armed")
def timer_delete(timer):
    return held("timer.std", timer)


@releases("timer.std", "timer")
@source("kernel/time/timer.c:1721 waits for the function, so not from it and not under a lock that it takes")
def timer_delete_sync(timer):
    return held("timer.std", timer)


@releases("timer.std", "timer")
@source("kernel/time/timer.c:1763 and it cannot be armed again")
def timer_shutdown_sync(timer):
    return held("timer.std", timer)


@source("include/linux/timer.h:183 the former name of timer_delete_sync (7.1 has none)")
def del_timer_sync(timer):
    return timer_delete_sync(timer)


@source("include/linux/timer.h:200 the former name of timer_delete (7.1 has none)")
def del_timer(timer):
    return timer_delete(timer)


class hrtimer:
    """`struct hrtimer`."""

    function: "function"

    def default():
        return hrtimer(function=0)


@source("kernel/time/hrtimer.c:1657 (7.1: hrtimer_setup)")
def hrtimer_init(timer, which_clock, mode):
    return None


@source("7.1: kernel/time/hrtimer.c hrtimer_setup (6.12: hrtimer_init, and `function` is stored)")
def hrtimer_setup(timer, function, clock_id, mode):
    timer.function = function


@acquires("timer.hr", "timer")
@source("kernel/time/hrtimer.c:1324 an armed one is armed anew")
def hrtimer_start_range_ns(timer, tim, delta_ns, mode):
    release("timer.hr", timer)


@releases("timer.hr", "timer")
@source("kernel/time/hrtimer.c:1501 waits for the function, so not from it; 0 if it was not armed")
def hrtimer_cancel(timer):
    return held("timer.hr", timer)


@releases("timer.hr", "timer")
@source("kernel/time/hrtimer.c:1362 -1 if the function runs: it may arm it again")
def hrtimer_try_to_cancel(timer):
    return held("timer.hr", timer)


class workqueue_struct:
    """`struct workqueue_struct`."""

    flags: "unsigned int"


@acquires("wq.queue", "return")
@fails("null", 12)
@context("sleeps")
@source("kernel/workqueue.c:5829 (further arguments make the name)")
def alloc_workqueue(fmt, flags, max_active):
    return allocate(workqueue_struct(flags=flags))


@releases("wq.queue", "wq", "held")
@context("sleeps")
@symptom("WARNING: destroy_workqueue: x has the following busy pwq")
@source("kernel/workqueue.c:5892 drains it first; work that queues itself must have been cancelled")
def destroy_workqueue(wq):
    given_up(wq)


class work_struct:
    """`struct work_struct`."""

    func: "function"

    def default():
        return work_struct(func=0)


@source("rust/helpers/workqueue.c:6")
def init_work_with_key(work, func, onstack, name, key):
    work.func = func


def __INIT_WORK_WITH_KEY(work, func, onstack, name, key):
    """The name that the crate of 6.1 gives it."""
    init_work_with_key(work, func, onstack, name, key)


@acquires("wq.work", "work")
@source("kernel/workqueue.c:2417 false, and nothing is done, if it is queued already")
def queue_work_on(cpu, wq, work):
    needs(wq, "the workqueue")
    return once(work)


def once(work):
    """Queued work that is queued again is still queued once."""
    if held("wq.work", work):
        release("wq.work", work)
        return False
    return True


@source("include/linux/workqueue.h:662")
def queue_work(wq, work):
    return queue_work_on(64, wq, work)


@source("include/linux/workqueue.h:724")
def schedule_work(work):
    return queue_work_on(64, 0, work)


@acquires("wq.work", "dwork")
@source("kernel/workqueue.c:2577 false, and nothing is done, if it is queued already")
def queue_delayed_work_on(cpu, wq, dwork, delay):
    needs(wq, "the workqueue")
    return once(dwork)


@releases("wq.work", "work")
@context("sleeps")
@source("kernel/workqueue.c:4435 waits for the function; false if it was not queued")
def cancel_work_sync(work):
    return held("wq.work", work) > 0


@releases("wq.work", "work")
@context("sleeps")
@source("kernel/workqueue.c:4509 (6.1 has none) and it cannot be queued again")
def disable_work_sync(work):
    return held("wq.work", work) > 0


@releases("wq.work", "work")
@context("sleeps")
@source("kernel/workqueue.c:4298 waits until it has run")
def flush_work(work):
    return held("wq.work", work) > 0


@releases("wq.work", "dwork")
@context("sleeps")
@source("kernel/workqueue.c:4472")
def cancel_delayed_work_sync(dwork):
    return held("wq.work", dwork) > 0


@source("kernel/kthread.c:729 and one reference of the task (6.1 has none)")
def kthread_stop_put(k):
    ret = kthread_stop(k)
    put_task_struct(k)
    return ret


@acquires("task.ref", "t")
@source("include/linux/sched/task.h:118")
def get_task_struct(t):
    return t


@acquires("task.ref", "return")
@fails("null", 0)
@source("kernel/pid.c:461 null if there is no such task any more")
def get_pid_task(pid, type):
    return allocate(task_struct(stopped=0))


@releases("task.ref", "t", "held")
@symptom("refcount_t: underflow; use-after-free")
@source("include/linux/sched/task.h:132")
def put_task_struct(t):
    return None
