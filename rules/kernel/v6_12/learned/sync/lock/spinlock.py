"""`kernel::sync::lock::spinlock`, derived from the source of the crate."""


class SpinLockBackend:

    # learned 7da82afec17d
    def lock(ptr):
        spin_lock(ptr)

    # learned c5bd4ab4ebcc
    def unlock(ptr, _guard_state):
        spin_unlock(ptr)
