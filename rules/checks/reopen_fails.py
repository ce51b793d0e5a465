"""## What it does

Runs `open`, `stop`, `open` and reports a second `open` that cannot succeed: it ends in a `BUG`, or it
returns an error though nothing fails and the first one worked. The same after an `open` that failed.

## Why is this bad?

`ip link set eth0 down` and `up` again is an everyday act. With NAPI left enabled it ends in `kernel
BUG` inside `napi_enable`; the process dies holding the rtnl lock, and from then on every `ip` and
every `rmmod` hangs. This happened in 32 of 57 versions that were run. With the handler left on the
line nothing is printed, but each interrupt is served by one handler more after every round.

## Example

```rust
fn open(dev: &net::Device, data: &NetData) -> Result {
    data.napi.enable(); // the second time: kernel BUG
    dev.netif_start_queue();
    Ok(())
}

fn stop(dev: &net::Device, _data: &NetData) -> Result {
    dev.netif_stop_queue();
    Ok(())
}
```

## Instead

```rust
fn open(dev: &net::Device, data: &NetData) -> Result {
    data.napi.enable();
    dev.netif_start_queue();
    Ok(())
}

fn stop(dev: &net::Device, data: &NetData) -> Result {
    dev.netif_stop_queue();
    data.napi.disable();
    Ok(())
}
```

## Known limits

The line of the `BUG` in `net/core/dev.c` is 6438 in the camp's 6.1-rc1, 6896 in 6.12 and 7665 in
7.1.5. The camp's base crate has no `Napi::disable`: that wrapper is to be added. An `open` that
fails for want of memory is no finding.
"""

title = "the second open starts from a state it cannot work from"
tier = "error"
group = "device"
message = "`open` after `stop` cannot work: {detail}"
help = (
    "let `stop` undo what `open` did, in reverse order; among others `napi.disable()` for "
    "`napi.enable()`, and dropping the `irq::Registration` for its `try_new`"
)
symptom = [
    "kernel BUG at net/core/dev.c:…! (if NAPI is still enabled)",
]
references = [
    "linux 6.1 net/core/dev.c:6438: napi_enable of an enabled instance is a BUG",
    "linux 6.1 kernel/irq/manage.c:1636-1656: a second shared handler is accepted",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
