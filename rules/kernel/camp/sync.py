"""`kernel::sync` of the camp's crate: locks and the guards that hold them."""


class SpinLock:
    data: "T"

    def new(value):
        return SpinLock(data=value)

    def lock(self):
        return SpinGuard(lock=self, irqs=0)

    def lock_irqdisable(self):
        world.irqs_off = world.irqs_off + 1
        return SpinGuard(lock=self, irqs=1)

    def get_mut(self):
        return ref(self.data)


class SpinGuard:
    lock: "&SpinLock"
    irqs: "bool"
    deref = "lock.data"

    def drop(self):
        if self.irqs:
            world.irqs_off = world.irqs_off - 1
        interrupt_point()


class Mutex:
    data: "T"

    def new(value):
        return Mutex(data=value)

    def lock(self):
        return MutexGuard(lock=self)

    def get_mut(self):
        return ref(self.data)


class MutexGuard:
    lock: "&Mutex"
    deref = "lock.data"

    def drop(self):
        interrupt_point()


class Macros:
    """`spinlock_init!` and `mutex_init!` name a lock that `new` has made."""

    path = "kernel"

    def spinlock_init_macro(lock, name):
        return None

    def mutex_init_macro(lock, name):
        return None


def cond_resched():
    return False
