"""`kernel::hrtimer`, derived from the source of the crate."""


class ArcHrTimerHandle(Generic[T]):
    inner: "core::Arc<'T>"

    # learned b9072b0f6ee4
    def cancel(self):
        r1 = invoke(T, "raw_get_timer", self.inner.ptr.data)
        r2 = hrtimer_cancel(r1.timer)
        return (r2 != 0)

    # learned 9e9f252c997c
    def drop(self):
        r1 = invoke(T, "raw_get_timer", self.inner.ptr.data)
        hrtimer_cancel(r1.timer)


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


class BoxHrTimerHandle(Generic[T, A]):
    inner: "core::NonNull<'T>"

    # learned 3fd4524df27c
    def cancel(self):
        r1 = invoke(T, "raw_get_timer", self.inner)
        r2 = hrtimer_cancel(r1.timer)
        return (r2 != 0)

    # learned bbabc343c492
    def drop(self):
        r1 = invoke(T, "raw_get_timer", self.inner)
        hrtimer_cancel(r1.timer)
        release("rust.raw", self.inner)
        drop_now(as_box(self.inner))


class HrTimer(Generic[T]):
    timer: "kernel::types::Opaque<bindings::hrtimer>"

    # learned 8fa8c3f2972e
    def raw_cancel(this):
        r1 = hrtimer_cancel(this.timer)
        return (r1 != 0)
