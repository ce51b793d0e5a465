"""`kernel::soc` of Linux 7.1: what the machine is called in sysfs."""


class Attributes:
    machine: "Option<CString>"
    family: "Option<CString>"
    revision: "Option<CString>"
    serial_number: "Option<CString>"
    soc_id: "Option<CString>"


class Registration:
    dev: "pointer"
    attributes: "Attributes"

    def new(attributes):
        dev = soc_device_register(0)
        if is_error(dev):
            return Err(dev)
        return Ok(Registration(dev=dev, attributes=attributes))

    def drop(self):
        soc_device_unregister(self.dev)
