"""`kernel::time::hrtimer` of Linux 7.1: a timer inside an object that an `Arc` or a `Box` holds. The handle
that `start` gives keeps it, and waits for the callback when it is dropped."""

only_for = {
    "core::Arc::start": "kernel::hrtimer::HrTimerCallback",
    "core::Box::start": "kernel::hrtimer::HrTimerCallback",
}


class HrTimer:
    number: "int"

    def new():
        return HrTimer(number=0)

    def forward(self, now, interval):
        return anything(32)

    def forward_now(self, interval):
        return anything(32)


class HrTimerRestart:
    variants = ["NoRestart", "Restart"]


class HrTimerCallbackContext:
    number: "int"

    def forward(self, now, interval):
        return anything(32)

    def forward_now(self, interval):
        return anything(32)


class ArcStart:
    path = "core::Arc"

    @by_value
    def start(self, expires):
        armed(as_raw(peek(self)), type_of(peek(self)))
        return ArcHrTimerHandle(inner=self)


class BoxStart:
    path = "core::Box"

    @by_value
    def start(self, expires):
        armed(as_raw(peek(self)), type_of(peek(self)))
        return BoxHrTimerHandle(inner=self)


class ArcHrTimerHandle:
    inner: "Arc<T>"

    def cancel(self):
        return disarmed(as_raw(peek(self.inner)))

    def drop(self):
        disarmed(as_raw(peek(self.inner)))


class BoxHrTimerHandle:
    inner: "Box<T>"

    def cancel(self):
        return disarmed(as_raw(peek(self.inner)))

    def drop(self):
        disarmed(as_raw(peek(self.inner)))


class Armed:
    object: "pointer"
    ops: "type"

    def run(self):
        """kernel/time/hrtimer.c __run_hrtimer: interrupts off; the callback says whether it runs again."""
        enter("timer")
        world.timer = self.object
        world.in_hardirq = 1
        counted("irqs_off", 1)
        context_ = HrTimerCallbackContext(number=0)
        again = invoke(self.ops, "kernel::hrtimer::HrTimerCallback::run", borrow(self.object), context_)
        counted("irqs_off", -1)
        world.in_hardirq = 0
        world.timer = 0
        leave()
        return again == HrTimerRestart.Restart


def armed(object, ops):
    """One that is armed is armed anew: that waits for nothing."""
    index = waiting(object)
    if index >= 0:
        taken_off(index)
    acquire("timer.hr", object, 0, "")
    push(ref(world.timers), Armed(object=object, ops=ops))


def disarmed(object):
    if running("timer") and world.timer == object:
        waits("its own callback", "`cancel` waits until the callback has returned")
    index = waiting(object)
    if index < 0:
        return False
    if world.timer == 0 and otherwise("the callback of the timer runs once more"):
        again = world.timers[index].run()
    index = waiting(object)
    if index >= 0:
        taken_off(index)
    return True


def waiting(object):
    """Which of the armed timers it is; -1 if it is none."""
    index = 0
    while index < length(ref(world.timers)):
        if world.timers[index].object == object:
            return index
        index = index + 1
    return -1


def taken_off(index):
    timer = world.timers[index]
    removed = remove(ref(world.timers), timer)
    release("timer.hr", timer.object)


own = [
    "kernel::hrtimer::Armed", "kernel::hrtimer::armed", "kernel::hrtimer::disarmed",
    "kernel::hrtimer::ArcStart", "kernel::hrtimer::BoxStart", "kernel::hrtimer::waiting",
    "kernel::hrtimer::taken_off",
]
