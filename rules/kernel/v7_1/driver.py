"""`kernel::driver` of Linux 7.1: a registration that is pinned, and unregisters when it is dropped."""


class Registration(Generic[A]):
    registered: "bool"

    def new(name, module):
        ret = A.register()
        if ret != 0:
            return Err(ret)
        return Ok(Registration(registered=1))

    def drop(self):
        A.unregister()


def probed(dev, result, owner):
    """drivers/base/dd.c really_probe: what the driver returned is kept with the device; on an error all that
    was registered with devm goes, the last first."""
    if is_err(result):
        all_let_go(dev)
        nobody_masters(dev)
        return error_number(payload(result))
    if kmalloc() == 0:
        drop_now(payload(result))
        all_let_go(dev)
        nobody_masters(dev)
        return -12
    data = box(payload(result))
    dev.drvdata = as_raw(peek(data))
    forget(data)
    return 0


@source("drivers/base/dd.c:598 device_unbind_cleanup: devres first, then post_unbind_rust drops the data")
def removed(dev):
    all_let_go(dev)
    if dev.drvdata != 0:
        data = own(dev.drvdata)
        dev.drvdata = 0
        drop_now(data)
    nobody_masters(dev)


def nobody_masters(dev):
    if is_a(dev, "kernel::pci::Device") and dev.mastering:
        pci_command(0, 4)
