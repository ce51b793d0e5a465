"""`kernel::kasync::executor` of the camp's crate: who runs tasks, until it is stopped."""


class AutoStopHandle(Generic[T]):
    """Stops its executor when it is dropped, unless it was detached."""

    running: "bool"
    executor: "Arc<T>"

    def executor(self):
        return self.executor.as_arc_borrow()

    @by_value
    def detach(self):
        self.running = 0
        return take(self.executor)

    @by_value
    def into(self):
        return self

    def drop(self):
        if self.running:
            self.executor.as_arc_borrow().stop()


class Macros:
    path = "kernel"

    def spawn_task_macro(executor, future):
        return executor.spawn(0, future)
