"""`kernel::irq`, derived from the source of the crate."""


class InternalRegistration(Generic[T]):
    irq: "u32"
    data: "*ffi::c_void"
    name: "kernel::str::CString"

    # learned b7b647671917
    def try_new(irq, handler, thread_fn, flags, data, name):
        r1 = as_raw(data)
        r2 = kmalloc()
        if r2 == 0:
            return Err(-12)
        r3 = request_threaded_irq(irq, handler, thread_fn, flags, name, r1)
        if r3 < 0:
            drop_now(own(r1))
            return Err(r3)
        return Ok(InternalRegistration(irq=irq, name=name, data=r1))

    # learned e5c0caa45899
    def drop(self):
        free_irq(self.irq, self.data)
        drop_now(own(self.data))


class ChainedGuard:
    desc: "&kernel::irq::Descriptor"
    irq_chip: "*bindings::irq_chip"

    # learned 0873f16f6804
    def drop(self):
        chained_irq_exit(self.irq_chip, self.desc.ptr)
