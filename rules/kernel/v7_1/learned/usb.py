"""`kernel::usb`, derived from the source of the crate."""


class Device(Generic[Ctx]):
    f0: "kernel::types::Opaque<bindings::usb_device>"

    # learned 08e63e0f4edc
    def inc_ref(self):
        usb_get_dev(self.f0)

    # learned c4241e2a771c
    def dec_ref(obj):
        usb_put_dev(obj)
