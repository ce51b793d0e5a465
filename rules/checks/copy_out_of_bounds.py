"""## What it does

Reports an index, a slice or a raw copy in `read`, `write`, `seek`, `ioctl` or `mmap` that leaves its
array, with numbers that user space may choose: offset, length, argument, pages. The message names them.

## Why is this bad?

Safe Rust panics there: the process dies in the kernel with its locks held, and everybody who may open
the file can do it (`pread` and `pwrite` take any offset). A raw copy (`read_raw`, `write_raw`) reads or
writes memory of somebody else.

## Example

```rust
fn write(this: &Self, _: &File, reader: &mut impl IoBufferReader, offset: u64) -> Result<usize> {
    let mut data = this.data.lock();
    let count = core::cmp::min(reader.len(), SIZE - offset as usize); // wraps behind the end
    reader.read_slice(&mut data[offset as usize..offset as usize + count])?;
    Ok(count)
}
```

## Instead

```rust
fn write(this: &Self, _: &File, reader: &mut impl IoBufferReader, offset: u64) -> Result<usize> {
    let mut data = this.data.lock();
    let start = core::cmp::min(offset as usize, SIZE);
    let count = core::cmp::min(reader.len(), SIZE - start);
    reader.read_slice(&mut data[start..start + count])?;
    Ok(count)
}
```

## Known limits

Numbers are tried where something turns: each comparison and each subtraction of what was computed from
them by sums, products, quotients, shifts and remainders says which to try: those on both sides.
It begins around the sizes of the arrays and lists of numbers that the module keeps. What is computed
otherwise (by `^`, from the bytes that were written) says nothing. A subtraction that wraps is not
reported by itself, but where its result is used (with `CONFIG_RUST_OVERFLOW_CHECKS` the kernel already
panics at the subtraction).
"""

title = "an offset or a length of user space leaves an array"
tier = "error"
group = "misuse"
message = "`{callback}` leaves its memory: {detail}"
help = (
    "bound both before they are used: `start` as the smaller of offset and size, `count` as the "
    "smaller of the length asked for and `size - start`"
)
symptom = [
    "rust_kernel: panicked",
]
references = [
    "linux 6.1 fs/read_write.c: ksys_pread64, ksys_pwrite64, rw_verify_area bound the offset by 2^63 only",
    "linux rust/kernel/io_buffer.rs: safety of read_raw and write_raw",
]
