"""`kernel::sync::lock::mutex`, derived from the source of the crate."""


class MutexBackend:

    # learned f68416c712b8
    def lock(ptr):
        mutex_lock(ptr)

    # learned e875406ff4fa
    def unlock(ptr, _guard_state):
        mutex_unlock(ptr)

    # learned 1c4901fc0f70
    def try_lock(ptr):
        r1 = mutex_trylock(ptr)
        if r1 == 0:
            return NONE
        return Some(None)
