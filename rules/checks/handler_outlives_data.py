"""## What it does

Reports memory that is freed while an interrupt handler that reads or writes it can still run.

## Why is this bad?

An interrupt comes when it likes, on a shared line also from another device. Between the free and
`free_irq` the handler reads memory that may already belong to somebody else. With memory poisoning
a stale handler that scheduled a freed NAPI ended in a general protection fault in 12 of 57 versions
that were run; without it the same bug may stay quiet for a long time. CONFIG_DEBUG_SHIRQ calls the
handler once more inside `free_irq` in order to show it.

## Example

```rust
fn stop(_dev: &net::Device, data: &NetData) -> Result {
    let shared = data.irq_data.swap(core::ptr::null_mut(), Ordering::Relaxed);
    drop(unsafe { Box::from_raw(shared) }); // the handler still dereferences it
    let reg = data.irq_reg.lock().take();
    drop(reg);
    Ok(())
}
```

## Instead

```rust
fn stop(_dev: &net::Device, data: &NetData) -> Result {
    let reg = data.irq_reg.lock().take();
    drop(reg); // free_irq: no handler runs from here on
    let shared = data.irq_data.swap(core::ptr::null_mut(), Ordering::Relaxed);
    drop(unsafe { Box::from_raw(shared) });
    Ok(())
}
```

## Known limits

Data that the registration owns (`Handler::Data`) is dropped by it after `free_irq` and is safe.
What the handler uses is read from its body; a call that cannot be read is listed as an assumption.
"""

title = "what the interrupt handler uses is freed before the handler is"
tier = "error"
group = "order"
message = "{resource} is freed at {place} while the interrupt handler that uses it is still registered"
help = (
    "drop the `irq::Registration` first: `free_irq` waits for handlers that are running, and only after "
    "it may {resource} go"
)
symptom = [
    "general protection fault … 0x6b6b6b6b6b6b6b7b (with slub_debug=FZP)",
    "BUG: unable to handle page fault (if it was a mapping of registers)",
]
references = [
    "linux 6.1 kernel/irq/manage.c:1941-1965: free_irq waits; DEBUG_SHIRQ calls once more",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
points_at = "site"
