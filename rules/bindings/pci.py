"""PCI of the C API. Sources: drivers/pci/pci.c, Documentation/PCI/pci.rst (6.1)."""

constants = {
    "bindings::IORESOURCE_IO": 0x100, "bindings::IORESOURCE_MEM": 0x200, "bindings::IORESOURCE_IRQ": 0x400,
}
resources = {
    "pci.enable": {
        "noun": "the enabled PCI function", "release": "`dev.disable_device()`", "life": "function",
    },
    "pci.region": {
        "noun": "the BAR regions", "release": "`dev.release_selected_regions(bars)`", "life": "function",
    },
}


@acquires("pci.enable", "dev")
@fails("errno", 5)
@source("drivers/pci/pci.c:1990 counts; a second enable returns 0 at once")
def pci_enable_device(dev):
    dev.enable_count = minimum(dev.enable_count + 1, 3)
    world.disabled = 0
    if dev.enable_count == 1:
        afresh("pci.enable")
        pci_command(3, 0)
    return 0


@releases("pci.enable", "dev")
@source("drivers/pci/pci.c:2246 WARN_ONCE; bus mastering is cleared when the count reaches 0")
def pci_disable_device(dev):
    if dev.enable_count == 0:
        printk("disabling already-disabled device")
        not_held("pci.enable")
        return None
    dev.enable_count = dev.enable_count - 1
    if dev.enable_count == 0:
        pci_command(0, 4)
        world.disabled = 1
        note_disabled()
        given_back("pci.enable")


def pci_set_master(dev):
    pci_command(4, 0)


def pci_clear_master(dev):
    pci_command(0, 4)


def pci_select_bars(dev, flags):
    mask = 0
    index = 0
    while index < 6:
        if bar_flags(index) & flags:
            mask = mask | (1 << index)
        index = index + 1
    return mask


@acquires("pci.region", "dev")
@fails("errno", 16)
@symptom("BAR 0: can't reserve [mem 0xfebc0000-0xfebdffff]")
@source("drivers/pci/pci.c:3992; regions already taken in the call are given back")
def pci_request_selected_regions(dev, bars, name):
    if dev.regions & bars:
        printk(f"{module_name()} 0000:00:03.0: BAR 0: can't reserve [mem 0xfebc0000-0xfebdffff]")
        broken_resource(
            "reprobe_fails", "pci.region", dev, "the first one never gave back the BAR regions"
        )
        return -16
    dev.regions = dev.regions | bars
    world.unreserved = 0
    afresh("pci.region")
    return 0


@symptom("Trying to free nonexistent resource")
@source("kernel/resource.c __release_region")
def pci_release_selected_regions(dev, bars):
    if bars & ~dev.regions:
        release_others(dev, bars & ~dev.regions)
    if (dev.regions & bars) == 0:
        return None
    dev.regions = dev.regions & ~bars
    judge_order(dev)
    if dev.regions == 0:
        while held("pci.region", dev):
            release("pci.region", dev)
        world.unreserved = 1
        given_back("pci.region")
    else:
        given_in_part("pci.region", dev)


@source("Documentation/PCI/pci.rst:367-373 handlers and interfaces go first, the regions last")
def judge_order(dev):
    if length(ref(world.netdevs)) > 0:
        broken_resource(
            "teardown_out_of_order", "pci.region", dev, "the interface above is still registered"
        )
        return None
    index = 0
    while index < length(ref(world.actions)):
        if not handler_is_stale(world.actions[index]):
            broken_resource(
                "teardown_out_of_order", "pci.region", dev, "the interrupt handler is still registered"
            )
            return None
        index = index + 1


@source("drivers/pci/pci.c pci_release_region: a BAR of length 0 is passed over")
def release_others(dev, bars):
    if (bars & pci_select_bars(dev, 0x300)) == 0:
        return None
    printk("Trying to free nonexistent resource")
    if dev.regions == 0:
        not_held("pci.region")
    else:
        given_in_part("pci.region", dev)
        broken("wrong_handle", "pci.region", "it names regions that were never requested")


def pci_request_regions(dev, name):
    return pci_request_selected_regions(dev, 63, name)


def pci_release_regions(dev):
    pci_release_selected_regions(dev, 63)


def pci_get_drvdata(dev):
    return dev.drvdata


def pci_set_drvdata(dev, data):
    dev.drvdata = data


def dev_get_drvdata(dev):
    return dev.drvdata


def dev_set_drvdata(dev, data):
    dev.drvdata = data


def pci_resource_start(dev, index):
    return bar_start(index)


def pci_resource_len(dev, index):
    return bar_length(index)
