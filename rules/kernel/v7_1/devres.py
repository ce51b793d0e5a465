"""`kernel::devres` and `kernel::revocable` of Linux 7.1: values that live as long as a device is bound.

`Devres` shares its value with a node in the list of the device. Whoever comes first, its drop or the
unbinding of the device, drops the value. Source: rust/kernel/devres.rs, drivers/base/devres.c.
"""

from bindings import Allocator
from core import PinInit, in_place
from kernel.revocable import Revocable


class Devres(Generic[T]):
    inner: "Arc<Revocable<T>>"
    dev: "pointer"

    def new(dev, data):
        if kmalloc() == 0:
            return Err(-12)
        result = PinInit.run(data)
        if is_err(result):
            return result
        inner = arc(Revocable(value=Some(payload(result))))
        kept_until_unbound(dev, arc_clone(ref(inner)))
        return Ok(Devres(inner=inner, dev=raw_of(dev)))

    def device(self):
        return borrow(self.dev)

    def access(self, dev):
        if raw_of(dev) != self.dev:
            return Err(-22)
        return Ok(payload_ref(self.inner.value))

    def try_access(self):
        return self.inner.try_access()

    def try_access_with(self, body):
        return self.inner.try_access_with(body)

    def drop(self):
        if self.inner.revoke_nosync():
            kept_no_more(self.dev, borrow(self.inner))


def register(dev, data, flags):
    """The value is dropped when the device is unbound, and not before."""
    made = in_place.boxed(data, flags)
    if is_err(made):
        return Err(payload(made))
    node = arc(Revocable(value=Some(payload(made))))
    if Allocator.kmalloc(flags) == 0:
        return Err(-12)
    kept_until_unbound(dev, node)
    return Ok(None)

replaces = {
    "kernel::devres::Devres::drop": [
        "-dev.devres, then success; -dev.devres -rust.raw, then success",
        "-dev.devres, then success", "nodes are kept in a list of the device, whose order matters",
    ],
}
