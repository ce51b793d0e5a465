"""## What it does

Reports a script beside the module that makes a device node which does not lead to it: with a fixed
major number, where the driver gets a dynamic one; or with the number of a name in /proc/devices that
the driver does not register.

## Why is this bad?

A node is a number. `alloc_chrdev_region` gives the next free one, counted down from 254: it is 248 on
one machine and another one after the next driver is built in. The node then leads nowhere ("No such
device or address"), or to somebody else's driver. A name that is not registered gives no number at all,
and `mknod` fails.

## Example

```sh
insmod ./completion.ko
# the driver registers with `chrdev::Registration::new_pinned`, so the number is the kernel's choice
mknod /dev/completion c 248 0
cat /dev/completion
```

## Instead

```sh
insmod ./completion.ko
major=$(awk '$2 == "completion" { print $1 }' /proc/devices)
mknod /dev/completion c "$major" 0
```

## Known limits

Scripts are files in the module's folder that end in `.sh` or begin with `#!` and a shell, up to 64 KiB,
and what they write with here-documents and `echo`. A word is known if it is written out or made of
variables that are set once. Registrations are those of `kernel::chrdev` and `kernel::miscdev`; where a
driver registers otherwise, or a name is not written out, nothing is reported. In a folder of several
modules a script counts for those that it loads.
"""

title = "a script makes a device node that does not lead to the driver"
tier = "warning"
group = "around"
message = "this node does not lead to the driver: {detail}"
help = (
    "look the number up when the module is loaded, by the name that it registers: "
    "`major=$(grep -w name /proc/devices | cut -d ' ' -f 1)`"
)
symptom = []
references = [
    "linux fs/char_dev.c: find_dynamic_major",
    "linux Documentation/admin-guide/devices.txt: 234-254 char, reserved for dynamic assignment",
    "linux drivers/char/misc.c: misc devices have the major number 10",
]
label = "this node"
