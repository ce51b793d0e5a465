"""`kernel::device` of the camp's crate: a counted device, and data in three parts."""

resources = {
    "device.reference": {"noun": "the device reference", "release": "dropping the `device::Device`", "life": "memory"},
}


class Device:
    ptr: "*mut device"

    def from_dev(dev):
        return Device(ptr=raw_device_of(dev))

    def new(pointer):
        return Device(ptr=pointer)

    def name(self):
        return "0000:00:03.0"

    def raw_device(self):
        return self.ptr


def raw_device_of(dev):
    return dev.raw_device()
