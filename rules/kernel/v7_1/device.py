"""`kernel::device` of Linux 7.1: what the devices of all buses have in common."""


class Device:
    references: "int"
    drvdata: "pointer"
    devres: "Vec"
    parent: "pointer"
    traits = ["kernel::device::Common"]


class Common:
    """Methods of each `bus::Device`."""

    def inc_ref(self):
        self.references = self.references + 1

    def dec_ref(self):
        self.references = self.references - 1

    def as_ref(self):
        return borrow(raw_of(self))

    def into(self):
        return convert(borrow(raw_of(self)))

    def try_into(self):
        return Ok(borrow(raw_of(self)))

    def as_bound(self):
        return borrow(raw_of(self))

    def name(self):
        return device_name()

    def drvdata(self):
        if self.drvdata == 0:
            return Err(-2)
        return Ok(borrow(self.drvdata))

    def parent(self):
        return borrow(self.parent)

    def fwnode(self):
        if otherwise("the device has no firmware node"):
            return NONE
        return Some(FwNode(number=0))

    def dma_set_mask(self, mask):
        return to_result(dma_set_mask(raw_of(self), mask))

    def dma_set_coherent_mask(self, mask):
        return to_result(dma_set_coherent_mask(raw_of(self), mask))

    def dma_set_mask_and_coherent(self, mask):
        return to_result(dma_set_mask(raw_of(self), mask))

    def dma_set_max_seg_size(self, size):
        return None

    def vendor_id(self):
        return anything(16)

    def device_id(self):
        return anything(16)

    def revision_id(self):
        return anything(8)

    def id(self):
        return anything(32)


class FwNode:
    """Properties that the firmware gives; what they are is not known here."""

    path = "kernel::device::property::FwNode"
    number: "int"

    def is_of_node(self):
        return chosen("it is a node of a device tree")

    def property_present(self, name):
        return chosen("the property is present")

    def property_read_bool(self, name):
        return chosen("the property is set")

    def property_match_string(self, name, text):
        if otherwise("the property lacks that string"):
            return Err(-61)
        return Ok(0)

    def property_count_elem(self, name):
        if otherwise("the property is not there"):
            return Err(-22)
        return Ok(anything(32))

    def property_read(self, name):
        return Property(value=anything(32))

    def property_read_array_vec(self, name, count):
        if kmalloc() == 0:
            return Err(-12)
        return Ok(Property(value=[]))

    def property_get_reference_args(self, name, count, index):
        if otherwise("the reference is not there"):
            return Err(-2)
        return Ok(FwNode(number=0))

    def children(self):
        return []


class Property:
    """A property that may be missing."""

    path = "kernel::device::property::PropertyGuard"
    value: "T"

    @by_value
    def required_by(self, dev):
        if otherwise("the property is not there"):
            return Err(-2)
        return Ok(take(self.value))

    @by_value
    def optional(self):
        if otherwise("the property is not there"):
            return NONE
        return Some(take(self.value))

    @by_value
    def or_(self, other):
        if otherwise("the property is not there"):
            return other
        return take(self.value)

    @by_value
    def or_default(self):
        return take(self.value)


def to_result(ret):
    if ret != 0:
        return Err(ret)
    return Ok(None)
