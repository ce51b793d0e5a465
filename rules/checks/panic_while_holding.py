"""## What it does

Reports `unwrap`, `expect`, indexing and other panicking operations that can fail after something
was acquired.

## Why is this bad?

A panic does not unwind in the kernel: the path just ends. No `Drop` runs, locks stay locked, the
device stays as it is. In process context the caller is killed, with the rtnl lock in hand if it was
in `open` or `stop`, so every later `ip` hangs. In an interrupt handler or in `poll` the whole
machine stops.

## Example

```rust
fn open(dev: &net::Device, data: &NetData) -> Result {
    let mut ring = RxRing::try_new(&data.dev)?;
    for slot in ring.slots_mut() {
        let skb = dev.alloc_skb_ip_align(BUFFER_SIZE).unwrap(); // no memory: BUG, with rtnl held
        slot.fill(skb);
    }
    data.keep(ring);
    Ok(())
}
```

## Instead

```rust
fn open(dev: &net::Device, data: &NetData) -> Result {
    let mut ring = RxRing::try_new(&data.dev)?;
    for slot in ring.slots_mut() {
        let skb = dev.alloc_skb_ip_align(BUFFER_SIZE)?; // `ring` is dropped with what it has
        slot.fill(skb);
    }
    data.keep(ring);
    Ok(())
}
```

## Known limits

It is an error, not a warning, where the panic is shown to be reachable in an interrupt, in `poll`,
or with the rtnl lock held. An `unwrap` of a register access inside a BAR of known length cannot
fail and is not reported.
"""

title = "an unwrap, expect or index may panic while something is held"
tier = "warning"
group = "ownership"
message = "`{callback}` may panic at {place} and never give back what it holds: {detail}"
help = (
    "handle the failure: `?` or `ok_or(ENOMEM)?` where an error can be returned; in `poll` and in an "
    "interrupt handler leave early without losing the packet"
)
symptom = [
    "kernel BUG at … (a Rust panic is a BUG)",
    "Kernel panic - not syncing: Fatal exception in interrupt (in a handler or in poll)",
]
references = [
    "linux 6.1 rust: a panic is a BUG and does not unwind",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
judged = {"each callback": ["leave"]}
