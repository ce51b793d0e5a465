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


class PinHrTimerHandle(Generic[T]):
    inner: "&'T"

    # learned 683fa9d202d3
    def cancel(self):
        r1 = self.inner.get_ref()
        r2 = invoke(T, "raw_get_timer", r1)
        r3 = hrtimer_cancel(r2.timer)
        return (r3 != 0)

    # learned daa191d58b7c
    def drop(self):
        r1 = self.inner.get_ref()
        r2 = invoke(T, "raw_get_timer", r1)
        hrtimer_cancel(r2.timer)


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
