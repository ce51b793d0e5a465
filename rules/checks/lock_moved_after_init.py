"""## What it does

Reports a `Mutex` of the kernel crate that was initialised in a local variable, then moved, and is locked
where it is now.

## Why is this bad?

A mutex holds the head of the list of those who wait for it, and an empty list points to itself. If the mutex
is moved after `mutex_init!`, the list still points to where it was: a place on a stack that others use
now. As long as nobody has to wait nothing is seen. The first two tasks that meet there write into that
stack, or wake up what they find in it.

## Example

```rust
let mut state = unsafe { Mutex::new(None) };
kernel::mutex_init!(unsafe { Pin::new_unchecked(&mut state) }, "state");
let data = Arc::try_new(NetData { state })?; // moved
*data.state.lock() = Some(ring);
```

## Instead

```rust
let mut data = Pin::from(UniqueArc::try_new(NetData { state: unsafe { Mutex::new(None) } })?);
let lock = unsafe { data.as_mut().map_unchecked_mut(|data| &mut data.state) };
kernel::mutex_init!(lock, "NetData::state"); // where it will stay
```

## Known limits

A spinlock has no list: it can be moved without harm, and is not looked at. A move from one place in the heap
to another is not seen.
"""

title = "a mutex is moved after it was initialised"
tier = "error"
group = "misuse"
message = "{resource} that is locked at {place} was initialised somewhere else and then moved"
help = (
    "initialise it in the place where it stays: put the value into `Pin<UniqueArc<_>>` or `Pin<Box<_>>` "
    "first, then run `kernel::mutex_init!` on the pinned field; or use `smutex::Mutex`, which needs none"
)
symptom = [
    "list_add corruption. prev->next should be next",
]
references = [
    "linux 6.1 kernel/locking/mutex.c:50: the list of waiters points to itself",
    "linux rust/kernel/sync/mutex.rs (rust branch on 6.1): safety of `new` and of `init_lock`",
]
judged = {"lock": ["kernel::sync::Mutex::lock"]}
