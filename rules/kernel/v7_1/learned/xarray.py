"""`kernel::xarray`, derived from the source of the crate."""


class XArray(Generic[T]):
    xa: "kernel::types::Opaque<bindings::xarray>"

    # learned 1930f3ae90a2
    def try_lock(self):
        r1 = xa_trylock(self.xa)
        if r1 == 0:
            return NONE
        return Some(Guard(xa=self))

    # learned 5540f91add2f
    def lock(self):
        xa_lock(self.xa)
        return Guard(xa=self)


class Guard(Generic[T]):
    xa: "&kernel::xarray::XArray<'T>"

    # learned a92aef527b97
    def drop(self):
        xa_unlock(self.xa.xa)
