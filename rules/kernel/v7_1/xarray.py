"""`kernel::xarray` of Linux 7.1: values by their indices, under a spin lock of its own.

Sources: rust/kernel/xarray.rs; lib/xarray.c (`__xa_store` may drop the lock to allocate memory).
"""

from bindings import Allocator


class AllocKind:
    variants = ["Alloc", "Alloc1"]


class XArray(Generic[T]):
    indices: "Vec"
    entries: "Vec"

    def new(kind):
        return XArray(indices=[], entries=[])

    def lock(self):
        xa_lock(self)
        return Guard(xa=self)

    def try_lock(self):
        if xa_trylock(self) == 0:
            return NONE
        return Some(Guard(xa=self))

    def place_of(self, index):
        """As many as there are entries if there is none at the index."""
        at = 0
        while at < length(ref(self.indices)) and self.indices[at] != index:
            at = at + 1
        return at


class StoreError:
    error: "Error"
    value: "T"

    @by_value
    def into_error(self):
        return self.error


class Guard(Generic[T]):
    xa: "&kernel::xarray::XArray<'T>"

    def get(self, index):
        at = self.xa.place_of(index)
        if at == length(ref(self.xa.entries)):
            return NONE
        return Some(borrow(self.xa.entries[at]))

    def get_mut(self, index):
        return self.get(index)

    def remove(self, index):
        at = self.xa.place_of(index)
        if at == length(ref(self.xa.entries)):
            return NONE
        gone = self.xa.indices.taken_out(at)
        return Some(self.xa.entries.taken_out(at))

    def store(self, index, value, flags):
        if Allocator.kmalloc(flags) == 0:
            return Err(StoreError(error=-12, value=value))
        at = self.xa.place_of(index)
        if at < length(ref(self.xa.entries)):
            return Ok(Some(replace(element(ref(self.xa.entries), at), value)))
        push(ref(self.xa.indices), index)
        push(ref(self.xa.entries), value)
        return Ok(NONE)

    def drop(self):
        xa_unlock(self.xa)


own = ["kernel::xarray::XArray::place_of"]
replaces = {
    "kernel::xarray::XArray::new": [
        "+xa.store, then success", "its nodes are memory that goes with it: only what it holds can be lost",
    ],
}
