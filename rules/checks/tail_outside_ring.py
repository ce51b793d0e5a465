"""## What it does

Reports a tail register that names a descriptor behind the last one of the ring while the engine is on.

## Why is this bad?

The device owns the descriptors from the head up to the tail, and stops where both are equal. The head wraps
at the length of the ring, so it is never equal to a tail that is not in it. A receiver goes round for ever:
when all buffers are used it takes the first one again, which the driver may have given to the network stack,
and writes the next frame over it.

## Example

```rust
self.write(RDLEN, RING * 16)?;
self.write(RDH, 0)?;
self.write(RDT, RING)?; // the descriptors are 0 to RING - 1
self.write(RCTL, EN)?;
```

## Instead

```rust
self.write(RDLEN, RING * 16)?;
self.write(RDH, 0)?;
self.write(RDT, RING - 1)?; // one is never given to the device
self.write(RCTL, EN)?;
```

## Known limits

A tail that is written while the engine is off counts when it is switched on. A tail inside the ring that
names the wrong descriptor is not this. Without `--prove` at most one packet is sent after each `up`: an index
that leaves the ring later is not seen.
"""

title = "a tail register names a descriptor that the ring does not have"
tier = "error"
group = "device"
message = "{resource} lies behind the ring at {place}: {detail}"
help = "the last descriptor that may be given to the device is `RING - 1`; indices wrap with `% RING`"
symptom = []
references = [
    "measured with QEMU 7.2: RDT >= the ring's size is never reached, and reception never stops",
    "linux 6.1 drivers/net/ethernet/intel/e1000/e1000_main.c e1000_alloc_rx_buffers: one before the next",
]
one_per = "callback"
judged = {"a register write": ["mmio_write"]}
