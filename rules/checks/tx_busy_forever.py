"""## What it does

Reports a `start_xmit` that answers `Busy` for a packet of full size, and does so again after the device was
idle, an interrupt was handled, a frame came, and the link went and came.

## Why is this bad?

`Busy` means "bring it again". If the reason lies in the packet (it is too long, it has fragments), every
attempt ends alike. The packet stays at the head of the queue, the stack tries it again without end in a
softirq, and no other packet leaves any more.

## Example

```rust
fn start_xmit(skb: &net::SkBuff, dev: &net::Device, data: &NetData) -> net::NetdevTx {
    if skb.len() as usize > BUFFER {
        return net::NetdevTx::Busy; // it will not become shorter
    }
    data.send(skb)
}
```

## Instead

```rust
fn start_xmit(skb: &net::SkBuff, dev: &net::Device, data: &NetData) -> net::NetdevTx {
    if skb.len() as usize > BUFFER {
        skb.napi_consume(0); // dropped
        return net::NetdevTx::Ok;
    }
    data.send(skb)
}
```

## Known limits

A packet of 1514 bytes is tried, the longest that an interface with the usual MTU is given, from the first
state in which the interface takes packets. A limit above that, and packets with fragments, are not tried.
A driver that stops its queue with `Busy` and never starts it again is not reported here.
"""

title = "a packet is refused for a reason that does not pass"
tier = "error"
group = "misuse"
message = "`{callback}` answers `Busy` for a packet of 1514 bytes, whatever happens in between"
help = (
    "a packet that can never be sent is dropped: `skb.napi_consume(0)`, and `NetdevTx::Ok`; `Busy` is for "
    "what an interrupt of the device will change"
)
symptom = []
references = [
    "linux 6.1 net/sched/sch_generic.c:357: the packet is requeued and comes again",
    "linux 6.1 Documentation/networking/driver.rst:9: NETDEV_TX_BUSY is a hard error",
]
points_at = "callback"
label = "this callback"
