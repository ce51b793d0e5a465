"""## What it does

Reports a copy of more bytes than the process asked for, or than it wrote. The kernel crate refuses it,
so the whole call fails with `EFAULT`.

## Why is this bad?

How much is read or written at once is the choice of user space. `cat` may ask for enough; `dd bs=1`
gets `Bad address` for no fault of its own. `echo` of six bytes fails where a slice as long as the
buffer is filled.

## Example

```rust
fn read(this: &Self, _: &File, writer: &mut impl IoBufferWriter, offset: u64) -> Result<usize> {
    let data = this.data.lock();
    writer.write_slice(&data[offset as usize..])?; // as much as there is, not as was asked for
    Ok(data.len() - offset as usize)
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

Slices and raw copies only: to read a value of a type (`reader.read::<u32>()`) from less than its size
is a refusal that may be meant.
"""

title = "more is copied than user space asked for"
tier = "warning"
group = "misuse"
message = "`{callback}` fails with EFAULT: {detail}"
help = (
    "copy the smaller of what there is and of `writer.len()` or `reader.len()`"
)
symptom = []
references = [
    "linux rust/kernel/user_ptr.rs: read_raw and write_raw return EFAULT if the length exceeds what is left",
]
