"""## What it does

Reports the memory of a NAPI instance that is freed before `free_netdev` or `netif_napi_del` has
taken it off the list of its net device.

## Why is this bad?

`add_weight` puts the instance on a list of the net device. In the camp's crate nothing takes it off
but `free_netdev`, which walks the list when the `net::Registration` is dropped. On an error exit of
`probe` locals are dropped in reverse order: a NAPI instance that was made after the registration is
freed first, and the walk then reads and writes freed memory.

## Example

```rust
fn probe(dev: &mut pci::Device, _id: Option<&Self::IdInfo>) -> Result<Box<DriverData>> {
    let reg = net::Registration::<NetDevice>::try_new(dev)?;
    let netdev = reg.dev_get();
    let napi = net::NapiAdapter::<Poll>::add_weight(&netdev, 64)?;
    let res = dev.iter_resource().next().ok_or(EIO)?; // fails: `napi` is freed, then `reg` walks to it
    let mem = dev.map_resource(&res, res.len())?;
    Self::finish(reg, napi, mem)
}
```

## Instead

```rust
fn probe(dev: &mut pci::Device, _id: Option<&Self::IdInfo>) -> Result<Box<DriverData>> {
    let res = dev.iter_resource().next().ok_or(EIO)?;
    let mem = dev.map_resource(&res, res.len())?;
    let mut data = Box::try_new(DriverData { reg: net::Registration::try_new(dev)?, mem, napi: None })?;
    let netdev = data.reg.dev_get();
    data.napi = Some(net::NapiAdapter::<Poll>::add_weight(&netdev, 64)?.into());
    drop(netdev);
    Self::register(data) // the fields drop in their order: `reg` before `napi`
}
```

## Known limits

Nothing is printed unless the kernel checks its memory. Where the instance is leaked with the
private data, as after a failed `register` in the camp's crate, its memory is still there and
nothing is reported. Other generations of the crate may delete the instance when it is dropped;
their rules say so.
"""

title = "a NAPI instance is freed while its net device still lists it"
tier = "error"
group = "order"
message = "the NAPI instance added at {place} is freed before the net device that lists it"
help = (
    "make the NAPI instance outlive the `net::Registration`: put both into one struct, the registration "
    "declared first, before the next step that can fail; fields drop in the order of their declaration"
)
symptom = []
references = [
    "linux 6.1 net/core/dev.c: free_netdev deletes every NAPI on dev->napi_list",
    "linux 7.1 net/core/dev.c:7699: a WARN if one is deleted while enabled",
    "linux 6.1 rust/kernel/net.rs: Napi has no Drop",
]
points_at = "site"
label = "put on the device's list here"
one_per = "callback"
exits = "listed"
