"""## What it does

Reports a `start_xmit` that fills the last descriptor of the transmit ring, so that the tail register
comes to be equal to the head while packets wait.

## Why is this bad?

To the device a tail that is equal to the head says that nothing is to be sent. A ring that is filled to
the last descriptor looks empty: all the packets in it stay where they are, no descriptor is ever marked
as done, nothing is reclaimed, and the queue stands still. It takes a wire that is slower than the stack
for a moment: a pause frame, a busy link partner, a burst of small packets. QEMU sends within the
register write, so a driver that does this works there.

## Example

```rust
fn start_xmit(skb: &net::SkBuff, dev: &net::Device, data: &NetData) -> net::NetdevTx {
    let tail = data.tail();
    if !data.is_done(tail) {
        return net::NetdevTx::Busy; // descriptor 7 of 8 is still unused: it is filled, the tail is 0 again
    }
    data.fill(tail, skb);
    data.write_tail((tail + 1) % RING);
    net::NetdevTx::Ok
}
```

## Instead

```rust
fn start_xmit(skb: &net::SkBuff, dev: &net::Device, data: &NetData) -> net::NetdevTx {
    let tail = data.tail();
    if (tail + 1) % RING == data.oldest() {
        return net::NetdevTx::Busy; // one descriptor is never used
    }
    data.fill(tail, skb);
    data.write_tail((tail + 1) % RING);
    net::NetdevTx::Ok
}
```

## Known limits

One burst of packets of 98 bytes is tried, from the first state in which the interface takes packets, while
the device sends nothing. Byte queue limits are taken to have grown by then; a limit that never grows above
what fills the ring would hide the defect.
"""

title = "the transmit ring is filled to the last descriptor, which the device takes for an empty ring"
tier = "error"
group = "device"
message = "`{callback}` fills {resource} until its tail meets its head: {detail}"
help = (
    "leave one descriptor unused: before anything is done to the packet, refuse it (or better, after the "
    "packet before, call `dev.netif_stop_queue()`) if `(tail + 1) % RING` is the oldest descriptor that is "
    "not reclaimed"
)
symptom = []
references = [
    "linux 6.1 drivers/net/ethernet/intel/e1000/e1000.h:188: E1000_DESC_UNUSED leaves one descriptor unused",
    "linux 6.1 drivers/net/ethernet/intel/e1000/e1000_main.c:3203: a gap between tail and head",
    "measured on QEMU 7.2: with TDT equal to TDH nothing is sent",
]
points_at = "callback"
label = "this callback"
