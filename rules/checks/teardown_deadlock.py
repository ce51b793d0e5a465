"""## What it does

Reports a task that waits for itself: a mutex or a spinlock that is locked again, also by the handler of an
interrupt that comes while it is held, `napi.disable()` in `poll`, `free_irq`
in the handler, a completion of Linux 7.1 that nobody else is left to complete.

## Why is this bad?

The task never goes on, and what waits for it does not either. It happens at the end most of all: dropping
a registration calls `stop`, so whatever is locked at the drop is locked in `stop`. In `device::Data`,
`device_remove` holds the mutex of the registrations while it drops them.

## Example

```rust
fn stop(dev: &net::Device, data: ArcBorrow<'_, DeviceData>) -> Result {
    dev.netif_stop_queue();
    let registration = data.registrations().ok_or(ENXIO)?; // at `rmmod`, `device_remove` holds this
    registration.dev_get().netif_carrier_off();
    Ok(())
}
```

## Instead

```rust
fn stop(dev: &net::Device, data: ArcBorrow<'_, DeviceData>) -> Result {
    dev.netif_stop_queue();
    dev.netif_carrier_off();
    Ok(())
}
```

## Known limits

The order of two locks is not judged, nor what one task holds while it waits for another. An interrupt comes
at visible operations only: where a register is written, and where a lock is given back.
"""

title = "a task waits for what it holds itself"
tier = "error"
group = "context"
message = "`{callback}` waits for ever at {place} for {resource}: {detail}"
help = (
    "take the value out of the lock in a statement of its own and drop it in the next one; hold a spinlock "
    "that a handler takes with interrupts off; stop NAPI and free the handler from `stop`, not from "
    "themselves; drop what completes before what waits for it"
)
symptom = [
    "INFO: task … blocked for more than 120 seconds (for a mutex or a completion)",
    "watchdog: BUG: soft lockup - CPU#0 stuck (for a spinlock)",
    "Trying to free IRQ … from IRQ context! (for a handler)",
]
references = [
    "linux 6.1 kernel/irq/manage.c:1872, 1941: free_irq in an interrupt, and what it waits for",
    "linux 6.1 net/core/dev.c:6405-6410: napi_disable loops until no poll is scheduled",
    "linux 6.1 rust/kernel/device.rs:231-316: device_remove revokes under the mutex of the registrations",
    "linux ba268514ea14: a drop waited for a completion that only a later callback of devres gave",
]
judged = {"a wait": ["bindings::free_irq", "bindings::napi_disable", "take_mutex"]}
