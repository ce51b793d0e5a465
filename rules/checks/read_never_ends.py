"""## What it does

Reports a `read` that gives the same bytes again and again, wherever the offset is: also at an offset
that no memory reaches. So it never returns 0.

## Why is this bad?

`cat` reads until `read` returns 0. It prints the same bytes for ever, and whatever reads the file as a
whole (`cp`, a shell's `$(…)`) runs out of memory.

## Example

```rust
fn read(this: &Self, _: &File, writer: &mut impl IoBufferWriter, _offset: u64) -> Result<usize> {
    let data = this.data.lock();
    let count = core::cmp::min(writer.len(), data.len());
    writer.write_slice(&data[..count])?;
    Ok(count)
}
```

## Instead

```rust
fn read(this: &Self, _: &File, writer: &mut impl IoBufferWriter, offset: u64) -> Result<usize> {
    let data = this.data.lock();
    let start = core::cmp::min(offset as usize, data.len());
    let count = core::cmp::min(writer.len(), data.len() - start);
    writer.write_slice(&data[start..start + count])?;
    Ok(count)
}
```

## Known limits

Reads have 4096 bytes, as those of busybox. It never ends if three reads that follow each other give the
same bytes of the same memory (or the same known bytes of a local), and so do reads at offsets above a
terabyte. A device that goes on for ever with other bytes, or that sleeps for each read, is taken for a
stream and not reported. Nor is one of which a byte is not known.
"""

title = "`read` never says that the file is at its end"
tier = "error"
group = "misuse"
message = "`{callback}` never returns 0: {detail}"
help = (
    "give what lies behind the offset only, and return 0 when the offset has reached the end of the "
    "data"
)
symptom = []
references = [
    "linux 6.1 rust/kernel/file.rs: read_callback adds to the offset what was returned",
    "busybox 1.36 libbb/copyfd.c: 4096 bytes at a time until 0",
]
points_at = "site"
label = "this callback"
