"""## What it does

Reports a file operation that uses what `remove` has freed: a process has the device open while the
driver is unbound, and reads, writes or closes it afterwards.

## Why is this bad?

`misc_deregister` and `cdev_del` take the device away from those who want to open it, and wait for
nobody who has it open. Unbinding (`echo 0000:00:03.0 > unbind`) does not ask who does, unlike `rmmod`.

## Example

```rust
fn read(_this: (), _: &File, writer: &mut impl IoBufferWriter, _offset: u64) -> Result<usize> {
    // SAFETY: `probe` has stored it; but `remove` has freed it, and the file is still open.
    let card = unsafe { &*CARD.load(Ordering::Acquire) };
    writer.write(&card.count)?;
    Ok(4)
}
```

## Instead

```rust
fn read(card: ArcBorrow<'_, Card>, _: &File, w: &mut impl IoBufferWriter, _: u64) -> Result<usize> {
    // The open file holds an `Arc` of it.
    w.write(&card.count)?;
    Ok(4)
}
```

## Known limits

One file is opened before `remove`; then it is read, written and closed once each. Drivers of PCI
functions only. That the camp's `miscdev` has no owner, so that the module itself may go while a file is
open, is the crate's: it is nowhere reported.
"""

title = "an open file uses what `remove` has freed"
tier = "error"
group = "order"
message = "`{callback}` of a file that was opened before `remove` uses what `remove` has freed"
help = (
    "let the open file hold an `Arc` of what it uses, or a `device::Data`, whose resources say that "
    "they are gone"
)
symptom = [
    "BUG: KASAN: use-after-free",
]
references = [
    "linux 6.1 drivers/char/misc.c: misc_deregister",
    "linux 6.1 fs/char_dev.c: cdev_del: cdevs already open will remain and their fops will still be callable",
    "linux 6.1 drivers/base/bus.c: unbind_store",
]
