"""`kernel::kasync::executor::workqueue`, derived from the source of the crate."""


class Task(Generic[T]):
    links: "kernel::unsafe_list::Links<dyn<kernel::kasync::executor::workqueue::RevocableTask>>"
    executor: "core::Arc<kernel::kasync::executor::workqueue::Executor>"
    work: "kernel::workqueue::Work"
    future: "kernel::revocable::AsyncRevocable<core::UnsafeCell<'T>>"

    # learned 16d65178c001
    @by_value
    def flush(self):
        r1 = cancel_work_sync(self.work.f0)
        if r1 == 0:
            drop_now(self)
            return None
        release("rust.raw", self.work)
        drop_now(as_arc(self.work))
        drop_now(self)
