"""## What it does

Reports a `write` of at least one byte that returns 0.

## Why is this bad?

0 means that nothing was taken and no error happened, so the writer tries again. `echo` of busybox, and
whatever writes with a loop, does so for ever with all of a processor. Where there is no room, the error
is `ENOSPC`.

## Example

```rust
fn write(this: &Self, _: &File, reader: &mut impl IoBufferReader, offset: u64) -> Result<usize> {
    let mut data = this.data.lock();
    let start = core::cmp::min(offset as usize, SIZE);
    let count = core::cmp::min(reader.len(), SIZE - start); // 0 at the end
    reader.read_slice(&mut data[start..start + count])?;
    Ok(count)
}
```

## Instead

```rust
fn write(this: &Self, _: &File, reader: &mut impl IoBufferReader, offset: u64) -> Result<usize> {
    let mut data = this.data.lock();
    let start = core::cmp::min(offset as usize, SIZE);
    if start == SIZE && !reader.is_empty() {
        return Err(ENOSPC);
    }
    let count = core::cmp::min(reader.len(), SIZE - start);
    reader.read_slice(&mut data[start..start + count])?;
    Ok(count)
}
```

## Known limits

Offsets and lengths are those of `echo`, and those at which a comparison in the driver turns.
"""

title = "`write` returns 0 for something to write"
tier = "error"
group = "misuse"
message = "`{callback}` returns 0 for what there is to write: {detail}"
help = (
    "return the number of bytes that were taken, and `Err(ENOSPC)` where no more can be taken"
)
symptom = []
references = [
    "busybox 1.36 libbb/full_write.c: a result of 0 is tried again without end",
    "linux Documentation/filesystems/vfs.rst: write",
    "POSIX write(2): ENOSPC",
]
points_at = "site"
label = "this callback"
