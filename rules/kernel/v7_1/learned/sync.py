"""`kernel::sync`, derived from the source of the crate."""


class Refcount:
    f0: "kernel::types::Opaque<bindings::refcount_t>"

    # learned 32a1f9cbb85f
    def inc(self):
        refcount_inc(self.f0)

    # learned db0585ff7bb5
    def dec(self):
        refcount_dec(self.f0)

    # learned 7ea2a224d871
    def dec_and_test(self):
        r1 = refcount_dec_and_test(self.f0)
        return r1


class LockClassKey:
    inner: "kernel::types::Opaque<bindings::lock_class_key>"

    # learned 2cf48d5f0767
    def new_dynamic():
        out1_0 = 0
        lockdep_register_key(ref(out1_0))
        return Ok(LockClassKey(inner=out1_0))

    # learned 7bbfb4370b09
    def drop(self):
        lockdep_unregister_key(self.inner)
