"""`kernel::chrdev`, derived from the source of the crate."""


class Cdev:
    f0: "*bindings::cdev"

    # learned 5152cd7d99f9
    def alloc(fops, module):
        r1 = cdev_alloc()
        if r1 == 0:
            return Err(-12)
        r1.ops = fops
        r1.owner = module.f0
        return Ok(Cdev(f0=r1))

    # learned 8607a7256da9
    def add(self, dev, count):
        r1 = cdev_add(self.f0, dev, count)
        if r1 == 0:
            return Ok(None)
        return Err(r1)

    # learned 7a3d4c092bf9
    def drop(self):
        cdev_del(self.f0)
