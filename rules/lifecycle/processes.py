"""Two processes: while one sleeps in a file operation, another one uses the device.

Source: kernel/sched/core.c (6.1): who sleeps gives the processor to somebody else.
"""

from kernel.file import operation


def others_act(waited):
    """While a process sleeps the module's threads run, and others use the device: they write, control, read,
    until `waited` is done."""
    if world.process == 0 and world.thread == 0:
        threads_run(waited)
    if waited.done or length(ref(world.chrdevs)) == 0:
        return None
    told_in_vain()
    world.slept = 1
    asked = world.asked
    spinning = world.spinning
    world.process = 1
    if waited.done == 0:
        somebody_else("write", waited)
        taken_out()
    sends_commands("ioctl", waited)
    if waited.done == 0:
        somebody_else("read", waited)
        taken_out()
    if waited.done == 0 and world.file:
        somebody_else("write here", waited)
    if world.file:
        sends_commands("ioctl here", waited)
    world.process = 0
    world.slept = 1
    world.spinning = spinning
    world.asked = asked


def told_in_vain():
    """Each time it goes on, what it waited for is not there, and it sleeps once more: that is followed for
    eight times, and nothing is proved then."""
    world.waits = world.waits + 1
    if world.waits > 8:
        parked("the process is told again and again, and goes on waiting")


def threads_run(waited):
    """From the newest to the oldest; tasks of an executor cannot run twice, and are left alone."""
    index = length(ref(world.threads)) - 1
    while index >= 0 and waited.done == 0:
        if world.threads[index].kind == "task.thread":
            world.process = 1
            somebody_else(world.threads[index], waited)
            world.process = 0
            world.thread = 0
        index = index - 1


def sends_commands(what, waited):
    """Each that the driver names. A process that has to wait for the first one goes no further: one more
    sends those that come after."""
    world.command = 0
    sent = 1
    while sent and waited.done == 0:
        before = world.command
        somebody_else(what, waited)
        taken_out()
        sent = world.command > before


def commands_until(file, waited):
    """From the one on that `world.command` says, until one wakes the first process: that goes on then."""
    if not has_method(file.ops, operation("ioctl")):
        return None
    numbers = command_numbers()
    while waited.done == 0 and world.command < length(ref(numbers)):
        world.command = world.command + 1
        vfs_ioctl(file, numbers[world.command - 1])


def commanded(device, waited):
    """By a process that opens it for that."""
    if not has_method(device.ops, operation("ioctl")):
        return None
    file = vfs_open(device)
    if file == 0:
        return None
    commands_until(file, waited)
    vfs_release(file)


def taken_out():
    """A process that could not go on leaves a file open."""
    if world.other:
        drop_now(take(world.other.data))
        free(world.other)
        world.other = 0


def somebody_else(what, waited):
    """Another process, up to where it has to wait for the first one: `engine/forks.py` takes it out there."""
    enter("another process")
    if is_a(what, "bindings::task_struct"):
        run_thread(what)
    elif what == "write":
        echo(world.used)
    elif what == "ioctl":
        commanded(world.used, waited)
    elif what == "write here":
        written_meanwhile(world.file)
    elif what == "ioctl here":
        commands_until(world.file, waited)
    else:
        cat(world.used)
    leave()
