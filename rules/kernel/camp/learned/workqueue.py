"""`kernel::workqueue`, derived from the source of the crate."""


class Work:
    f0: "kernel::types::Opaque<bindings::work_struct>"

    # learned 5fcb6cc32dd3
    def cancel(self):
        r1 = cancel_work_sync(self.f0)
        if r1 == 0:
            return None
        release("rust.raw", self)
        drop_now(as_arc(self))


class BoxedQueue:
    ptr: "core::NonNull<kernel::workqueue::Queue>"

    # learned f50ea1aa9736
    def drop(self):
        destroy_workqueue(raw_of(self.ptr))
