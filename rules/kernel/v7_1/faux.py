"""`kernel::faux` of Linux 7.1: a device without hardware."""


class Registration:
    dev: "pointer"

    def new(name, parent):
        dev = faux_device_create(0, 0, 0)
        if dev == 0:
            return Err(-19)
        return Ok(Registration(dev=dev))

    def as_ref(self):
        return borrow(self.dev)

    def drop(self):
        faux_device_destroy(self.dev)
