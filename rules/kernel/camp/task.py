"""`kernel::task` of the camp's crate: the process that runs, and threads of the module's own."""


class Task:
    number: "int"

    def current():
        return Task(number=100 + world.process)

    def spawn(name, function):
        """rust/kernel/task.rs: it is woken at once and runs its function once; nobody is told of its end."""
        if kmalloc() == 0:
            return Err(-12)
        ret = thread_of(function)
        if ret != 0:
            return Err(ret)
        return Ok(Task(number=200))

    def pid(self):
        return self.number

    def signal_pending(self):
        return signalled()

    def wake_up(self):
        return None
