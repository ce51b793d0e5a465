"""`kernel::sync` of Linux 7.1: locks that are made in their place by `new_mutex!` and its kin; guards."""

from core import PinInit


class SpinLock:
    data: "T"
    held: "bool"

    def new(value, name, key):
        result = PinInit.run(value)
        if is_err(result):
            return result
        return Ok(SpinLock(data=payload(result), held=0))

    def lock(self):
        take_spin(self)
        return SpinGuard(lock=self)

    def get_mut(self):
        return ref(self.data)


class SpinGuard:
    lock: "&SpinLock"
    deref = "lock.data"

    def let_go(self):
        self.lock.held = 0
        counted("spinning", -1)

    def take_again(self):
        take_spin(self.lock)

    def drop(self):
        self.lock.held = 0
        counted("spinning", -1)
        interrupt_point()


class Mutex:
    data: "T"
    held: "bool"

    def new(value, name, key):
        result = PinInit.run(value)
        if is_err(result):
            return result
        return Ok(Mutex(data=payload(result), held=0))

    def of_static(value):
        return Mutex(data=value, held=0)

    def init(self):
        """Of a `global_lock!`: its static is ready from the beginning here."""
        return None

    def lock(self):
        context("mutex_lock", "sleeps")
        take_mutex(self, "the mutex", "it is locked already")
        return MutexGuard(lock=self)

    def try_lock(self):
        if self.held:
            return NONE
        return Some(self.lock())

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


class CondVar:
    """A wait queue: `done` is set by a notification; one that comes before the wait is lost."""

    done: "bool"

    def wait(self, guard):
        self.done = 0
        guard.let_go()
        context("CondVar::wait", "sleeps")
        blocks(self)
        others_act(self)
        guard.take_again()

    def wait_interruptible(self, guard):
        self.wait(guard)
        if self.done:
            return False
        return interrupted("it waits for a condition variable that nobody notifies") != 0

    def wait_interruptible_freezable(self, guard):
        return self.wait_interruptible(guard)

    @source("rust/kernel/sync/condvar.rs: a signal, the end of the time, or how much of it is left")
    def wait_interruptible_timeout(self, guard, jiffies):
        self.wait(guard)
        if self.done:
            return CondVarTimeoutResult.Woken(1)
        if world.process == 0 and world.thread == 0 and otherwise("a signal comes"):
            world.signals = 1
            return CondVarTimeoutResult.Signal(1)
        return CondVarTimeoutResult.Timeout

    def notify_one(self):
        self.done = 1

    def notify_all(self):
        self.done = 1

    def notify_sync(self):
        self.done = 1


class CondVarTimeoutResult:
    variants = {"Timeout": [], "Woken": ["jiffies"], "Signal": ["jiffies"]}


class SetOnce(Generic[T]):
    """A value that is put there once."""

    value: "Option<T>"

    def new():
        return SetOnce(value=NONE)

    def populate(self, value):
        if is_some(self.value):
            return False
        self.value = Some(value)
        return True

    def as_ref(self):
        if is_some(self.value):
            return Some(payload_ref(self.value))
        return NONE

    def copy(self):
        return copy(ref(self.value))


class LockedBy(Generic[T, U]):
    """A value that another's lock guards: whose guard is shown is not looked at."""

    data: "T"

    def new(owner, data):
        return LockedBy(data=data)

    def access(self, owner):
        return borrow(self.data)

    def access_mut(self, owner):
        return borrow(self.data)


class Completion:
    done: "bool"

    def new():
        return Completion(done=0)

    def complete_all(self):
        self.done = 1

    def wait_for_completion(self):
        context("wait_for_completion", "sleeps")
        queues_go_on(self)
        if self.done == 0 and nobody_else():
            waits("the completion", "nobody is left who could complete it")


def nobody_else():
    """Is there no handler, no work, no thread, no process and no subsystem that could do something?"""
    others = length(ref(world.actions)) + length(ref(world.pending)) + length(ref(world.threads))
    others = others + length(ref(world.users)) + length(ref(world.chrdevs)) + length(ref(world.netdevs))
    return others + length(ref(world.auxiliary)) == 0


class Macros:
    """A lock in the place where it will stay. Its value may be made in place too."""

    path = "kernel"

    def new_mutex_macro(value):
        result = PinInit.run(value)
        if is_err(result):
            return result
        return Ok(Mutex(data=payload(result), held=0))

    def new_spinlock_macro(value):
        result = PinInit.run(value)
        if is_err(result):
            return result
        return Ok(SpinLock(data=payload(result), held=0))

    def new_condvar_macro():
        return CondVar(done=0)


class Rcu:
    path = "kernel::sync::rcu"

    def read_lock():
        counted("reading", 1)
        return RcuGuard(number=0)


class RcuGuard:
    path = "kernel::sync::rcu::Guard"
    number: "int"

    def drop(self):
        counted("reading", -1)


def cond_resched():
    return False

replaces = {
    "kernel::sync::rcu::read_lock": [
        "+rcu.read, then success", "counted in the world, so that who waits for readers is known",
    ],
    "kernel::sync::rcu::Guard::drop": [
        "-rcu.read, then success", "counted in the world, so that who waits for readers is known",
    ],
}
