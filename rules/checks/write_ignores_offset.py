"""## What it does

Reports a `write` that takes a part of what it is given, and stores the rest, which comes with the next
call, over that part.

## Why is this bad?

A `write` that takes less than it was asked to is called again for the rest, with an offset that has grown:
`cp`, `echo` and the C library do so. Of 5000 bytes for a buffer of 4096 the last 904 then stand where the
first were, and nobody is told that anything was lost.

## Example

```rust
fn write(this: &Self, _: &File, reader: &mut impl IoBufferReader, _offset: u64) -> Result<usize> {
    let mut data = this.data.lock();
    let count = core::cmp::min(reader.len(), data.len());
    reader.read_slice(&mut data[..count])?; // always from the start
    Ok(count)
}
```

## Instead

```rust
fn write(this: &Self, _: &File, reader: &mut impl IoBufferReader, offset: u64) -> Result<usize> {
    let mut data = this.data.lock();
    let start = core::cmp::min(offset as usize, data.len());
    let count = core::cmp::min(reader.len(), data.len() - start);
    if count == 0 && !reader.is_empty() {
        return Err(ENOSPC);
    }
    reader.read_slice(&mut data[start..start + count])?;
    Ok(count)
}
```

## Known limits

One write is made for each size of what the module keeps, longer by one byte. A device that takes each
write as a message ignores the offset rightly, as long as it takes a message as a whole or refuses it: that
is not reported. Nothing is said if nobody can read back what was stored, or if the bytes are copied to a
list or a local first.
"""

title = "the rest of a write goes over its beginning"
tier = "warning"
group = "misuse"
message = "`{callback}` does not go by its offset: {detail}"
help = (
    "store at the offset, `&mut data[start..start + count]` with `start` the smaller of offset and length, "
    "and return `ENOSPC` where nothing is left"
)
symptom = []
references = [
    "linux 6.1 fs/read_write.c: ksys_write passes the offset that the last write left",
    "POSIX write(2): a write may take less than it was asked to",
    "busybox 1.36 libbb/full_write.c: writes the rest until all is taken",
]
points_at = "site"
label = "this callback"
