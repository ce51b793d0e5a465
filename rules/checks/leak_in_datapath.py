"""## What it does

Follows every path of `start_xmit`, `poll` and the interrupt handler and reports a packet, a DMA
mapping or a lock that the path took and neither stored, handed on nor gave back.

## Why is this bad?

These functions run once a packet. A loss that is one small object in `probe` becomes all memory
within minutes here. After `NetdevTx::Ok` the packet belongs to the driver: returning it without
having queued or freed the packet leaks it.

## Example

```rust
fn start_xmit(skb: &net::SkBuff, _dev: &net::Device, data: &NetData) -> net::NetdevTx {
    let owned: ARef<net::SkBuff> = skb.into(); // one more reference
    if owned.len() > MAX_LEN {
        core::mem::forget(owned);
        return net::NetdevTx::Ok;
    }
    data.queue(owned);
    net::NetdevTx::Ok
}
```

## Instead

```rust
fn start_xmit(skb: &net::SkBuff, _dev: &net::Device, data: &NetData) -> net::NetdevTx {
    if skb.len() > MAX_LEN {
        skb.napi_consume(0); // give the packet up: it can never be sent
        return net::NetdevTx::Ok;
    }
    data.queue(skb.into());
    net::NetdevTx::Ok
}
```

## Known limits

In the camp's crate `alloc_skb_ip_align` takes a second reference by itself and `gro_receive` does
not consume the driver's: losses that come only from there are notes on the crate. Which call frees
a packet on error (`put_padto` does) is a fact of the rules, not of this check.
"""

title = "an early return in xmit, poll or the interrupt handler loses what it held"
tier = "error"
group = "leaks"
message = "`{callback}` returns at {place} and loses {resource}"
help = (
    "before this return give {resource} back: drop the mapping and the packet, or put them into the "
    "ring entry that the completion path empties"
)
symptom = []
references = [
    "linux 6.1 rust/kernel/net.rs:136-144, 509-514: who holds a reference to a packet",
]
points_at = "site"
