"""## What it does

Reports memory or a mapping of the device that is still held when `remove` is over and the driver's data
is dropped, because somebody else owns it too: a static, the module, a handler that is still on the line.

## Why is this bad?

Counted data lives as long as its last owner. After `remove` the device may be gone or belong to another
driver, but its registers stay mapped, and whoever has the clone can still write to them. The next `probe`
makes everything a second time.

## Example

```rust
static LAST: Mutex<Option<Arc<pci::MappedResource>>> = Mutex::new(None);

fn probe(dev: &mut pci::Device, _id: Option<&Self::IdInfo>) -> Result<Self::Data> {
    let regs = Arc::try_new(dev.map_resource(&bar, bar.len())?)?;
    *LAST.lock() = Some(regs.clone()); // for debugging
    Ok(regs)
}
```

## Instead

```rust
fn remove(_dev: &mut pci::Device, _regs: &Self::Data) {
    let last = LAST.lock().take();
    drop(last);
}
```

## Known limits

It is told when `remove` is over. What nobody drops afterwards either is told as `leak_on_remove`, of what
a forgotten handler keeps that handler is told.
"""

title = "a clone keeps a resource of the device beyond remove"
tier = "warning"
group = "ownership"
message = "{resource} outlives `remove`: something else than the driver's data owns it too"
help = (
    "let `remove` drop the other owner, or let it own something that can be revoked (`Revocable`, "
    "`device::Data`) instead of the value itself"
)
symptom = []
references = [
    "linux Documentation/driver-api/driver-model/driver.rst: what remove has to give back",
    "linux 6.1 rust/kernel/device.rs:231-316: device_remove revokes the resources for every owner",
]
points_at = "site"
label = "acquired here"
judged = {"remove": ["unbound"]}
