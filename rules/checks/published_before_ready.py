"""## What it does

Reports a callback of a network interface or a character device that panics or follows a null pointer if
it is called right after that is registered, while `probe` or `init` still makes what it uses.

## Why is this bad?

Registering shows the interface to everybody. Before `register` returns its counters are read, and a
daemon that waits for interfaces may set it up before `probe` has come to its next line. A panic in `open`
kills the caller with the rtnl lock held.

## Example

```rust
fn probe(dev: &mut pci::Device, _id: Option<&Self::IdInfo>) -> Result<Self::Data> {
    let data = Arc::try_new(NetData::new(dev)?)?;
    netdev.register(data.clone())?;
    *data.table.lock() = Some(Table::read(dev)?); // `open` unwraps it
    Ok(data)
}
```

## Instead

```rust
fn probe(dev: &mut pci::Device, _id: Option<&Self::IdInfo>) -> Result<Self::Data> {
    let data = Arc::try_new(NetData::new(dev)?)?;
    *data.table.lock() = Some(Table::read(dev)?);
    netdev.register(data.clone())?;
    Ok(data)
}
```

## Known limits

`open` and the reading of the counters, and of a character device a read and a write, right after the
registration are looked at. A callback that works with values which are not there yet, without a panic,
is not reported.
"""

title = "an interface is registered before its callbacks can run"
tier = "error"
group = "order"
message = "`{callback}` may be called as soon as it is registered, and fails at {place}: {detail}"
help = "register the interface or device last, when everything that its callbacks use is there"
symptom = [
    "kernel BUG at … (a Rust panic is a BUG), and every later `ip` hangs",
]
references = [
    "linux 6.1 net/core/dev.c register_netdevice: the interface is announced before it returns",
    "linux Documentation/networking/netdevices.rst: ndo_open runs under rtnl, after registration",
]
