"""## What it does

Reports a write of a ring's base, length or head register, or of its tail while the ring is set up,
when the engine is already on.

## Why is this bad?

The engine has its own idea of where it is in the ring. Frames that arrived while the interface was
down are delivered to the old ring in the middle of the set-up; driver and device then disagree
about the next descriptor for good. What a person sees: the interface comes up, and ping gets no
answer ever again; nothing is printed. Seen in 9 of the 25 versions that can come up again, and in
version C of the story.

## Example

```rust
fn open(_dev: &net::Device, data: &NetData) -> Result {
    // `stop` left RCTL.EN set
    data.mem.writel(0, E1000_RDH)?;
    data.mem.writel(RX_RING_SIZE - 1, E1000_RDT)?;
    data.mem.writel(E1000_RCTL_EN, E1000_RCTL)?;
    Ok(())
}
```

## Instead

```rust
fn open(_dev: &net::Device, data: &NetData) -> Result {
    data.mem.writel(0, E1000_RCTL)?; // off while the ring is set up
    data.mem.readl(E1000_STATUS)?;
    data.mem.writel(0, E1000_RDH)?;
    data.mem.writel(RX_RING_SIZE - 1, E1000_RDT)?;
    data.mem.writel(E1000_RCTL_EN, E1000_RCTL)?;
    Ok(())
}
```

## Known limits

Moving the tail while the engine runs is how a ring works and is not reported; resetting it is. QEMU
obeys a write of the head while the engine is on, silicon gives no promise.
"""

title = "ring registers are written while the engine is on"
tier = "error"
group = "device"
message = "a ring is reprogrammed at {place} while its engine is on: {detail}"
help = (
    "turn the engine off before writing base, length, head or tail: clear `RCTL.EN` or `TCTL.EN` in "
    "`stop`, and once more at the start of `open`"
)
symptom = []
references = [
    "Intel 8254x Software Developer's Manual, p. 303, 313: when the head may be written",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
one_per = "callback"
judged = {"a register write": ["mmio_write"]}
