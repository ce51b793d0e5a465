"""## What it does

Follows every `?` and every early `return Err` of `probe` and reports what was acquired before it,
is still held and has no owner that drops it.

## Why is this bad?

When `probe` fails, `remove` is never called: the error exit is the last chance. A second attempt
(by `insmod`, or by writing to the driver's `bind` file) then meets its own leftovers: regions that
are reserved, and an enable count of 2.

## Example

```rust
fn probe(dev: &mut pci::Device, _id: Option<&Self::IdInfo>) -> Result<Box<DriverData>> {
    let bars = dev.select_bars(bindings::IORESOURCE_MEM as u64);
    dev.enable_device()?;
    dev.request_selected_regions(bars, c_str!("demo"))?; // fails: the function stays enabled
    let res = dev.iter_resource().next().ok_or(EIO)?;    // fails: the regions stay as well
    let mem = dev.map_resource(&res, res.len())?;
    Ok(Box::try_new(DriverData { mem, bars })?)
}
```

## Instead

```rust
fn probe(dev: &mut pci::Device, _id: Option<&Self::IdInfo>) -> Result<Box<DriverData>> {
    dev.enable_device()?;
    let made = Self::probe_enabled(dev); // whatever it made is dropped before the next line
    if made.is_err() {
        dev.disable_device();
    }
    made
}
```

## Known limits

A `ScopeGuard` that captures `dev` borrows it for the rest of the function, so nested functions are
often simpler in the camp's crate. An access to a register inside a BAR of known length cannot fail
and makes no error exit. What `net::Registration::register` leaks by itself when it fails is a note
on the crate.
"""

title = "a step after the acquisition fails and probe returns without undoing it"
tier = "error"
group = "leaks"
message = "`probe` fails at {place} and leaves {resource} behind"
help = (
    "undo {resource} before the error leaves `probe`: put the fallible steps in a function of their own "
    "and release when it returns `Err`, or give {resource} an owner whose `Drop` releases it, such as a "
    "`ScopeGuard`"
)
symptom = [
    "{driver} {bdf}: BAR 0: can't reserve [mem 0x…-0x…] (at the next probe, if BAR regions are kept)",
]
references = [
    "linux 6.1 drivers/base/dd.c: remove is not called after a failed probe",
    "linux 6.1 drivers/pci/pci.c:1990, 3992",
]
points_at = "site"
one_per = "callback"
exits = "told"
