"""## What it does

Reports `mem::forget`, `ManuallyDrop` and `Box::leak` of a value that owns a resource, where nobody takes
it back.

## Why is this bad?

Ownership is what gives a resource back. A forgotten guard never does: the memory stays mapped, the
numbers stay taken, one more with each round. The call is often written to keep something alive, and it
does that for ever.

## Example

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    dev.netif_stop_queue();
    let ring = data.ring.lock().take();
    core::mem::forget(ring); // the card may still look at it
    Ok(())
}
```

## Instead

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    dev.netif_stop_queue();
    data.regs.stop_engines();
    coarse_sleep(Duration::from_millis(10));
    let ring = data.ring.lock().take();
    drop(ring); // the card is quiet
    Ok(())
}
```

## Known limits

Forgetting what the kernel has taken over before, as a packet that was given to the stack, is right and
no finding; nor is a `ManuallyDrop` that is dropped or emptied later. A forgotten interrupt handler is
told where it was registered, as `stale_handler` or `code_outlives_module`.
"""

title = "the owner of a resource is forgotten"
tier = "error"
group = "ownership"
message = "{resource} is lost: the owner is forgotten at {place} and never taken back"
help = (
    "drop the value, or keep it in the driver's data and drop it at the end of its life; if the device may "
    "still use it, stop the device first"
)
symptom = []
references = [
    "Rust core: mem::forget takes ownership and forgets the value without running its destructor",
    "Rust core: ManuallyDrop inhibits the compiler from calling the destructor",
]
points_at = "site"
label = "forgotten here"
