"""`kernel::fs`, derived from the source of the crate."""


class Registration:
    is_registered: "bool"
    fs: "core::UnsafeCell<bindings::file_system_type>"

    # learned a8a8e4565a73
    def drop(self):
        if self.is_registered:
            unregister_filesystem(self.fs.value)
            return None
        return None


class INode:
    f0: "core::UnsafeCell<bindings::inode>"

    # learned 3cd4360db695
    def inc_ref(self):
        ihold(self.f0.value)

    # learned 089d0436405a
    def dec_ref(obj):
        iput(obj)


class DEntry:
    f0: "core::UnsafeCell<bindings::dentry>"

    # learned 0712e4d61d76
    def inc_ref(self):
        dget(self.f0.value)

    # learned e7962da74ab7
    def dec_ref(obj):
        dput(obj)
