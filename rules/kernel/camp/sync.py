"""`kernel::sync` of the camp's crate: locks and the guards that hold them."""


class SpinLock:
    data: "T"
    ready: "bool"
    held: "bool"

    def new(value):
        return SpinLock(data=value, ready=0, held=0)

    def lock(self):
        if self.ready == 0:
            broken("lock_never_initialised", "the spinlock")
        take_spin(self)
        return SpinGuard(lock=self, irqs=0)

    def lock_irqdisable(self):
        if self.ready == 0:
            broken("lock_never_initialised", "the spinlock")
        counted("irqs_off", 1)
        take_spin(self)
        return SpinGuard(lock=self, irqs=1)

    def get_mut(self):
        return ref(self.data)

    def made_ready(self):
        self.ready = 1

    def init(self, name, first, second):
        self.ready = 1

    def init_lock(self, name, key):
        self.ready = 1


class SpinGuard:
    lock: "&SpinLock"
    irqs: "bool"
    deref = "lock.data"

    def let_go(self):
        self.lock.held = 0
        counted("spinning", -1)
        if self.irqs:
            counted("irqs_off", -1)

    def take_again(self):
        take_spin(self.lock)
        if self.irqs:
            counted("irqs_off", 1)

    def drop(self):
        self.lock.held = 0
        counted("spinning", -1)
        if self.irqs:
            counted("irqs_off", -1)
        interrupt_point()


class Mutex:
    data: "T"
    ready: "bool"
    held: "bool"

    def new(value):
        return Mutex(data=value, ready=0)

    def lock(self):
        if self.ready != 1:
            judge_mutex(self)
        context("mutex_lock", "sleeps")
        take_mutex(self, "the mutex", "it is locked already")
        return MutexGuard(lock=self)

    def get_mut(self):
        return ref(self.data)

    def made_ready(self):
        self.ready = 1

    def init(self, name, first, second):
        self.ready = 1 + on_stack(self)

    def init_lock(self, name, key):
        self.ready = 1 + on_stack(self)


class SimpleMutex:
    """A mutex that is made ready to use: `new` is safe and nothing initialises it."""

    path = "kernel::sync::smutex::Mutex"
    data: "T"
    ready: "bool"
    held: "bool"

    def new(value):
        return SimpleMutex(data=value, ready=1)

    def lock(self):
        context("smutex::Mutex::lock", "sleeps")
        take_mutex(self, "the mutex", "it is locked already")
        return MutexGuard(lock=self)

    def get_mut(self):
        return ref(self.data)


class MutexGuard:
    lock: "&Mutex"
    deref = "lock.data"

    def let_go(self):
        self.lock.held = 0

    def take_again(self):
        take_mutex(self.lock, "the mutex", "it is locked already")

    def drop(self):
        self.lock.held = 0
        interrupt_point()


class LockClassKey:
    number: "int"

    def new():
        return LockClassKey(number=0)

    def get(self):
        return raw(self.number)


class CondVar:
    """A wait queue: `done` is set by a notification; one that comes before the wait is lost. `sleeper`: a
    process that polls, and is told too."""

    ready: "bool"
    done: "bool"
    sleeper: "pointer"

    def new():
        return CondVar(ready=0, done=0, sleeper=0)

    def wait(self, guard):
        if self.ready == 0:
            broken("lock_never_initialised", "the condition variable")
        self.done = 0
        guard.let_go()
        context("CondVar::wait", "sleeps")
        blocks(self)
        others_act(self)
        guard.take_again()
        if self.done:
            return False
        return interrupted("it waits for a condition variable that nobody notifies") != 0

    def notify_one(self):
        self.done = 1
        if self.sleeper:
            self.sleeper.done = 1

    def notify_all(self):
        self.notify_one()

    def free_waiters(self):
        self.notify_one()

    def made_ready(self):
        self.ready = 1

    def init(self, name, first, second):
        self.ready = 1


class Macros:
    """`spinlock_init!` and `mutex_init!` name a lock that `new` has made."""

    path = "kernel"

    def spinlock_init_macro(lock, name):
        lock.ready = 1

    def mutex_init_macro(lock, name):
        lock.ready = 1 + on_stack(lock)

    def condvar_init_macro(waiters, name):
        waiters.ready = 1


def cond_resched():
    return False


def judge_mutex(lock):
    """kernel/locking/mutex.c:50: the list of those who wait points to itself, so it must stay where it is.
    One that was initialised in a local (2) and is locked elsewhere was moved."""
    if lock.ready == 0:
        broken("lock_never_initialised", "the mutex")
    elif not on_stack(lock):
        broken("lock_moved_after_init", "the mutex")
