"""## What it does

Reports a call that needs a resource which the same path has already given back.

## Why is this bad?

The object behind the handle may be freed or belong to somebody else by then. In safe Rust the
compiler forbids most of it; what remains goes through raw pointers, `unsafe`, and explicit release
functions that take only a reference, as `release_selected_regions` and `disable_device` do: the
handle stays usable for the compiler.

## Example

```rust
fn stop(_dev: &net::Device, data: &NetData) -> Result {
    let ring = data.tx_ring.load(Ordering::Relaxed);
    // SAFETY: `open` made the pointer with `Box::into_raw`.
    drop(unsafe { Box::from_raw(ring) });
    let left = unsafe { (*ring).in_flight() }; // the ring is gone
    data.report(left);
    Ok(())
}
```

## Instead

```rust
fn stop(_dev: &net::Device, data: &NetData) -> Result {
    let ring = data.tx_ring.swap(core::ptr::null_mut(), Ordering::Relaxed);
    // SAFETY: `open` made the pointer with `Box::into_raw`, and the swap makes this the only owner.
    let ring = unsafe { Box::from_raw(ring) };
    data.report(ring.in_flight());
    drop(ring);
    Ok(())
}
```

## Known limits

Access to a device register is `access_after_release`; what a handler or the device does by itself
after the release has checks of its own in the group on order. What a person sees depends on the
resource and on the debugging options of the kernel.
"""

title = "a resource is used after it was given back"
tier = "error"
group = "misuse"
message = "{resource} is used at {place} after it was released"
help = (
    "move this use before the release, or release {resource} later; if two callbacks share it, keep it "
    "in an `Option` and take it out under its lock"
)
symptom = []
references = [
    "linux: what each call needs and what ends it, stated for each API in rules/bindings",
]
judged = {"each callback": ["leave"]}
