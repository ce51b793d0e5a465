"""Character devices of the C API. Sources: fs/char_dev.c (6.1)."""

resources = {
    "chr.region": {
        "noun": "the range of device numbers",
        "release": "dropping its `chrdev::Registration`",
        "life": "function",
    },
    "chr.cdev": {
        "noun": "the character device", "release": "dropping its `chrdev::Registration`", "life": "function",
    },
}


@acquires("chr.region", "owner")
@fails("errno", 16)
@source("fs/char_dev.c alloc_chrdev_region")
def alloc_chrdev_region(owner):
    return 0


@releases("chr.region", "owner")
def unregister_chrdev_region(owner):
    return None


@acquires("chr.cdev", "owner")
@fails("errno", 12)
@source("fs/char_dev.c cdev_add")
def cdev_add(owner):
    return 0


@releases("chr.cdev", "owner")
def cdev_del(owner):
    return None
