"""## What it does

Reports a packet that is given to GRO while somebody else holds a reference to it, if GRO may free it
without looking at the count.

## Why is this bad?

GRO merges segments of one TCP stream. If the head of a packet is a piece of a page, it takes the head
over and returns the `sk_buff` to its cache at once, whatever the count says. Who drops a reference
afterwards writes into freed memory, or into the next packet. Pings never merge, so all is well until the
first download. In a running kernel a download of some hundred kilobytes ended in `refcount_t: underflow`
and a general protection fault a second later.

The camp's `alloc_skb_ip_align` takes a reference for its `ARef` in addition to the one that a new packet
has, and `gro_receive` borrows: each packet that is received in the obvious way is shared.

## Example

```rust
fn receive(napi: &net::Napi, dev: &net::Device, length: u32) -> Result {
    let skb = dev.alloc_skb_ip_align(2048)?; // one reference of its own, and one for the `ARef`
    skb.put(length);
    napi.gro_receive(&skb); // GRO may free it here
    Ok(()) // and here the `ARef` is dropped
}
```

## Instead

```rust
fn receive(napi: &net::Napi, dev: &net::Device, length: u32) -> Result {
    let skb = dev.alloc_skb_ip_align(4096)?; // the head of a packet of this size is from `kmalloc`
    skb.put(length);
    napi.gro_receive(&skb); // GRO links such packets, and counts
    Ok(())
}
```

## Known limits

Sizes are those of x86-64 with pages of 4 KiB: from 641 to 3712 bytes the head is a piece of a page.
That the traffic is such that GRO merges is assumed. The fault is the crate's, but the driver that
meets it is the one that crashes.
"""

title = "a packet is given to GRO while somebody else refers to it"
tier = "error"
group = "ownership"
message = "`{callback}` gives GRO a packet at {place} to which somebody else refers too: {detail}"
help = (
    "give the second reference up before `gro_receive`: `skb.napi_consume(0)` right after the allocation and "
    "`core::mem::forget(skb)` after GRO has it; or allocate at least 3713 bytes, so that GRO counts"
)
symptom = [
    "refcount_t: underflow; use-after-free. (at the first TCP download)",
    "BUG skbuff_head_cache: Poison overwritten (with slub_debug=FZP)",
    "general protection fault, probably for non-canonical address 0xdead000000000108",
]
references = [
    "linux 6.1 net/core/gro.c:620-626: a merged packet with a stolen head is freed whatever its count",
    "linux 6.1 net/core/skbuff.c:573: which heads are pieces of a page",
    "rust branch on 6.1 rust/kernel/net.rs:136: `alloc_skb_ip_align` adds a reference",
    "observed: two drivers that were right otherwise, TCP receive in a running 6.1-rc1 kernel under QEMU",
]
label = "the stack takes it here"
judged = {"napi_gro_receive": ["bindings::napi_gro_receive"]}
