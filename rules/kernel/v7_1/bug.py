"""`kernel::bug` of Linux 7.1: the condition of `warn_on!` is its value."""


class Macros:
    path = "kernel"

    def warn_on_macro(condition):
        return condition
