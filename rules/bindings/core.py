"""The driver core: devices, references, classes, firmware nodes, platform, auxiliary, faux and SoC devices.

Sources: drivers/base/core.c, drivers/base/class.c, drivers/base/platform.c, drivers/base/auxiliary.c,
drivers/base/soc.c, lib/kobject.c, drivers/of/dynamic.c, kernel/module/main.c (6.12).
"""

resources = {
    "dev.ref": {"noun": "the reference of a device", "release": "`put_device`", "life": "function"},
    "dev.add": {"noun": "the device in the tree", "release": "`device_del`", "life": "function"},
    "dev.made": {"noun": "the created device", "release": "`device_destroy`", "life": "function"},
    "class.dev": {"noun": "the device class", "release": "`class_destroy`", "life": "function"},
    "aux.dev": {"noun": "the auxiliary device", "release": "`auxiliary_device_uninit`", "life": "function"},
    "aux.add": {
        "noun": "the auxiliary device on its bus", "release": "`auxiliary_device_delete`", "life": "function",
    },
    "dev.faux": {"noun": "the faux device", "release": "`faux_device_destroy`", "life": "function"},
    "dev.soc": {"noun": "the SoC device", "release": "`soc_device_unregister`", "life": "function"},
    "mod.ref": {"noun": "the reference of a module", "release": "`module_put`", "life": "function"},
    "kobj.ref": {"noun": "the reference of a kobject", "release": "`kobject_put`", "life": "function"},
    "of.node": {
        "noun": "the reference of a firmware node", "release": "`fwnode_handle_put`", "life": "function",
    },
}


@acquires("dev.ref", "dev")
@source("drivers/base/core.c:3868 null for null")
def get_device(dev):
    return dev


@releases("dev.ref", "dev", "held")
@symptom("refcount_t: underflow; use-after-free")
@source("drivers/base/core.c:3878 nothing for null; the last reference calls `release` and may sleep")
def put_device(dev):
    return None


@source("drivers/base/core.c:3225 from here on the memory is given back by put_device only")
@acquires("dev.ref", "dev")
def device_initialize(dev):
    return None


@acquires("dev.add", "dev")
@fails("errno", 17)
@context("sleeps")
@source("drivers/base/core.c:3641 -EEXIST for a taken name; after an error put_device, never kfree")
def device_add(dev):
    return 0


@releases("dev.add", "dev", "held")
@context("sleeps")
@source("drivers/base/core.c:3917")
def device_del(dev):
    return None


@context("sleeps")
@source("drivers/base/core.c:3853 device_initialize and device_add; after an error the reference is held")
def device_register(dev):
    device_initialize(dev)
    return device_add(dev)


@context("sleeps")
@source("drivers/base/core.c:4001 device_del and put_device")
def device_unregister(dev):
    device_del(dev)
    put_device(dev)


class class_:
    """`struct class`."""

    path = "bindings::class"
    devices: "int"


@acquires("class.dev", "return")
@fails("err_ptr", 17)
@context("sleeps")
@source("drivers/base/class.c:266 (6.1: the owner comes first)")
def class_create(name):
    return allocate(class_(devices=0))


@releases("class.dev", "cls", "held")
@context("sleeps")
@source("drivers/base/class.c:299 nothing for null and errors")
def class_destroy(cls):
    given_up(cls)


class device:
    """`struct device`, of those that the kernel allocates."""

    devt: "dev_t"


@acquires("dev.made", "devt")
@fails("err_ptr", 17)
@context("sleeps")
@source("drivers/base/core.c:4533 (further arguments make the name)")
def device_create(cls, parent, devt, drvdata, fmt):
    needs(cls, "the device class")
    return allocate(device(devt=devt))


@releases("dev.made", "devt", "held")
@context("sleeps")
@source("drivers/base/core.c:4596 found by its number; nothing if there is none")
def device_destroy(cls, devt):
    needs(cls, "the device class")


@source("drivers/base/platform.c:549 put_device; nothing for null")
def platform_device_put(pdev):
    put_device(pdev)


@fails("errno", 6)
@source("drivers/base/platform.c:260 the number of an interrupt; a query: nothing to give back")
def platform_get_irq(dev, num):
    return 12 + num


@fails("errno", 6)
@source("drivers/base/platform.c:171 as platform_get_irq, without a line in the log")
def platform_get_irq_optional(dev, num):
    return 12 + num


@fails("errno", 6)
@source("drivers/base/platform.c:468")
def platform_get_irq_byname(dev, name):
    return 12


@fails("errno", 6)
@source("drivers/base/platform.c:490")
def platform_get_irq_byname_optional(dev, name):
    return 12


@source("include/linux/platform_device.h:280")
def platform_get_drvdata(pdev):
    return dev_get_drvdata(pdev)


@source("include/linux/platform_device.h:285 the slot only; what was in it is not freed")
def platform_set_drvdata(pdev, data):
    dev_set_drvdata(pdev, data)


@acquires("aux.dev", "auxdev")
@fails("errno", 22)
@source("drivers/base/auxiliary.c:274 after an error the memory is the caller's, then that of `release`")
def auxiliary_device_init(auxdev):
    return 0


@releases("aux.dev", "auxdev", "held")
@symptom("refcount_t: underflow; use-after-free")
@source("include/linux/auxiliary_bus.h:239 put_device: calls `release` if nobody else refers to it")
def auxiliary_device_uninit(auxdev):
    return None


@acquires("aux.add", "auxdev")
@fails("errno", 17)
@context("sleeps")
@source("drivers/base/auxiliary.c:314 on the bus; after an error auxiliary_device_uninit is still due")
def __auxiliary_device_add(auxdev, modname):
    return 0


@releases("aux.add", "auxdev", "held")
@context("sleeps")
@source("include/linux/auxiliary_bus.h:245 device_del; before auxiliary_device_uninit")
def auxiliary_device_delete(auxdev):
    return None


class faux_device:
    """`struct faux_device`."""

    dev: "device"


@acquires("dev.faux", "return")
@fails("null", 12)
@context("sleeps")
@source("7.1: drivers/base/faux.c:207 null for an error (6.12 has none)")
def faux_device_create(name, parent, faux_ops):
    return allocate(faux_device(dev=0))


@source("7.1: drivers/base/faux.c:126")
def faux_device_create_with_groups(name, parent, faux_ops, groups):
    return faux_device_create(name, parent, faux_ops)


@releases("dev.faux", "faux_dev", "held")
@context("sleeps")
@source("7.1: drivers/base/faux.c:222 nothing for null")
def faux_device_destroy(faux_dev):
    given_up(faux_dev)


class soc_device:
    """`struct soc_device`."""

    number: "int"


@acquires("dev.soc", "return")
@fails("err_ptr", 12)
@context("sleeps")
@source("drivers/base/soc.c:128")
def soc_device_register(soc_dev_attr):
    return allocate(soc_device(number=0))


@releases("dev.soc", "soc_dev", "held")
@context("sleeps")
@source("drivers/base/soc.c:188")
def soc_device_unregister(soc_dev):
    given_up(soc_dev)


@acquires("mod.ref", "module")
@fails("null", 0)
@source("kernel/module/main.c:865 false if the module is going; true for null")
def try_module_get(module):
    return True


@acquires("mod.ref", "module")
@source("kernel/module/main.c:856 whoever calls it knows that the module stays")
def __module_get(module):
    return None


@releases("mod.ref", "module", "held")
@source("kernel/module/main.c:881 WARN_ON if the count was 0; nothing for null")
def module_put(module):
    return None


@acquires("kobj.ref", "kobj")
@source("lib/kobject.c:636 null for null")
def kobject_get(kobj):
    return kobj


@releases("kobj.ref", "kobj", "held")
@symptom("refcount_t: underflow; use-after-free")
@source("lib/kobject.c:730 nothing for null; the last reference may sleep")
def kobject_put(kobj):
    return None


@acquires("kobj.ref", "kref")
@source("include/linux/kref.h:43")
def kref_get(kref):
    return None


@source("include/linux/kref.h:62 1 if it was the last one, and `release` was called")
def kref_put(kref, last):
    """The first reference is not on the books: it was set, not taken."""
    if held("kobj.ref", kref):
        release("kobj.ref", kref)
        return 0
    call_back(last, kref)
    return 1


@acquires("of.node", "node")
@source("drivers/of/dynamic.c:34 null for null")
def of_node_get(node):
    return node


@releases("of.node", "node", "held")
@symptom("OF: ERROR: of_node_release() detected bad of_node_put()")
@source("drivers/of/dynamic.c:47 nothing for null")
def of_node_put(node):
    return None


class fwnode_handle:
    """`struct fwnode_handle`: a node of the device tree or of ACPI."""

    flags: "u8"


@acquires("of.node", "fwnode")
@source("drivers/base/property.c:874 null for null")
def fwnode_handle_get(fwnode):
    return fwnode


@releases("of.node", "fwnode", "held")
@source("include/linux/property.h:198 (6.12; of 6.1 in drivers/base/property.c); nothing for null and errors")
def fwnode_handle_put(fwnode):
    return None


@acquires("of.node", "return")
@fails("null", 0)
@source("drivers/base/property.c:843")
def fwnode_get_named_child_node(fwnode, childname):
    return allocate(fwnode_handle(flags=0))


@acquires("of.node", "return")
@fails("null", 0)
@source("drivers/of/base.c:886 the reference of `from` is given back")
def of_find_node_by_name(from_, name):
    if not is_null(from_):
        of_node_put(from_)
    return allocate(fwnode_handle(flags=0))


@source("drivers/base/property.c:759 the reference of `child` is given back; null after the last")
def fwnode_get_next_child_node(fwnode, child):
    """One child, then no other."""
    if is_null(child):
        return fwnode_get_named_child_node(fwnode, 0)
    fwnode_handle_put(child)
    return 0


@acquires("of.node", "return")
@fails("null", 0)
@source("drivers/base/property.c:733 null if there are not so many")
def fwnode_get_nth_parent(fwnode, depth):
    return allocate(fwnode_handle(flags=0))


class fwnode_reference_args:
    """`struct fwnode_reference_args`: a node, and what stands behind its name."""

    fwnode: "pointer"
    nargs: "unsigned int"

    def default():
        return fwnode_reference_args(fwnode=0, nargs=0)


@fails("errno", 2)
@source("drivers/base/property.c:560 the node that is found has a reference")
def fwnode_property_get_reference_args(fwnode, prop, nargs_prop, nargs, index, args):
    node = allocate(fwnode_handle(flags=0))
    if is_a(args, "bindings::fwnode_reference_args"):
        acquire("of.node", node, 0, "errno")
        args.fwnode = node
    return 0
