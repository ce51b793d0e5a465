"""`kernel::workqueue` of the camp's crate, as far as an executor needs it."""


class Queue:
    number: "int"


def system():
    return Queue(number=0)


def system_unbound():
    return Queue(number=1)


def system_highpri():
    return Queue(number=2)


def system_long():
    return Queue(number=3)
