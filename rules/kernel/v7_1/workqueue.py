"""`kernel::workqueue` of Linux 7.1: work that a queue runs some time later, and what it holds until then.

Nothing waits for it when the module is unloaded.
"""


resources = {
    "work.item": {"noun": "the work item", "release": "waiting until it has run", "life": "listed"},
}


class Queue(Generic[W, ID]):
    """`ID`: which of several items of one type it is; 0 if that is not written."""

    number: "int"

    def enqueue(self, work):
        """`Err` gives it back if it waits already."""
        number = number_of(ID)
        if queued(ref(work), number):
            return Err(work)
        item_queued(as_raw(peek(work)))
        push(ref(world.pending), Pending(ops=type_of(peek(work)), work=work, number=number))
        return Ok(None)

    def enqueue_delayed(self, work, delay):
        return self.enqueue(work)


class Pending:
    ops: "type"
    work: "Arc<T>"
    number: "int"


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


def queued(work, number):
    index = 0
    while index < length(ref(world.pending)):
        waits = world.pending[index]
        if waits.number == number and as_raw(peek(waits.work)) == as_raw(read_through(work)):
            return True
        index = index + 1
    return False


@acquires("work.item", "item")
def item_queued(item):
    return 0


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
