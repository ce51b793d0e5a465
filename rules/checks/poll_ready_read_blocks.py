"""## What it does

Reports a `poll` that returns `POLLIN` where the `read` right after it sleeps.

## Why is this bad?

A process polls because it must not sleep in `read`: it has other files to look after. It hangs there
until somebody writes, and with it all that it serves.

## Example

```rust
fn poll(_this: &Self, _: &File, _table: &PollTable) -> Result<u32> {
    // `read` waits until somebody has written
    Ok(bindings::POLLIN | bindings::POLLOUT)
}
```

## Instead

```rust
fn poll(this: &Self, file: &File, table: &PollTable) -> Result<u32> {
    // SAFETY: the queue lives longer than the file.
    unsafe { table.register_wait(file, &this.changed) };
    let ready = if this.inner.lock().is_empty() { 0 } else { bindings::POLLIN };
    Ok(ready | bindings::POLLOUT)
}
```

## Known limits

Only `read` is judged, by the process that has polled, with nobody in between and nothing that fails. That
a `write` sleeps after `POLLOUT` is not.
"""

title = "`poll` says that there is something to read, and `read` sleeps"
tier = "warning"
group = "misuse"
message = "`read` sleeps right after `{callback}` has said that it would not: {detail}"
help = "return `POLLIN` only where `read` finds what it waits for, under the same lock and the same condition"
symptom = []
references = [
    "linux 6.12 fs/select.c:884 do_poll: what `poll` returns is what the process gets",
    "POSIX poll(2): POLLIN, data may be read without blocking",
]
points_at = "site"
label = "this callback"
judged = {"a `read` after `poll`": ["bindings::read_what_is_ready"]}
