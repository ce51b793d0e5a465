"""## What it does

Reports memory or a mapping of registers that is given back while NAPI is still enabled, and that `poll`
uses. `poll` runs in a softirq, on any processor, until `napi_disable` has returned.

## Why is this bad?

An interrupt that came just before has scheduled the poll; masking the device does not call it back, and a
socket that polls busily starts one without any interrupt. It runs on one processor while `stop` frees on
another. It reads freed memory, and what it writes there belongs to somebody else by then.

## Example

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    data.mask_all();
    let stats = data.stats.swap(core::ptr::null_mut(), Ordering::AcqRel);
    drop(unsafe { Box::from_raw(stats) }); // a poll that has begun still counts in it
    data.napi.disable();
    Ok(())
}
```

## Instead

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    data.mask_all();
    data.napi.disable(); // waits until no poll runs, and lets none begin
    let stats = data.stats.swap(core::ptr::null_mut(), Ordering::AcqRel);
    drop(unsafe { Box::from_raw(stats) });
    Ok(())
}
```

## Known limits

A poll is looked at where something is freed in `stop`, `remove`, or an error exit of `open`, and only for
what it uses there; not under a spinlock, for which it would wait. Work items, timers and kernel threads are
not known: calls that make them are listed as unknown.
"""

title = "what `poll` uses is given back while NAPI is enabled"
tier = "error"
group = "order"
message = "what `poll` uses is given back at {place} while NAPI is still enabled"
help = (
    "call `napi.disable()` first: it waits for a poll that runs, and only after it may what `poll` uses go"
)
symptom = [
    "general protection fault … 0x6b6b6b6b6b6b6b7b (with slub_debug=FZP)",
    "BUG: unable to handle page fault (if it was a mapping of registers)",
]
references = [
    "linux Documentation/networking/napi.rst: napi_disable() waits for the instance to be released",
    "linux 6.1 net/core/dev.c:6405 napi_disable",
]
points_at = "site"
label = "given back here"
