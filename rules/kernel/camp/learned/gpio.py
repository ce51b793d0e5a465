"""`kernel::gpio`, derived from the source of the crate."""


class Registration(Generic[T]):
    gc: "core::UnsafeCell<bindings::gpio_chip>"
    parent: "core::Option<kernel::device::Device>"

    # learned 07f6efd80d36
    def drop(self):
        if is_none(self.parent):
            return None
        r1 = gpiochip_get_data(self.gc.value)
        gpiochip_remove(self.gc.value)
        drop_now(own(r1))
