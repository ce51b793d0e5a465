"""## What it does

Reports a `read` that returns more than it has copied to the process.

## Why is this bad?

The process takes what lies in its buffer for data: what it read before, or nothing. The offset moves on
by what was returned, so data is skipped, and often the next read starts behind the end.

## Example

```rust
fn read(this: &Self, _: &File, writer: &mut impl IoBufferWriter, offset: u64) -> Result<usize> {
    let data = this.data.lock();
    writer.write_slice(&data[offset as usize..])?;
    Ok(data.len()) // less was written
}
```

## Instead

```rust
fn read(this: &Self, _: &File, writer: &mut impl IoBufferWriter, offset: u64) -> Result<usize> {
    let data = this.data.lock();
    let rest = &data[offset as usize..];
    writer.write_slice(rest)?;
    Ok(rest.len())
}
```

## Known limits

What a `read` returns that is not known is not judged.
"""

title = "`read` returns more than it copied"
tier = "warning"
group = "misuse"
message = "`{callback}` returns more than it copied: {detail}"
help = (
    "return the length of the slice that was written"
)
symptom = []
references = [
    "linux Documentation/filesystems/vfs.rst: read",
    "linux 6.1 rust/kernel/file.rs: read_callback adds to the offset what was returned",
]
points_at = "site"
label = "this callback"
