"""## What it does

Reports an interface that is registered or unregistered from `open` or `stop`.

## Why is this bad?

The network core calls `open` and `stop` with the rtnl lock held, and registering and unregistering take
that lock. The task waits for itself, for ever, and so does every later `ip`, DHCP client and `rmmod`.

## Example

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    dev.netif_stop_queue();
    let registration = data.registration.lock().take();
    drop(registration); // unregister_netdev: waits for the caller of this function
    Ok(())
}
```

## Instead

```rust
fn remove(dev: &mut pci::Device, data: &Box<DriverData>) {
    let registration = data.registration.lock().take();
    drop(registration); // calls `stop` if the interface is up
    dev.disable_device();
}
```

## Known limits

Only `open` and `stop` are known to run with the lock. An interface that is unregistered in a handler or
in `poll` is `sleep_in_atomic`.
"""

title = "an interface is registered or unregistered from one of its callbacks"
tier = "error"
group = "context"
message = "`{callback}` runs with the rtnl lock held and waits for it at {place}"
help = "register in `probe` and unregister in `remove`; `open` and `stop` only start and stop what is there"
symptom = [
    "INFO: task ip blocked for more than 120 seconds, and every later `ip` hangs",
]
references = [
    "linux Documentation/networking/netdevices.rst: ndo_open and ndo_stop run under rtnl_lock()",
    "linux 6.1 net/core/dev.c register_netdev, unregister_netdev: both call rtnl_lock()",
]
judged = {"rtnl_lock": ["bindings::take_rtnl"]}
