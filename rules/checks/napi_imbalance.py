"""## What it does

Reports `napi.enable()` on an enabled instance, and `napi.disable()` on a disabled one.

## Why is this bad?

Enabling twice is a `BUG` on the spot. Disabling twice never returns: it sleeps in a loop until the
instance is free, which it never becomes. The caller holds the rtnl lock, so every later `ip` and
`rmmod` hangs behind it, and the sleeper itself is not even reported as a hung task.

## Example

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    data.napi.disable();
    dev.netif_stop_queue();
    data.free_rings();
    data.napi.disable(); // never returns
    Ok(())
}
```

## Instead

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    dev.netif_stop_queue();
    data.napi.disable();
    data.free_rings();
    Ok(())
}
```

## Known limits

A second enable that comes from the second `open`, because `stop` does not disable, is reported as
`reopen_fails`. The same hang follows when `poll` returned less than its budget without completing;
that is another check.
"""

title = "enable and disable of NAPI do not alternate"
tier = "error"
group = "misuse"
message = "`{callback}` calls NAPI out of turn at {place}: {detail}"
help = (
    "call `napi.enable()` once in `open` and `napi.disable()` once in `stop`, on every path; a NAPI "
    "instance that was just added counts as disabled"
)
symptom = [
    "kernel BUG at net/core/dev.c:…! (for the second enable; the second disable hangs and prints nothing)",
]
references = [
    "linux 6.1 net/core/dev.c:6438: BUG_ON in napi_enable",
    "linux 6.1 net/core/dev.c:6405-6410: napi_disable waits",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
judged = {"napi_enable, napi_disable": ["bindings::napi_enable", "bindings::napi_disable"]}
