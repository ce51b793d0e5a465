"""## What it does

Reports a `start_xmit` that answers `Busy` for a packet to which something was done before: it is still
mapped for the device, a reference to it is kept, it was padded, or its bytes were counted as sent.

## Why is this bad?

After `NETDEV_TX_BUSY` the packet belongs to the stack as it was. The stack puts it back at the head of its
queue and brings it again. What was done then happens twice: a second mapping of the same bytes, a
reference that the first attempt left in the ring, bytes that the queue's limit waits for without end.
Padding alone does little harm, but shows that the packet is touched before it is decided whether there is
room.

## Example

```rust
fn start_xmit(skb: &net::SkBuff, dev: &net::Device, data: &NetData) -> net::NetdevTx {
    skb.put_padto(60);
    let map = match MapSingle::try_new(&data.dev, skb.head_data().as_ptr() as *mut u8, 60, TO_DEVICE) {
        Ok(map) => map,
        Err(_) => return net::NetdevTx::Busy, // padded, and it comes again
    };
    data.queue(map, skb);
    net::NetdevTx::Ok
}
```

## Instead

```rust
fn start_xmit(skb: &net::SkBuff, dev: &net::Device, data: &NetData) -> net::NetdevTx {
    if data.ring_is_full() {
        return net::NetdevTx::Busy; // nothing was done yet
    }
    if skb.put_padto(60) != 0 {
        return net::NetdevTx::Ok; // it was freed
    }
    let map = match MapSingle::try_new(&data.dev, skb.head_data().as_ptr() as *mut u8, 60, TO_DEVICE) {
        Ok(map) => map,
        Err(_) => {
            skb.napi_consume(0); // dropped, and that is an answer too
            return net::NetdevTx::Ok;
        }
    };
    data.queue(map, skb);
    net::NetdevTx::Ok
}
```

## Known limits

Of several things that were done the gravest is told: mapped, kept, padded, counted. Bytes that were only
counted, and are still missing in `stop`, are one finding: `bql_imbalance`. What the driver wrote into its
own memory is not looked at.
"""

title = "a packet is refused after something was done to it"
tier = "warning"
group = "misuse"
message = "`{callback}` answers `Busy` after something was done to the packet: {detail}"
help = (
    "decide whether the packet can be taken before anything is done to it; where a later step fails, drop "
    "the packet (`skb.napi_consume(0)`) and return `NetdevTx::Ok`"
)
symptom = []
references = [
    "linux 6.1 net/sched/sch_generic.c:357: the packet is requeued",
    "linux 6.1 Documentation/networking/driver.rst:79: no reference is kept with NETDEV_TX_BUSY",
]
points_at = "callback"
label = "this callback"
one_per = "callback"
judged = {"NETDEV_TX_BUSY": ["bindings::judge_refused"]}
