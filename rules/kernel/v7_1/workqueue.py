"""`kernel::workqueue` of Linux 7.1: work that a queue runs some time later, and what it holds until then.

Nothing waits for it when the module is unloaded.
"""


class Queue:
    number: "int"

    def enqueue(self, work):
        """`Err` gives it back if it waits already."""
        if queued(work):
            return Err(work)
        push(ref(world.pending), Pending(ops=type_of(work), work=work))
        return Ok(None)

    def enqueue_delayed(self, work, delay):
        return self.enqueue(work)


class Pending:
    ops: "type"
    work: "Arc<T>"


class Work:
    number: "int"


class DelayedWork:
    number: "int"


class Macros:
    path = "kernel"

    def new_work_macro():
        return Work(number=0)

    def new_delayed_work_macro():
        return DelayedWork(number=0)


def queued(work):
    index = 0
    while index < length(ref(world.pending)):
        if read_through(world.pending[index].work) == read_through(work):
            return True
        index = index + 1
    return False


def system():
    return Queue(number=0)


def system_highpri():
    return Queue(number=0)


def system_long():
    return Queue(number=0)


def system_unbound():
    return Queue(number=0)


def system_freezable():
    return Queue(number=0)
