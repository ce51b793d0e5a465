"""`kernel::sync::mutex`, derived from the source of the crate."""


class EmptyGuardContext:
    pass
