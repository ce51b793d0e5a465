"""Questions: nothing is acquired, and what comes is not known.

Sources: drivers/base/, include/linux/ (6.12).
"""


@source("include/linux/device.h:867")
def dev_name(dev):
    return unknown("the name of a device")


@source("include/linux/pci.h:1223")
def dev_is_pci(d):
    return is_a(d, "kernel::pci::pci_dev")


@source("include/linux/platform_device.h:44")
def dev_is_platform(dev):
    return unknown("the bus of a device")


@source("drivers/acpi/bus.c:1044 null if none of them fits")
def acpi_match_device(ids, dev):
    return unknown("the entry that fits")


@source("drivers/of/device.c:26 null if none of them fits")
def of_match_device(matches, dev):
    return unknown("the entry that fits")


@source("drivers/i2c/i2c-core-base.c:106 null if none of them fits")
def i2c_match_id(id, client):
    return unknown("the entry that fits")


@source("drivers/i2c/i2c-core-base.c:722 null if it is no client")
def i2c_verify_client(dev):
    return unknown("the client of a device")


@source("include/linux/usb.h:750 without a reference")
def interface_to_usbdev(intf):
    return unknown("the device of an interface")


@source("drivers/base/cpu.c:429 null for a number that is none; without a reference")
def get_cpu_device(cpu):
    return unknown("the device of a CPU")


@source("drivers/base/platform.c:55 null if there is none")
def platform_get_resource(dev, type, num):
    return unknown("a resource of the platform")


@source("drivers/base/platform.c:420")
def platform_get_resource_byname(dev, type, name):
    return unknown("a resource of the platform")


@source("drivers/base/property.c:21 without a reference")
def __dev_fwnode(dev):
    return unknown("the firmware node of a device")


@source("include/linux/of.h:162")
def is_of_node(fwnode):
    return unknown("the kind of a firmware node")


@source("drivers/base/property.c:709")
def fwnode_count_parents(fwnode):
    return unknown("how many parents")


@source("drivers/base/property.c:616")
def fwnode_get_name(fwnode):
    return unknown("the name of a firmware node")


@source("drivers/base/property.c:629")
def fwnode_get_name_prefix(fwnode):
    return unknown("what stands before a name")


@source("drivers/base/property.c:57")
def fwnode_property_present(fwnode, propname):
    return unknown("a property")


@source("include/linux/property.h:266 (7.1: drivers/base/property.c)")
def fwnode_property_read_bool(fwnode, propname):
    return unknown("a property")


@source("drivers/base/property.c:471 its place, or below 0")
def fwnode_property_match_string(fwnode, propname, string):
    return unknown("a property")


@fails("errno", 22)
@source("drivers/base/property.c:447")
def fwnode_property_read_string(fwnode, propname, val):
    old = replace(val, unknown("a property"))
    return 0


@source("include/linux/cpumask.h:751")
def cpumask_empty(srcp):
    return unknown("which CPUs")


@source("include/linux/cpumask.h:762")
def cpumask_full(srcp):
    return unknown("which CPUs")


@source("include/linux/cpumask.h:568")
def cpumask_test_cpu(cpu, cpumask):
    return unknown("which CPUs")


@source("include/linux/cpumask.h:773")
def cpumask_weight(srcp):
    return unknown("how many CPUs")


@source("include/linux/cpumask.h:837")
def cpumask_copy(dstp, srcp):
    return None


@source("include/linux/cpumask.h:607")
def cpumask_setall(dstp):
    return None


@source("include/linux/cpumask.h:523")
def __cpumask_set_cpu(cpu, dstp):
    return None


@source("include/linux/cpumask.h:539")
def __cpumask_clear_cpu(cpu, dstp):
    return None


@source("include/linux/smp.h:198")
def raw_smp_processor_id():
    return unknown("the CPU that runs")


@source("kernel/time/timekeeping.c:740")
def ktime_get():
    return unknown("the time")


@source("include/linux/timekeeping.h:80")
def ktime_get_real():
    return unknown("the time")


@source("include/linux/timekeeping.h:98")
def ktime_get_boottime():
    return unknown("the time")


@source("include/linux/timekeeping.h:113")
def ktime_get_clocktai():
    return unknown("the time")


@source("include/linux/ktime.h:157")
def ktime_to_us(kt):
    return unknown("the time")


@source("include/linux/ktime.h:162")
def ktime_to_ms(kt):
    return unknown("the time")


@source("include/linux/timer.h:145")
def timer_pending(timer):
    return unknown("whether the timer is armed")


@source("kernel/time/hrtimer.c:1672")
def hrtimer_active(timer):
    return unknown("whether the timer is armed")


@source("kernel/time/hrtimer.c:1046 of a timer that is not armed: how many periods")
def hrtimer_forward(timer, now, interval):
    return unknown("how many periods")


@source("include/linux/mm.h:1635")
def page_to_nid(page):
    return unknown("the node of a page")


@source("include/linux/mm.h:1192")
def is_vmalloc_addr(x):
    return unknown("where memory lies")


@source("include/linux/pci.h:714")
def pci_dev_id(dev):
    return unknown("the place on the bus")


@source("lib/scatterlist.c:26 null after the last")
def sg_next(sg):
    return unknown("the next of a scatterlist")


@source("drivers/char/random.c:112")
def rng_is_initialized():
    return unknown("whether there is randomness")


@context("sleeps")
@fails("errno", 512)
@source("drivers/char/random.c:136 -ERESTARTSYS on a signal")
def wait_for_random_bytes():
    return 0


@source("drivers/char/random.c:931")
def add_device_randomness(buf, len):
    return None
