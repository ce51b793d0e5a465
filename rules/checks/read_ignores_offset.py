"""## What it does

Reports a `read` of which a reader that takes one byte at a time gets other data than one that takes all
at once: the first byte again, or an end of the file after it.

## Why is this bad?

How much a process asks for at once is its own choice: `dd bs=1`, `head -c 1`, the `read` of a shell
take less than the whole. They see one byte, or the first one for ever, while `cat` shows the whole
file.

## Example

```rust
fn read(this: &Self, _: &File, writer: &mut impl IoBufferWriter, offset: u64) -> Result<usize> {
    if offset != 0 {
        return Ok(0); // the rest is lost for a reader with a small buffer
    }
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

Two reads of one byte are compared with one of 4096 by another open file. Nothing is said if a read
sleeps, if what it returns is not known, or if the first of the short reads gives nothing (a device
whose data can be read once). What `write` does with its offset is `write_ignores_offset`.
"""

title = "short reads do not give what one long read gives"
tier = "warning"
group = "misuse"
message = "`{callback}` does not go by its offset: {detail}"
help = (
    "begin at the offset: `&data[start..start + count]` with `start` the smaller of offset and "
    "length, and return 0 at the end of the data only"
)
symptom = []
references = [
    "linux 6.1 fs/read_write.c: ksys_read passes the offset that the last read left",
    "POSIX read(2): the offset is incremented by the number of bytes actually read",
]
points_at = "site"
label = "this callback"
