"""## What it does

Reports a call that may sleep where nothing may: in the interrupt handler, in `poll` and `start_xmit`,
under a spinlock, with interrupts off, or under an RCU guard (`resources()` of `device::Data`).

## Why is this bad?

Whoever sleeps gives the processor away. With a spinlock held, the next one who wants the lock on this
processor waits for ever; in an interrupt there is nobody to come back to. With
`CONFIG_DEBUG_ATOMIC_SLEEP` the kernel says so; without it, it works until it does not.

## Example

```rust
if let Some(nic) = data.resources() {
    nic.engines_off();
    coarse_sleep(Duration::from_millis(10)); // under the RCU read lock
}
```

## Instead

```rust
if let Some(nic) = data.resources() {
    nic.engines_off();
}
coarse_sleep(Duration::from_millis(10));
```

## Known limits

What may sleep is known of allocations by `Box`, `Arc` and `Vec`, of mutexes, sleeps, `free_irq`,
`request_irq`, `napi_disable`, unregistering and coherent allocations, and of the functions of C whose
facts say so (`rules/bindings/`). Other calls that may sleep are taken not to.
"""

title = "a call that may sleep is made where nothing may sleep"
tier = "error"
group = "context"
message = "a call that may sleep is made in `{callback}` at {place}: {detail}"
help = (
    "make the call before the lock is taken or after it is dropped, or leave it to code that may sleep; "
    "in `poll`, `start_xmit` and the interrupt handler use a spinlock, and allocate nothing with `Box`"
)
symptom = ["BUG: sleeping function called from invalid context"]
references = [
    "linux Documentation/locking/locktypes.rst: nesting rules",
    "linux kernel/sched/core.c: __might_resched",
]
judged = {"what may sleep": ["context"]}
