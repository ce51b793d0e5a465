"""Hints to the compiler."""


class Hint:
    """Functions of `core::hint`."""

    path = "core::hint"

    def black_box(value):
        return value

    def spin_loop():
        return None
