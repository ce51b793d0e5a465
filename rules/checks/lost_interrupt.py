"""## What it does

Reports an interrupt handler that clears causes and schedules a NAPI instance that is not enabled, while
the interface is up or coming up.

## Why is this bad?

Reading or acknowledging the causes takes them from the device. `napi_schedule` does nothing for an
instance that is disabled. So what the device has told is told to nobody: received frames stay in the
ring, and the queue stays stopped, until something else raises an interrupt.

## Example

```rust
fn open(dev: &net::Device, data: &NetData) -> Result {
    data.rx.enable();
    data.unmask_all();  // a cause now: the handler clears it, and schedules both
    data.tx.enable();   // too late for that one
    Ok(())
}
```

## Instead

```rust
fn open(dev: &net::Device, data: &NetData) -> Result {
    data.rx.enable();
    data.tx.enable();
    data.unmask_all();
    Ok(())
}
```

## Known limits

Where no instance is enabled at all when causes are unmasked, that is told (`unmask_before_handler`). What
is lost in `stop` or while the interface is down is not reported: the next `open` starts afresh.
"""

title = "the handler clears causes that nobody will poll for"
tier = "warning"
group = "device"
message = "`{callback}` clears an interrupt cause that nobody will poll for: {detail}"
help = "enable all instances before causes are unmasked; mask the device while one of them is disabled"
symptom = []
references = [
    "linux 6.1 net/core/dev.c:5983 napi_schedule_prep",
    "linux Documentation/networking/napi.rst: scheduling and IRQ masking",
]
judged = {"irq": ["bindings::judge_line"]}
