"""## What it does

Reports a `SpinLock` or `Mutex` of the kernel crate that is locked though no `spinlock_init!` or
`mutex_init!` has been run on it.

## Why is this bad?

`SpinLock::new` and `Mutex::new` are `unsafe` in this generation of the crate because they leave the C
lock in it as it happens to be in memory. A spinlock whose bits say "locked" is waited for without end;
a mutex has a wait list that leads anywhere. Often the memory happens to be zero and nothing is seen.

## Example

```rust
fn probe(dev: &mut pci::Device, id: Option<&Self::IdInfo>) -> Result<Self::Data> {
    let rings = unsafe { SpinLock::new(None) };
    Ok(Box::try_new(NetData { rings })?) // and no spinlock_init!
}
```

## Instead

```rust
fn probe(dev: &mut pci::Device, id: Option<&Self::IdInfo>) -> Result<Self::Data> {
    let mut rings = unsafe { SpinLock::new(None) };
    kernel::spinlock_init!(unsafe { Pin::new_unchecked(&mut rings) }, "NetData::rings");
    Ok(Box::try_new(NetData { rings })?)
}
```

## Known limits

A lock that is moved after it was initialised counts as initialised. Locks of the newer crate, which
cannot be made without, are not looked at.
"""

title = "a lock is taken that was never initialised"
tier = "error"
group = "misuse"
message = "{resource} that is taken at {place} was never initialised"
help = "run `kernel::spinlock_init!` or `kernel::mutex_init!` on it before anything can lock it"
symptom = []
references = [
    "linux rust/kernel/sync/spinlock.rs, mutex.rs (rust branch on 6.1): safety of `new`",
    "linux Documentation/locking/locktypes.rst",
]
judged = {
    "lock": [
        "kernel::sync::SpinLock::lock",
        "kernel::sync::SpinLock::lock_irqdisable",
        "kernel::sync::Mutex::lock",
    ],
}
