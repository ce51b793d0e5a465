"""`kernel::hrtimer`, derived from the source of the crate."""


class PinMutHrTimerHandle(Generic[T]):
    inner: "core::NonNull<'T>"

    # learned 3fd4524df27c
    def cancel(self):
        r1 = invoke(T, "raw_get_timer", self.inner)
        r2 = hrtimer_cancel(r1.timer)
        return (r2 != 0)

    # learned aec56206acf2
    def drop(self):
        r1 = invoke(T, "raw_get_timer", self.inner)
        hrtimer_cancel(r1.timer)
