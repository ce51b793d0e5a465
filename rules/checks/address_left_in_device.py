"""## What it does

Reports DMA memory that is freed while a register of the device still holds its address, if the driver has a
method that takes the address back, and did not call it. Only of devices that there is no model of: the method
is tried out on the value that is being dropped, and the device does not hold the address after it.

## Why is this bad?

The device goes on using the address: it writes into memory that belongs to somebody else by then, or an IOMMU
stops it. A type whose users have to call a method before it is dropped is forgotten on the ways out that
nobody wrote: the `?` after it, the field of an initialiser that fails later.

## Example

```rust
try_pin_init!(Gpu {
    flush_page: FlushPage::register(dev, bar)?, // its address goes to a register
    _: { boot(bar)? },                          // fails: the page is freed, and was not unregistered
})
```

## Instead

```rust
impl Drop for FlushPage {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.try_access() {
            bar.write32(0, FLUSH_ADDRESS);
        }
    }
}
```

## Known limits

What the device does with the address is not known: where it was reset in another way, this is no defect. A
method that needs more than references to what the running functions have at hand is not tried. Memory whose
address is written in one register of 32 bits, also shifted, is followed, and not what is written to memory.
"""

title = "memory is freed while the device holds its address, and the method that takes it back was not called"
tier = "warning"
group = "device"
message = "{resource} acquired at {place} is freed while the device still holds its address: {detail}"
help = "take the address back in a `Drop`, or in a `ScopeGuard` that is dismissed when all has gone well"
symptom = []
references = [
    "linux 7.1 drivers/gpu/nova-core/fb.rs SysmemFlush: \"Users are responsible for manually calling\"",
]
points_at = "site"
label = "acquired here"
