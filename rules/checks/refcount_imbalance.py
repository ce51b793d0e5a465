"""## What it does

Reports references of a network device that do not match: one was taken that nobody owns any more, so that
nobody can put it, or one more is put than was taken.

## Why is this bad?

`unregister_netdev` waits until exactly one reference is left. With one too many or one too few it waits
for ever, with the rtnl lock held shortly before: `rmmod` never returns, and the interface's name stays
taken. One put too many may also free the device under whoever uses it.

## Example

```rust
fn open(dev: &net::Device, data: &NetData) -> Result {
    let netdev: ARef<net::Device> = dev.into(); // one reference more
    data.netdev.store(&*netdev as *const _ as *mut _, Ordering::Release);
    core::mem::forget(netdev); // which nothing puts
    Ok(())
}
```

## Instead

```rust
fn stop(_dev: &net::Device, data: &NetData) -> Result {
    let netdev = data.netdev.swap(core::ptr::null_mut(), Ordering::AcqRel);
    // SAFETY: `open` has forgotten exactly this reference.
    drop(NonNull::new(netdev).map(|it| unsafe { ARef::from_raw(it) }));
    Ok(())
}
```

## Known limits

Only references of a `net_device`. One that somebody still owns at the unregistration is
`netdev_ref_outlives_registration`. A socket buffer that is put too often is `released_twice`, one whose
last reference is lost is a leak. References of the `struct device` are not counted.
"""

title = "gets and puts of a network device do not match"
tier = "error"
group = "misuse"
message = "the references of the network device do not match at {place}: {detail}"
help = (
    "own a reference with an `ARef`, which puts it once; `ARef::from_raw` takes over a reference that was "
    "taken before, of a borrowed device make one with `.into()`"
)
symptom = [
    "unregister_netdevice: waiting for eth0 to become free. Usage count = 2",
]
references = [
    "linux 6.1 net/core/dev.c: netdev_wait_allrefs_any waits for a count of 1",
]
judged = {"unregister_netdev": ["bindings::unregister_netdev"]}
