"""PCI of the C API. Sources: drivers/pci/pci.c, drivers/pci/iomap.c, Documentation/PCI/pci.rst (6.12)."""

from bindings import io_mapping
from kernel.pci import pci_dev

resources = {
    "pci.enable": {
        "noun": "the enabled PCI function", "release": "`dev.disable_device()`", "life": "function",
    },
    "pci.region": {
        "noun": "the BAR regions", "release": "`dev.release_selected_regions(bars)`", "life": "function",
    },
    "pci.bar": {"noun": "the region of a BAR", "release": "`pci_release_region`", "life": "function"},
    "pci.iomap": {"noun": "the mapping of a BAR", "release": "`pci_iounmap`", "life": "memory"},
    "pci.mwi": {"noun": "the Memory-Write-Invalidate", "release": "`pci_clear_mwi`", "life": "function"},
    "pci.devref": {"noun": "the reference of a PCI device", "release": "`pci_dev_put`", "life": "function"},
}


@acquires("pci.enable", "dev")
@fails("errno", 5)
@source("drivers/pci/pci.c:2224 counts; a second enable returns 0 at once")
def pci_enable_device(dev):
    dev.enable_count = minimum(dev.enable_count + 1, 3)
    world.disabled = 0
    if dev.enable_count == 1:
        afresh("pci.enable")
        pci_command(3, 0)
    return 0


@source("drivers/pci/pci.c:2207 as pci_enable_device, of the memory BARs only")
def pci_enable_device_mem(dev):
    return pci_enable_device(dev)


@source("drivers/pci/devres.c:485 disabled with the device's other managed resources")
def pcim_enable_device(pdev):
    ret = pci_enable_device(pdev)
    if ret == 0:
        entry = devres_entry(pdev, pci_disable_device, pdev)
    return ret


@releases("pci.enable", "dev")
@source("drivers/pci/pci.c:2300 WARN_ONCE; bus mastering is cleared when the count reaches 0")
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


@source("drivers/pci/pci.c:4287 a bit of the COMMAND register; nothing is counted")
def pci_set_master(dev):
    pci_command(4, 0)


@source("drivers/pci/pci.c:4298")
def pci_clear_master(dev):
    pci_command(0, 4)


@acquires("pci.mwi", "dev")
@fails("errno", 22)
@source("drivers/pci/pci.c:4350 a bit of the COMMAND register, so a second time is nothing")
def pci_set_mwi(dev):
    release("pci.mwi", dev)
    return 0


@source("drivers/pci/pci.c:4382")
def pci_try_set_mwi(dev):
    return pci_set_mwi(dev)


@releases("pci.mwi", "dev")
@source("drivers/pci/pci.c:4398")
def pci_clear_mwi(dev):
    return None


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
@source("drivers/pci/pci.c:4015 regions already taken in the call are given back")
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
    if held("pci.bar", dev):
        release_one_by_one(dev, bars & dev.regions)
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


def release_one_by_one(dev, bars):
    """Regions that were requested one by one."""
    bar = 0
    while bar < 6:
        if bars & (1 << bar):
            release("pci.bar", dev)
        bar = bar + 1


@source("drivers/pci/pci.c:4035 the range is only marked as one that user space must not map")
def pci_request_selected_regions_exclusive(dev, bars, name):
    return pci_request_selected_regions(dev, bars, name)


@source("drivers/pci/pci.c:4076")
def pci_request_regions(dev, name):
    return pci_request_selected_regions(dev, 63, name)


@source("drivers/pci/pci.c:4052")
def pci_release_regions(dev):
    pci_release_selected_regions(dev, 63)


@source("include/linux/pci.h:1953")
def pci_request_mem_regions(pdev, name):
    return pci_request_selected_regions(pdev, pci_select_bars(pdev, 0x200), name)


@source("include/linux/pci.h:1960")
def pci_release_mem_regions(pdev):
    pci_release_selected_regions(pdev, pci_select_bars(pdev, 0x200))


@source("include/linux/pci.h:1939")
def pci_request_io_regions(pdev, name):
    return pci_request_selected_regions(pdev, pci_select_bars(pdev, 0x100), name)


@source("include/linux/pci.h:1946")
def pci_release_io_regions(pdev):
    pci_release_selected_regions(pdev, pci_select_bars(pdev, 0x100))


@acquires("pci.bar", "dev")
@fails("errno", 16)
@symptom("BAR 0: can't reserve [mem 0xfebc0000-0xfebdffff]")
@source("drivers/pci/pci.c:3958 (6.12: managed after pcim_enable_device; 7.1: never)")
def pci_request_region(dev, bar, name):
    if dev.regions & (1 << bar):
        printk(f"{module_name()} 0000:00:03.0: BAR {bar}: can't reserve")
        broken_resource("reprobe_fails", "pci.bar", dev, "the first one never gave it back")
        return -16
    dev.regions = dev.regions | (1 << bar)
    world.unreserved = 0
    return 0


@symptom("Trying to free nonexistent resource")
@source("drivers/pci/pci.c:3855 a BAR of length 0 is passed over")
def pci_release_region(dev, bar):
    if (dev.regions & (1 << bar)) == 0:
        if bar_length(bar) != 0:
            region_of_nobody(dev)
        return None
    dev.regions = dev.regions & ~(1 << bar)
    release("pci.bar", dev)
    if dev.regions == 0:
        world.unreserved = 1
        given_back("pci.bar")


def region_of_nobody(dev):
    printk("Trying to free nonexistent resource")
    if held("pci.bar", dev):
        given_in_part("pci.bar", dev)
        broken("wrong_handle", "pci.bar", "it names a region that was never requested")
    else:
        not_held("pci.bar")


@acquires("pci.iomap", "return")
@fails("null", 12)
@context("sleeps")
@source("drivers/pci/iomap.c:135 a new mapping each time; null for a BAR of length 0")
def pci_iomap(dev, bar, maxlen):
    return allocate(io_mapping(bar=bar, length=bar_length(bar)))


@source("drivers/pci/iomap.c:33")
def pci_iomap_range(dev, bar, offset, maxlen):
    return pci_iomap(dev, bar, maxlen)


@source("drivers/pci/iomap.c:160")
def pci_iomap_wc(dev, bar, maxlen):
    return pci_iomap(dev, bar, maxlen)


@source("drivers/pci/pci.c:251 given back with iounmap")
def pci_ioremap_bar(pdev, bar):
    return ioremap(bar_start(bar), bar_length(bar))


@releases("pci.iomap", "addr", "held")
@context("sleeps")
@symptom("iounmap: bad address 00000000")
@source("lib/iomap.c:424 iounmap; nothing for I/O ports")
def pci_iounmap(dev, addr):
    given_up(addr)


@context("sleeps")
@source("drivers/pci/devres.c:653 unmapped with the device's other managed resources")
def pcim_iomap(pdev, bar, maxlen):
    addr = pci_iomap(pdev, bar, maxlen)
    if not is_null(addr):
        entry = devres_entry(pdev, pcim_unmap, addr)
    return addr


def pcim_unmap(addr):
    pci_iounmap(0, addr)


@source("drivers/pci/devres.c:693")
def pcim_iounmap(pdev, addr):
    devm_release_action(pdev, pcim_unmap, addr)


@acquires("pci.devref", "dev")
@source("drivers/pci/pci-driver.c:1564 get_device; null for null")
def pci_dev_get(dev):
    return dev


@acquires("pci.devref", "return")
@fails("null", 0)
@source("drivers/pci/search.c:332 null if there is no other one; the reference of `from` is given back")
def pci_get_device(vendor, device, from_):
    if not is_null(from_):
        pci_dev_put(from_)
    return allocate(pci_dev(irq=0))


@acquires("pci.devref", "return")
@fails("null", 0)
@source("drivers/pci/search.c:228")
def pci_get_domain_bus_and_slot(domain, bus, devfn):
    return allocate(pci_dev(irq=0))


@releases("pci.devref", "dev", "held")
@symptom("refcount_t: underflow; use-after-free")
@source("drivers/pci/pci-driver.c:1579 put_device; nothing for null; the last reference may sleep")
def pci_dev_put(dev):
    return None


@source("include/linux/pci.h:2175")
def pci_get_drvdata(dev):
    return dev.drvdata


@source("include/linux/pci.h:2180 the slot only; what was in it is not freed")
def pci_set_drvdata(dev, data):
    dev.drvdata = data


@source("include/linux/device.h:925")
def dev_get_drvdata(dev):
    return dev.drvdata


@source("include/linux/device.h:930")
def dev_set_drvdata(dev, data):
    dev.drvdata = data


@source("include/linux/pci.h:2149")
def pci_resource_start(dev, index):
    return bar_start(index)


@source("include/linux/pci.h:2152")
def pci_resource_len(dev, index):
    return bar_length(index)
