"""Locks, RCU and their like. Sources: kernel/locking/, kernel/rcu/, kernel/locking/lockdep.c (6.12).

Who holds a spinlock or is in a read section of RCU must not sleep. A mutex that the task holds itself is
waited for without end.
"""

resources = {
    "lock.mutex": {"noun": "the held mutex", "release": "`mutex_unlock`", "life": "function"},
    "lock.spin": {"noun": "the held spinlock", "release": "`spin_unlock`", "life": "function"},
    "lock.spinirq": {
        "noun": "the spinlock held with interrupts off", "release": "`spin_unlock_irqrestore`",
        "life": "function",
    },
    "lock.rwsem": {"noun": "the held semaphore", "release": "`up_read` or `up_write`", "life": "function"},
    "lock.key": {
        "noun": "the registered lock class", "release": "`lockdep_unregister_key`", "life": "function",
    },
    "lock.xa": {"noun": "the held lock of an XArray", "release": "`xa_unlock`", "life": "function"},
    "lock.mmap": {"noun": "the held mmap lock", "release": "`mmap_read_unlock`", "life": "function"},
    "lock.vma": {"noun": "the locked VMA", "release": "`vma_end_read`", "life": "function"},
    "param.lock": {"noun": "the held parameter lock", "release": "`kernel_param_unlock`", "life": "function"},
    "rcu.read": {"noun": "the RCU read section", "release": "`rcu_read_unlock`", "life": "function"},
    "srcu.read": {"noun": "the SRCU read section", "release": "`srcu_read_unlock`", "life": "function"},
}


class mutex:
    """`struct mutex`: 0, or one more than the process that holds it."""

    held: "int"

    def default():
        return mutex(held=0)


@source("include/linux/mutex.h:76")
def __mutex_init(lock, name, key):
    return None


@acquires("lock.mutex", "lock")
@context("sleeps")
@source("kernel/locking/mutex.c:281 not recursive: the task waits for itself")
def mutex_lock(lock):
    taken_mutex(lock)


@acquires("lock.mutex", "lock")
@fails("errno", 4)
@context("sleeps")
@source("kernel/locking/mutex.c:990 -EINTR on a signal")
def mutex_lock_interruptible(lock):
    taken_mutex(lock)
    return 0


@acquires("lock.mutex", "lock")
@fails("null", 0)
@source("kernel/locking/mutex.c:1094 true if it got it")
def mutex_trylock(lock):
    if is_a(lock, "bindings::mutex"):
        lock.held = 1 + world.process
    return True


@releases("lock.mutex", "lock", "held")
@source("kernel/locking/mutex.c:542")
def mutex_unlock(lock):
    if is_a(lock, "bindings::mutex"):
        lock.held = 0


def taken_mutex(lock):
    if is_a(lock, "bindings::mutex"):
        take_mutex(lock, "the mutex", "it is locked already")


@source("include/linux/mutex.h:48 for debugging")
def mutex_destroy(lock):
    return None


@source("include/linux/spinlock_rt.h:19 for Rust in rust/helpers/spinlock.c")
def __spin_lock_init(lock, name, key):
    return None


def take_spin(lock):
    """A lock of the crate, whose field `held` says so: on one processor nobody else can give it back."""
    take_mutex(lock, "the spinlock", who_holds())
    counted("spinning", 1)
    interrupt_point()


def who_holds():
    if world.in_hardirq or world.in_softirq:
        return "the code that was interrupted holds it"
    return "it is locked already"


@acquires("lock.spin", "lock")
@source("include/linux/spinlock.h:349")
def spin_lock(lock):
    if held("lock.spin", lock) or held("lock.spinirq", lock):
        waits("the spinlock", who_holds())
    counted("spinning", 1)


@acquires("lock.spin", "lock")
@fails("null", 0)
@source("include/linux/spinlock.h:359 true if it got it")
def spin_trylock(lock):
    counted("spinning", 1)
    return True


@releases("lock.spin", "lock", "held")
@source("include/linux/spinlock.h:389")
def spin_unlock(lock):
    if held("lock.spin", lock):
        counted("spinning", -1)
    interrupt_point()


@source("kernel/locking/spinlock.c:152")
def _raw_spin_lock(lock):
    spin_lock(lock)


@source("kernel/locking/spinlock.c:184")
def _raw_spin_unlock(lock):
    spin_unlock(lock)


@source("include/linux/spinlock.h:217 a macro over _raw_spin_lock")
def raw_spin_lock(lock):
    spin_lock(lock)


@source("include/linux/spinlock.h:276 a macro over _raw_spin_unlock")
def raw_spin_unlock(lock):
    spin_unlock(lock)


@acquires("lock.spinirq", "lock")
@source("include/linux/spinlock.h:379 gives back what interrupts were before; that is for the release")
def spin_lock_irqsave(lock):
    if held("lock.spin", lock) or held("lock.spinirq", lock):
        waits("the spinlock", who_holds())
    counted("irqs_off", 1)
    counted("spinning", 1)
    return world.irqs_off - 1


@releases("lock.spinirq", "lock", "held")
@source("include/linux/spinlock.h:404 two of them must be given back in the other order")
def spin_unlock_irqrestore(lock, flags):
    if held("lock.spinirq", lock):
        counted("spinning", -1)
        counted("irqs_off", -1)
    interrupt_point()


@source("include/linux/spinlock.h:241 a macro; for Rust a function")
def raw_spin_lock_irqsave(lock):
    return spin_lock_irqsave(lock)


@source("include/linux/spinlock.h:279 a macro; for Rust a function")
def raw_spin_unlock_irqrestore(lock, flags):
    spin_unlock_irqrestore(lock, flags)


@acquires("lock.rwsem", "sem")
@context("sleeps")
@source("kernel/locking/rwsem.c:1521")
def down_read(sem):
    return None


@releases("lock.rwsem", "sem", "held")
@source("kernel/locking/rwsem.c:1617")
def up_read(sem):
    return None


@acquires("lock.rwsem", "sem")
@context("sleeps")
@source("kernel/locking/rwsem.c:1574")
def down_write(sem):
    return None


@releases("lock.rwsem", "sem", "held")
@source("kernel/locking/rwsem.c:1627")
def up_write(sem):
    return None


@acquires("lock.key", "key")
@source("kernel/locking/lockdep.c:1246 WARN_ON_ONCE for one that is registered")
def lockdep_register_key(key):
    return None


@releases("lock.key", "key", "held")
@context("sleeps")
@source("kernel/locking/lockdep.c:6575 WARN_ON_ONCE for one that is not; waits for readers")
def lockdep_unregister_key(key):
    return None


@acquires("lock.xa", "xa")
@source("include/linux/xarray.h:536 a macro over spin_lock")
def xa_lock(xa):
    counted("spinning", 1)


@acquires("lock.xa", "xa")
@fails("null", 0)
@source("include/linux/xarray.h:535")
def xa_trylock(xa):
    counted("spinning", 1)
    return True


@releases("lock.xa", "xa", "held")
@source("include/linux/xarray.h:537")
def xa_unlock(xa):
    if held("lock.xa", xa):
        counted("spinning", -1)


@acquires("lock.mmap", "mm")
@context("sleeps")
@source("include/linux/mmap_lock.h:158")
def mmap_read_lock(mm):
    return None


@acquires("lock.mmap", "mm")
@fails("null", 0)
@source("include/linux/mmap_lock.h:175")
def mmap_read_trylock(mm):
    return True


@releases("lock.mmap", "mm", "held")
@source("include/linux/mmap_lock.h:185")
def mmap_read_unlock(mm):
    return None


class vm_area_struct:
    """`struct vm_area_struct`."""

    vm_flags: "unsigned long"


@acquires("lock.vma", "return")
@fails("null", 0)
@source("mm/memory.c:6260 null: take the mmap lock instead (6.1 has none)")
def lock_vma_under_rcu(mm, address):
    return allocate(vm_area_struct(vm_flags=0))


@releases("lock.vma", "vma", "held")
@source("include/linux/mm.h:725 (6.1 has none)")
def vma_end_read(vma):
    return None


@acquires("param.lock", "mod")
@context("sleeps")
@source("kernel/params.c:601")
def kernel_param_lock(mod):
    return None


@releases("param.lock", "mod", "held")
@source("kernel/params.c:606")
def kernel_param_unlock(mod):
    return None


@acquires("rcu.read", "the task")
@source("include/linux/rcupdate.h:845 nests")
def rcu_read_lock():
    counted("reading", 1)


@releases("rcu.read", "the task", "held")
@source("include/linux/rcupdate.h:876")
def rcu_read_unlock():
    if held("rcu.read", "the task"):
        counted("reading", -1)


@context("sleeps")
@source("kernel/rcu/tree.c:4108 all readers that were there are gone")
def synchronize_rcu():
    return None


@context("sleeps")
@source("kernel/rcu/tree.c:4578 what was given to call_rcu has run: due before the module goes")
def rcu_barrier():
    return None


@acquires("srcu.read", "ssp")
@source("include/linux/srcu.h:244 its result is for the release; may sleep inside")
def srcu_read_lock(ssp):
    return 0


@releases("srcu.read", "ssp", "held")
@source("include/linux/srcu.h:317")
def srcu_read_unlock(ssp, idx):
    return None


@source("kernel/locking/rwsem.c:308")
def __init_rwsem(sem, name, key):
    return None


@source("7.1: rust/helpers/mutex.c mutex_assert_is_held, a check for debugging")
def mutex_assert_is_held(mutex):
    return None


@source("7.1: rust/helpers/spinlock.c spin_assert_is_held, a check for debugging")
def spin_assert_is_held(lock):
    return None
