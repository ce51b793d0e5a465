"""## What it does

Reports memory given to the device, or a mapping of it, that is shorter than what the device reads from it or
writes into it, as when a frame of 1514 bytes arrives.

## Why is this bad?

The device knows the length of a receive buffer from its own registers (`RCTL.BSIZE`, 2048 bytes if nothing is
said), not from the mapping. A frame that is longer than the memory behind the address is written all the
same, over whatever lies there: after a socket buffer its own `skb_shared_info`, so that freeing it frees
pages at addresses that came from the wire. With an IOMMU the transfer is refused instead and the frame lost.

## Example

```rust
let skb = dev.alloc_skb_ip_align(1024)?;
let start = skb.head_data().as_ptr() as *mut u8;
let map = MapSingle::try_new(&data.dev, start, 1024, FROM_DEVICE)?;
desc.addr = map.dma_handle; // RCTL says that a buffer has 2048 bytes
```

## Instead

```rust
let skb = dev.alloc_skb_ip_align(2048)?;
let start = skb.head_data().as_ptr() as *mut u8;
let map = MapSingle::try_new(&data.dev, start, 2048, FROM_DEVICE)?;
desc.addr = map.dma_handle;
```

## Known limits

A buffer that is one of many in one allocation is only seen to be too short at its end, unless it is mapped
for itself. Frames longer than 1514 bytes are not tried.
"""

title = "memory of the device is shorter than what it reads or writes"
tier = "error"
group = "device"
message = "{resource} acquired at {place} is too short for what the device does with it: {detail}"
help = (
    "allocate and map as many bytes as the receive control register says that a buffer has (2048, unless "
    "`RCTL.BSIZE` says otherwise), or set the register to what the buffers have; the length register of a "
    "ring is that of its memory"
)
symptom = [
    "BUG: Bad page state in process ksoftirqd/0 (when the buffer is freed)",
]
references = [
    "82540EM manual p.300: RCTL, and in it BSIZE",
    "82540EM manual p.303, 312: TDLEN and RDLEN, at whose end the head comes round",
    "linux 6.1 drivers/net/ethernet/intel/e1000/e1000_main.c:3570: 1522 bytes are the least that is used",
]
points_at = "site"
label = "acquired here"
