"""## What it does

Looks at what `poll` returns and whether it has called `complete_done`. Reports less than the budget
without completing, and the whole budget after completing.

## Why is this bad?

The core polls again only what returned its whole budget. An instance that returns less and has not
completed stays scheduled for ever: no interrupt schedules it again, receive and transmit stand still,
and the next `napi_disable` waits without end. One that completed and returns the whole budget is put on
the list a second time, which corrupts it.

## Example

```rust
fn poll(napi: &net::Napi, budget: i32, dev: &net::Device, data: &NetData) -> i32 {
    let work = data.drain(dev, budget);
    if work == 0 {
        napi.complete_done(0);
    }
    work // 0 < work < budget: dead
}
```

## Instead

```rust
fn poll(napi: &net::Napi, budget: i32, dev: &net::Device, data: &NetData) -> i32 {
    let work = data.drain(dev, budget);
    if work < budget {
        napi.complete_done(work);
    }
    work
}
```

## Known limits

The budget is always 64. A `poll` that returns more than its budget, which the kernel reports by itself,
is not looked for.
"""

title = "poll returns a number that contradicts whether it completed"
tier = "error"
group = "context"
message = "`{callback}` returns at odds with what it told NAPI: {detail}"
help = "call `complete_done(work)` if and only if `work` is less than the budget, and return `work`"
symptom = []
references = [
    "linux Documentation/networking/napi.rst: Instance API, poll",
    "linux 6.1 net/core/dev.c: napi_complete_done, __napi_poll, napi_disable",
]
judged = {"poll": ["bindings::judge_poll"]}
