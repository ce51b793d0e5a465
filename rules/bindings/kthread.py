"""Kernel threads: functions of the module that run by themselves.

One runs from its beginning until it ends; where it has to wait and nobody comes, it is looked at no further.
Sources: kernel/kthread.c (6.12).
"""

from core import Future

resources = {
    "task.thread": {
        "noun": "the kernel thread", "release": "waiting until it has ended", "life": "function",
    },
    "task.async": {
        "noun": "the task", "release": "dropping the executor's `AutoStopHandle`", "life": "function",
    },
}


class task_struct:
    """A kernel thread, or a task of an executor, that has not ended."""

    kind: "text"
    function: "function"
    takes_data: "bool"
    data: "pointer"
    turns: "int"


@acquires("task.thread", "thread")
@fails("errno", 12)
def new_thread(thread):
    push(ref(world.threads), thread)
    return 0


@acquires("task.async", "task")
@fails("errno", 12)
@source("rust/kernel/kasync/executor/workqueue.rs spawn: ENOMEM; a work item polls it")
def new_task(task):
    push(ref(world.threads), task)
    return 0


def task_of(future, executor):
    """A task of an executor; an error number if there can be none."""
    task = allocate(
        task_struct(kind="task.async", function=future, takes_data=0, data=executor, turns=0)
    )
    ret = new_task(task)
    if ret != 0:
        drop_now(take(task.function))
        free(task)
    return ret


@source("rust/kernel/kasync/executor/workqueue.rs stop: each task is revoked; one that runs is waited for")
def tasks_stopped(executor):
    index = length(ref(world.threads)) - 1
    while index >= 0:
        task = world.threads[index]
        if task.kind == "task.async" and task.data == executor:
            gone = remove(ref(world.threads), task)
            drop_now(take(task.function))
            ended(task)
        index = index - 1


def thread_of(closure):
    """A thread that runs a closure; an error number if there can be none."""
    thread = allocate(task_struct(kind="task.thread", function=closure, takes_data=0, data=0, turns=0))
    ret = new_thread(thread)
    if ret != 0:
        drop_now(take(thread.function))
        free(thread)
    return ret


@source("kernel/kthread.c:504 ENOMEM; the thread runs when it is woken")
def kthread_create_on_node(function, data, node, name):
    thread = allocate(
        task_struct(kind="task.thread", function=function, takes_data=1, data=data, turns=0)
    )
    ret = new_thread(thread)
    if ret != 0:
        free(thread)
        return ret
    return thread


def wake_up_process(task):
    return 1


def event_thread():
    """It runs for the first time, which may be long after it was made."""
    quietly()
    run_thread(world.threads[0])


def run_thread(thread):
    world.thread = thread
    enter("thread")
    function = ref(thread.function)
    if thread.kind == "task.async":
        result = Future.awaited(take(thread.function))
    elif thread.takes_data == 0:
        function()
    elif is_some(thread.function):
        start = payload_ref(thread.function)
        start(thread.data)
    leave()
    world.thread = 0
    gone = remove(ref(world.threads), thread)
    ended(thread)


@releases("task.thread", "thread")
def ended(thread):
    task_ended(thread)
    free(thread)


@releases("task.async", "task")
def task_ended(task):
    return None


@source("kernel/kthread.c:158 kthread_should_stop")
def kthread_should_stop():
    """The first time it is not asked to; whoever asks again goes on until it is."""
    if world.thread == 0:
        return True
    if world.thread.turns > 0:
        parked("the thread runs until it is stopped")
    world.thread.turns = 1
    return False


@context("sleeps")
@source("kernel/kthread.c:699 one that has not begun never runs; else its end is waited")
def kthread_stop(thread):
    if not alive(thread):
        return -4
    if contains(ref(world.threads), thread):
        gone = remove(ref(world.threads), thread)
        ended(thread)
    return -4


@source("kernel/module/main.c free_module: the text goes, whoever runs in it")
def threads_left():
    index = 0
    while index < length(ref(world.threads)):
        thread = world.threads[index]
        broken_resource("code_outlives_module", thread.kind, thread, "nothing waits for its end")
        ended(thread)
        index = index + 1
    world.threads = []
