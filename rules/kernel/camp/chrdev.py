"""`kernel::chrdev` of the camp's crate: a registration takes its numbers with the first device."""


class Registration(Generic[N, T]):
    regions: "int"
    numbers: "dev_t"
    devices: "int"

    def new(name, minors_start, module):
        return Registration(regions=0, numbers=0, devices=0)

    def new_pinned(name, minors_start, module):
        if kmalloc() == 0:
            return Err(-12)
        return Ok(box(Registration(regions=0, numbers=0, devices=0)))

    def register(self):
        if self.regions == 0:
            ret = alloc_chrdev_region(ref(self.numbers), 0, 1, 0)
            if ret != 0:
                return Err(ret)
            self.regions = 1
        ret = cdev_add(raw_of(self), only(T, "kernel::file::Operations"))
        if ret != 0:
            return Err(ret)
        self.devices = self.devices + 1
        return Ok(None)

    def drop(self):
        while self.devices > 0:
            self.devices = self.devices - 1
            cdev_del(raw_of(self))
        if self.regions:
            unregister_chrdev_region(self.numbers, 1)
