"""## What it does

Reports a process that sleeps in a file operation, and nothing that another process can do with the
device wakes it: neither a `write` nor a `read` nor an `ioctl`. A process that polls sleeps until a queue
that `poll` has registered is notified.

## Why is this bad?

In `wait_for_completion` the process cannot even be killed, the file stays open, and the module can
never be unloaded. After two minutes the kernel prints that the task is blocked.

## Example

```rust
fn read(this: &Self, _: &File, _writer: &mut impl IoBufferWriter, _offset: u64) -> Result<usize> {
    let _guard = this.lock.lock(); // the writer wants it too
    unsafe { bindings::wait_for_completion(this.ready.get()) };
    Ok(0)
}
```

## Instead

```rust
fn read(this: &Self, _: &File, _writer: &mut impl IoBufferWriter, _offset: u64) -> Result<usize> {
    unsafe { bindings::wait_for_completion(this.ready.get()) };
    let _guard = this.lock.lock();
    Ok(0)
}
```

## Known limits

While it sleeps one other process opens the file, writes six bytes and closes it, one gives the commands
that the driver names, and one reads. What needs more than that, a timer or a work item, is not tried;
where an interrupt handler is registered, or something unknown was called meanwhile, nothing is said. A
wait that only another process ends is no finding.
"""

title = "nothing wakes a process that sleeps"
tier = "warning"
group = "misuse"
message = "nothing wakes the process that sleeps in `{callback}`: {detail}"
help = (
    "let the other operation complete or notify what is waited for, and hold no lock over the wait "
    "that it needs"
)
symptom = [
    "INFO: task blocked for more than 120 seconds",
]
references = [
    "linux 6.1 kernel/hung_task.c: check_hung_task",
    "linux Documentation/scheduler/completion.rst: waiting for completions",
]
judged = {"a wait": ["bindings::sleep_for"]}
