"""`core::mem`: drop, forget, swap, replace, take."""


class Mem:
    path = "core::mem"

    def drop(value):
        dropped(peek(value))

    def forget(value):
        forget(value)

    def replace(place, value):
        return replace(place, value)

    def take(place):
        return replace(place, NONE)


class Ptr:
    path = "core::ptr"

    def null_mut():
        return 0

    def null():
        return 0
