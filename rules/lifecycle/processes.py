"""Two processes: while one sleeps in a file operation, another one uses the device.

Source: kernel/sched/core.c (6.1): who sleeps gives the processor to somebody else.
"""


def others_act(waited):
    """While a process sleeps the module's threads run, and others use the device: they write, control, read,
    until `waited` is done."""
    if world.process == 0 and world.thread == 0:
        threads_run(waited)
    if waited.done or length(ref(world.chrdevs)) == 0:
        return None
    world.slept = 1
    asked = world.asked
    spinning = world.spinning
    world.process = 1
    if waited.done == 0:
        somebody_else("write")
        taken_out()
    if waited.done == 0:
        somebody_else("ioctl")
        taken_out()
    if waited.done == 0:
        somebody_else("read")
        taken_out()
    if waited.done == 0 and world.file:
        somebody_else("write here")
    if waited.done == 0 and world.file:
        somebody_else("ioctl here")
    world.process = 0
    world.slept = 1
    world.spinning = spinning
    world.asked = asked


def threads_run(waited):
    """From the newest to the oldest; tasks of an executor cannot run twice, and are left alone."""
    index = length(ref(world.threads)) - 1
    while index >= 0 and waited.done == 0:
        if world.threads[index].kind == "task.thread":
            world.process = 1
            somebody_else(world.threads[index])
            world.process = 0
            world.thread = 0
        index = index - 1


def taken_out():
    """A process that could not go on leaves a file open."""
    if world.other:
        drop_now(take(world.other.data))
        free(world.other)
        world.other = 0


def somebody_else(what):
    """Another process, up to where it has to wait for the first one: `engine/forks.py` takes it out there."""
    enter("another process")
    if is_a(what, "bindings::task_struct"):
        run_thread(what)
    elif what == "write":
        echo(world.used)
    elif what == "ioctl":
        control(world.used)
    elif what == "write here":
        written_meanwhile(world.file)
    elif what == "ioctl here":
        control_open(world.file)
    else:
        cat(world.used)
    leave()
