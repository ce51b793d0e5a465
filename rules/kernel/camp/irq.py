"""`kernel::irq` of the camp's crate: a registration owns its handler's data."""

constants = {"kernel::irq::flags::SHARED": 0x80, "kernel::irq::flags::NONE": 0}


class Return:
    variants = ["None", "Handled", "WakeThread"]
    numbers = {"None": 0, "Handled": 1, "WakeThread": 2}


class Registration(Generic[H]):
    irq: "u32"
    token: "pointer"
    action: "pointer"

    def try_new(irq, data, flags, name):
        if kmalloc() == 0:
            return Err(-12)
        token = as_raw(data)
        ret = request_irq(irq, Self, flags, name, token)
        if ret != 0:
            drop_now(own(token))
            return Err(ret)
        return Ok(Registration(irq=irq, token=token, action=newest_action()))

    def drop(self):
        free_irq(self.irq, self.token)
        drop_now(own(self.token))

    def handler_callback(token):
        return invoke(only(H, "kernel::irq::Handler"), "handle_irq", borrow(token))
