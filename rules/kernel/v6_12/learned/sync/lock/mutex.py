"""`kernel::sync::lock::mutex`, derived from the source of the crate."""


class MutexBackend:

    # learned f68416c712b8
    def lock(ptr):
        mutex_lock(ptr)

    # learned e875406ff4fa
    def unlock(ptr, _guard_state):
        mutex_unlock(ptr)
