"""## What it does

Reports the last reference of a socket buffer that is dropped with interrupts off or in an interrupt
handler.

## Why is this bad?

Freeing a socket buffer runs the destructor of its owner, which may take locks that are not safe against
interrupts and may wake somebody up. `kfree_skb` and `consume_skb` must not be called there; the kernel has
other functions for it, which put the freeing off. Dropping an `ARef<SkBuff>` is `kfree_skb`.

## Example

```rust
fn reap(&self) {
    let mut ring = self.ring.lock_irqdisable();
    while let Some(sent) = ring.take_sent() {
        drop(sent.skb); // interrupts are off
    }
}
```

## Instead

```rust
fn reap(&self) {
    while let Some(sent) = self.next_sent() { // takes the lock and leaves it again
        drop(sent.skb);
    }
}
```

## Known limits

`skb.napi_consume(budget)` is not judged: with a budget of 0 it may be called anywhere.
"""

title = "a socket buffer is freed with interrupts off"
tier = "warning"
group = "context"
message = "the last reference of a socket buffer is dropped at {place}: {detail}"
help = "move the packet out of what the lock guards, and drop it after the guard is gone"
symptom = []
references = [
    "linux 6.1 include/linux/netdevice.h:3771: not from hardware interrupt context or with interrupts off",
    "linux 6.1 rust/kernel/net.rs:685: dropping an ARef is kfree_skb_reason",
]
judged = {"kfree_skb": ["bindings::kfree_skb"]}
