"""Kernel threads: functions of the module that run by themselves.

One runs from its beginning until it ends; where it has to wait and nobody comes, it is looked at no further.
Sources: kernel/kthread.c (6.12).
"""

resources = {
    "task.thread": {
        "noun": "the kernel thread", "release": "waiting until it has ended", "life": "function",
    },
}


class task_struct:
    """A kernel thread that has not ended."""

    function: "function"
    takes_data: "bool"
    data: "pointer"
    turns: "int"


@acquires("task.thread", "thread")
@fails("errno", 12)
@source("kernel/kthread.c:429 __kthread_create_on_node: ENOMEM; the thread runs when it is woken")
def new_thread(thread):
    push(ref(world.threads), thread)
    return 0


def thread_of(closure):
    """A thread that runs a closure; an error number if there can be none."""
    thread = allocate(task_struct(function=closure, takes_data=0, data=0, turns=0))
    ret = new_thread(thread)
    if ret != 0:
        drop_now(take(thread.function))
        free(thread)
    return ret


def kthread_create_on_node(function, data, node, name):
    thread = allocate(task_struct(function=function, takes_data=1, data=data, turns=0))
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
    run_thread()


def run_thread():
    thread = world.threads[0]
    world.thread = thread
    enter("thread")
    function = ref(thread.function)
    if thread.takes_data == 0:
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
    free(thread)


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
@source("kernel/kthread.c:386, :699 kthread_stop: one that has not begun never runs; else its end is waited")
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
        broken_resource("code_outlives_module", "task.thread", thread, "nothing waits for its end")
        ended(thread)
        index = index + 1
    world.threads = []
