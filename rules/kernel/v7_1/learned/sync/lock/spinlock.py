"""`kernel::sync::lock::spinlock`, derived from the source of the crate."""


class SpinLockBackend:

    # learned 7da82afec17d
    def lock(ptr):
        spin_lock(ptr)

    # learned c5bd4ab4ebcc
    def unlock(ptr, _guard_state):
        spin_unlock(ptr)

    # learned 50e74b340916
    def try_lock(ptr):
        r1 = spin_trylock(ptr)
        if r1 == 0:
            return NONE
        return Some(None)
