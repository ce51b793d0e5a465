"""`kernel::drm::gem` of Linux 7.1: counted objects with data of the driver, which handles of files hold."""

from core import PinInit


class Object(Generic[T]):
    path = "kernel::drm::gem::Object"
    references: "int"
    size: "usize"
    data: "T"
    dev: "pointer"
    deref = "data"

    def new(dev, size, args):
        if kmalloc() == 0:
            return Err(-12)
        owner = only(T, "kernel::drm::gem::DriverObject")
        result = PinInit.run(invoke(owner, "kernel::drm::gem::DriverObject::new", dev, size, args))
        if is_err(result):
            return Err(payload(result))
        made = allocate(Object(references=1, size=size, data=payload(result), dev=raw_of(dev)))
        ret = drm_gem_object_init(raw_of(dev), made, size)
        if ret != 0:
            drop_now(take(made.data))
            free(made)
            return Err(ret)
        return Ok(as_counted(made))

    def inc_ref(self):
        self.references = self.references + 1

    def dec_ref(self):
        self.references = self.references - 1
        if self.references == 0:
            drm_gem_object_release(raw_of(self))
            drop_now(take(self.data))
            free(raw_of(self))

    def dev(self):
        return borrow(self.dev)

    def size(self):
        return self.size

    @source("drivers/gpu/drm/drm_gem.c drm_gem_handle_create: it holds a reference until its file is closed")
    def create_handle(self, file):
        if kmalloc() == 0:
            return Err(-12)
        self.references = self.references + 1
        push(ref(file.handles), raw_of(self))
        return Ok(length(ref(file.handles)))

    def create_mmap_offset(self):
        if otherwise("there is no room for the mapping"):
            return Err(-28)
        return Ok(anything(64))

    @source("drivers/gpu/drm/drm_gem.c drm_gem_object_lookup: null for a handle that the file does not have")
    def lookup_handle(file, handle):
        if length(ref(file.handles)) == 0:
            return Err(-2)
        if otherwise("the file has no such handle"):
            return Err(-2)
        found = file.handles[0]
        found.references = found.references + 1
        return Ok(as_counted(found))

replaces = {
    "kernel::drm::gem::Object::inc_ref": ["+drm.gem, then success", "counted in `references`"],
    "kernel::drm::gem::Object::dec_ref": ["nothing more", "counted in `references`"],
}
