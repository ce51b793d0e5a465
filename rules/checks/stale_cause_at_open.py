"""## What it does

Reports an `open` that unmasks interrupts while a cause from an earlier life of the interface is pending, so
that the line rises at once.

## Why is this bad?

Masking does not clear. What the device had to say between the mask in `stop` and its rest stays in the
cause register, and is said at the moment the next `open` unmasks: the handler runs before anything has
happened, and reports work, a link change or an error of the past. If it runs before `open` is
through, it meets what is half set up.

## Example

```rust
fn stop(_dev: &net::Device, nic: &Nic) -> Result {
    nic.write(IMC, 0xffff_ffff); // masked, but what is pending stays
    nic.read(STATUS);
    Ok(())
}
```

## Instead

```rust
fn stop(_dev: &net::Device, nic: &Nic) -> Result {
    nic.write(IMC, 0xffff_ffff);
    nic.read(ICR); // reading clears, and flushes the write as well
    Ok(())
}
```

## Known limits

Only causes that were pending when `stop` returned count; what `probe` or the firmware has left is not
looked at. A driver that leaves interrupts unmasked has the finding of that instead.
"""

title = "an interrupt cause of an earlier life is pending when `open` unmasks"
tier = "note"
group = "device"
message = (
    "`{callback}` unmasks at {place} what has been pending since `stop`, and the line rises at once: {detail}"
)
help = (
    "read the cause register after the last mask in `stop`, or before the unmask in `open`: reading clears it"
)
symptom = []
references = [
    "measured on QEMU 7.2: unmasking a pending cause raises the line",
    "linux 6.1 drivers/net/ethernet/intel/e1000/e1000_hw.c:503: the causes are read after the last mask",
]
label = "the line rises here"
