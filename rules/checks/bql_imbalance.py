"""## What it does

Reports a path on which bytes are reported with `sent_queue` and the packet is then refused or lost,
more is completed than was sent, or bytes are in flight when `stop` returns.

## Why is this bad?

Byte queue limits let only so many bytes be on their way. The limit starts at 0: the very first
packet closes the queue until a completion is reported. A byte that is reported as sent and never
completed is missing for ever, and in the end no packet leaves any more; nothing is printed, because
the camp's crate has no `ndo_tx_timeout`. The count outlives `stop`, so the next `open` begins with
the debt. Completing more than was sent is a `BUG`.

## Example

```rust
fn start_xmit(skb: &net::SkBuff, dev: &net::Device, data: &NetData) -> net::NetdevTx {
    dev.sent_queue(skb.len());
    if data.ring_is_full() {
        return net::NetdevTx::Busy; // the same packet comes again and is counted again
    }
    data.queue(skb);
    net::NetdevTx::Ok
}
```

## Instead

```rust
fn start_xmit(skb: &net::SkBuff, dev: &net::Device, data: &NetData) -> net::NetdevTx {
    if data.ring_is_full() {
        return net::NetdevTx::Busy;
    }
    dev.sent_queue(skb.len());
    data.queue(skb);
    net::NetdevTx::Ok
}
```

## Known limits

A driver that never calls `sent_queue` has no limits and no finding. The camp's crate has no
`netdev_reset_queue`: in `stop` the bytes in flight must be completed with `completed_queue`.
"""

title = "bytes reported as sent and as completed do not match"
tier = "error"
group = "misuse"
message = "`{callback}` leaves the byte count of the transmit queue wrong: {detail}"
help = (
    "call `dev.sent_queue(len)` just before the tail register is written, `dev.completed_queue(packets, "
    "bytes)` once for each packet reclaimed, and in `stop` complete whatever is still in flight"
)
symptom = [
    "kernel BUG at lib/dynamic_queue_limits.c:27! (if more is completed than was sent)",
]
references = [
    "linux 6.1 lib/dynamic_queue_limits.c:27",
    "linux 6.1 net/sched/sch_generic.c:545: the transmit watchdog needs ndo_tx_timeout",
    "linux drivers/net/ethernet/intel/e1000/e1000_main.c:1997: the counters are reset in stop",
]
points_at = "site"
label = "counted here"
