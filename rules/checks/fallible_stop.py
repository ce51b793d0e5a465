"""## What it does

Reports an error exit, or an early return after a call that failed, on which `stop` or `remove` leaves
something undone that it undoes otherwise.

## Why is this bad?

The kernel does not look at the result of `ndo_stop`: the interface is down, and `stop` will not be called
again. `remove` cannot fail at all. What the rest of the callback would have given back is never given
back: a handler stays on the line, NAPI stays enabled, the next `open` runs into both.

## Example

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    dev.netif_stop_queue();
    let report = Box::try_new(Report::new(dev))?; // no memory: the rest does not run
    data.log(report);
    data.napi.disable();
    Ok(())
}
```

## Instead

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    dev.netif_stop_queue();
    data.napi.disable();
    if let Ok(report) = Box::try_new(Report::new(dev)) {
        data.log(report);
    }
    Ok(())
}
```

## Known limits

What is lost whether the call fails or not is reported by itself. A panic in `stop` is
`panic_while_holding`.
"""

title = "a callback that undoes can leave before everything is undone"
tier = "error"
group = "context"
message = "`{callback}` can leave at {place} before everything is undone, and nobody calls it again"
help = (
    "go on after the failure: do what can fail last, keep its result and return it at the end, or allocate "
    "in `open` what the end needs"
)
symptom = []
references = [
    "linux 6.1 net/core/dev.c:1509-1516: the result of ndo_stop is not looked at",
    "linux 6.1 net/core/dev.c:1436-1441: stop runs once after an open that succeeded",
]
points_at = "site"
label = "the rest does not run if this fails"
judged = {"stop": ["stopped"], "remove": ["unbound"]}
