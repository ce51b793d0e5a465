"""## What it does

Reports a field of a descriptor that the device writes, and that the driver reads through a plain
reference while the device may be writing to it.

## Why is this bad?

A reference promises the compiler that nobody else changes what it leads to. So a field that was read once
need not be read again: a loop that waits for a bit may wait for ever, and a length may be read before the
bit that says that it is there. It works until another version of the compiler, or another line beside
it, makes use of the promise.

## Example

```rust
let descs: &[RxDesc] = unsafe { core::slice::from_raw_parts(ring.cpu_addr, LEN) };
while descs[at].status & DONE != 0 {
    receive(descs[at].length);
    at = (at + 1) % LEN;
}
```

## Instead

```rust
while let Some(desc) = ring.read_volatile(at) {
    if desc.status & DONE == 0 {
        break;
    }
    receive(desc.length);
    at = (at + 1) % LEN;
}
```

## Known limits

Only fields that the model of the device writes, of rings whose address it has, while an engine of it is on.
Writing through a reference is not reported, nor is memory of packets. That a `dma_rmb` stands between the
bit and what it tells of is not judged; a barrier before a register is written is not needed.
"""

title = "memory that the device writes is read through a plain reference"
tier = "warning"
group = "misuse"
message = "`{callback}` reads at {place} what the device may be writing, through a plain reference: {detail}"
help = (
    "read the descriptor as a whole with `dma::Allocation::read_volatile`, or its field with "
    "`core::ptr::read_volatile`"
)
symptom = []
references = [
    "linux 7.1 rust/kernel/dma.rs:633: the device must not write while a reference to its memory is live",
    "linux Documentation/core-api/dma-api-howto.rst: coherent memory needs barriers all the same",
]
one_per = "callback"
