"""`kernel::kasync::executor::workqueue` of the camp's crate: tasks that run as work items."""

from kernel.kasync.executor import AutoStopHandle


class Executor:
    stopped: "bool"

    def try_new(queue):
        if kmalloc() == 0:
            return Err(-12)
        return Ok(AutoStopHandle(running=1, executor=arc(Executor(stopped=0))))

    def spawn(self, key, future):
        if kmalloc() == 0:
            return Err(-12)
        ret = task_of(future, raw_of(self))
        if ret != 0:
            return Err(ret)
        return Ok(None)

    def stop(self):
        self.stopped = 1
        tasks_stopped(raw_of(self))

    def into(self):
        return arc_clone(as_arc(self))
