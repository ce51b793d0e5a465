"""`kernel::sync`, derived from the source of the crate."""

from kernel.sync.mutex import EmptyGuardContext


class NoWaitLockGuard(Generic[T]):
    lock: "&kernel::sync::nowait::NoWaitLock<'T>"

    # learned 78e081dd2ed9
    def drop(self):
        self.lock.state.value = 0


class RwSemaphore(Generic[T]):
    rwsem: "kernel::types::Opaque<bindings::rw_semaphore>"
    data: "core::UnsafeCell<'T>"

    # learned 7ccb98693da2
    def lock_noguard(self):
        down_write(self.rwsem)
        return EmptyGuardContext()

    # learned 59ff4825ad07
    def unlock(self, arg2):
        up_write(self.rwsem)


class RawSpinLock(Generic[T]):
    spin_lock: "kernel::types::Opaque<bindings::raw_spinlock>"
    data: "core::UnsafeCell<'T>"

    # learned f669778468a8
    def lock_noguard(self):
        raw_spin_lock(self.spin_lock)
        return EmptyGuardContext()

    # learned 5e5e88428b6f
    def unlock(self, arg2):
        raw_spin_unlock(self.spin_lock)
