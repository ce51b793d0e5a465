"""## What it does

Reports a completion that is completed or waited for before `init_completion` has been run on it.

## Why is this bad?

Its list of waiters is a null pointer until then: `complete` and `wait_for_completion` follow it. A
device can be opened as soon as it is registered, before `init` has returned.

## Example

```rust
fn init(name: &'static CStr, module: &'static ThisModule) -> Result<Self> {
    let mut reg = chrdev::Registration::<1>::new_pinned(name, 0, module)?;
    reg.as_mut().register::<WaitFile>()?;
    unsafe { bindings::init_completion(READY.get()) }; // a reader may be there already
    Ok(Demo { reg })
}
```

## Instead

```rust
fn init(name: &'static CStr, module: &'static ThisModule) -> Result<Self> {
    let mut reg = chrdev::Registration::<1>::new_pinned(name, 0, module)?;
    unsafe { bindings::init_completion(READY.get()) };
    reg.as_mut().register::<WaitFile>()?;
    Ok(Demo { reg })
}
```

## Known limits

Only `bindings::completion` is followed, also inside the driver's own types. What is in a completion
that was never written counts as zeros.
"""

title = "a completion is used before it is initialised"
tier = "error"
group = "order"
message = "{resource} is used before it is initialised: {detail}"
help = (
    "run `init_completion` before anything is registered that uses it"
)
symptom = [
    "BUG: kernel NULL pointer dereference",
]
references = [
    "linux Documentation/scheduler/completion.rst: initializing completions",
    "linux 6.1 kernel/sched/swait.c: swake_up_locked follows the list if it is not empty",
]
judged = {"complete, wait": ["bindings::usable"]}
