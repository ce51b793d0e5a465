"""`kernel::task` of Linux 7.1: the process that runs, and counted references to it."""


class Task:
    number: "int"

    def pid(self):
        return self.number

    def signal_pending(self):
        return signalled()

    def wake_up(self):
        return None

    def group_leader(self):
        return self

    def get_pid_ns(self):
        made = task_get_pid_ns(raw_of(self))
        if made == 0:
            return NONE
        return Some(as_counted(made))

    def inc_ref(self):
        get_task_struct(raw_of(self))

    def dec_ref(obj):
        put_task_struct(obj)


class CurrentTask:
    """The process that runs, for as long as it runs."""

    task: "&Task"
    deref = "task"


class Macros:
    path = "kernel"

    @source("arch/x86/include/asm/current.h: there is always one")
    def current_macro():
        if world.task == 0 or world.task.task.number != 100 + world.process:
            world.task = allocate(CurrentTask(task=borrow(allocate(Task(number=100 + world.process)))))
        return borrow(world.task)
