"""## What it does

Reports a counted reference to the network device that is still held where the device is unregistered.

## Why is this bad?

`unregister_netdev` waits until all references are gone. If the one who holds the last of them is the
caller, or waits for the caller, it waits for ever, with a line in the log every ten seconds; `rmmod`
hangs, and so does the next `ip link`.

## Example

```rust
let port = net::Registration::<Ops>::try_new(dev)?;
let netdev = port.dev_get(); // counted
port.register(data)?;
let card = Box::try_new(Card { port })?; // fails: unregisters while `netdev` is held
```

## Instead

```rust
let port = net::Registration::<Ops>::try_new(dev)?;
{
    let netdev = port.dev_get();
    netdev.eth_hw_addr_set(&address);
}
port.register(data)?;
let card = Box::try_new(Card { port })?;
```

## Known limits

A reference that another thread would give back while the caller waits is taken to be held for ever.
"""

title = "a reference to the network device is held where it is unregistered"
tier = "error"
group = "order"
message = "a reference to the network device is still held at {place}, where it is unregistered"
help = "drop the `ARef<net::Device>` before anything that can unregister the device, error exits included"
symptom = ["unregister_netdevice: waiting for eth0 to become free. Usage count = 2"]
references = [
    "linux 6.1 net/core/dev.c: netdev_run_todo, netdev_wait_allrefs_any",
    "linux Documentation/networking/netdevices.rst: network devices allocation",
]
judged = {"unregister_netdev": ["bindings::unregister_netdev"]}
