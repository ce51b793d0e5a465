"""## What it does

Reports a socket buffer that is used, or given back, after a call that failed has freed it
(`skb.put_padto`).

## Why is this bad?

`skb_put_padto` makes a short packet longer. If there is no memory for that, it frees the packet and returns
an error. The crate's `put_padto` takes a reference, and its result may be dropped without a warning of the
compiler, so it looks as if the packet were still there. What follows reads freed memory, maps it for the
device, or frees it a second time.

## Example

```rust
fn start_xmit(skb: &net::SkBuff, dev: &net::Device, data: &NetData) -> net::NetdevTx {
    skb.put_padto(60); // frees `skb` if it fails
    dev.sent_queue(skb.len());
    data.queue(skb)
}
```

## Instead

```rust
fn start_xmit(skb: &net::SkBuff, dev: &net::Device, data: &NetData) -> net::NetdevTx {
    if skb.put_padto(60) != 0 {
        return net::NetdevTx::Ok; // it was freed: there is nothing left to do
    }
    dev.sent_queue(skb.len());
    data.queue(skb)
}
```

## Known limits

Only a packet that is really made longer can be freed: one of 42 bytes is tried, from the first state in
which the interface takes packets.
"""

title = "a packet is used after a call that failed had freed it"
tier = "error"
group = "ownership"
message = "`{callback}` uses the packet after the call at {place} failed, which frees it"
help = (
    "look at the result: after an error of `put_padto` the packet is gone, so return `NetdevTx::Ok` and do "
    "nothing with it, not even `napi_consume`"
)
symptom = [
    "BUG: KASAN: use-after-free in start_xmit_callback",
]
references = [
    "linux 6.1 include/linux/skbuff.h:3625: the buffer is freed on failure",
    "linux 6.1 net/core/skbuff.c:2078: __skb_pad frees on error",
]
points_at = "site"
label = "frees the packet if it fails"
judged = {"skb_put_padto": ["bindings::skb_put_padto"]}
