"""## What it does

Reports a device in the driver's table of ids that another driver of the same kernel claims, which the
configuration builds in.

## Why is this bad?

A built-in driver is there before any module. At boot the kernel gives it each device that its table
names, and a device has one driver. When the module is loaded it registers, `insmod` returns 0, and
nothing else happens: `probe` is not called, and all that is seen of the device is the work of the other
driver.

## Example

```text
# .config of the kernel; the driver's table has (0x8086, 0x100e)
CONFIG_NET_VENDOR_INTEL=y
CONFIG_E1000=y
CONFIG_RUST=y
```

## Instead

```text
CONFIG_NET_VENDOR_INTEL=y
# CONFIG_E1000 is not set
CONFIG_RUST=y
```

## Known limits

`modcheck check` knows the drivers in `rules/bindings/pci_drivers.py`; `modcheck doctor` reads the table
of each driver that the configuration builds into the tree at hand. A driver that is built as a module
(`=m`) is no finding: which of the two is loaded first is decided elsewhere. Entries for one subsystem
or a class of devices are not read. The configuration is that of the tree which the Makefile names, or
`.config` beside the module.
"""

title = "a driver that is built into the kernel takes the device first"
tier = "warning"
group = "around"
message = "`probe` will not be called for this device: {detail}"
help = (
    "at {place} write `# {resource} is not set` (in `make menuconfig`: N), build the kernel anew and boot "
    "it; or free the device by hand: write its address to `unbind` of the other driver in sysfs"
)
symptom = []
references = [
    "linux Documentation/PCI/pci.rst: How PCI drivers work",
    "linux drivers/base/dd.c: __driver_attach passes over a device that has a driver",
    "linux drivers/net/ethernet/intel/e1000/e1000_main.c: e1000_pci_tbl",
    "observed: the C e1000 answers in a running kernel until it is configured out",
]
label = "the device that it takes"
