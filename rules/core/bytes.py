"""Memory of which only the length is known, if that."""

from bindings import Allocator
from core import Chunks, SliceIter, Windows


class Bytes:
    length: "usize"
    traits = ["core::Growing"]

    def len(self):
        return self.length

    def is_empty(self):
        return self.length == 0

    def as_ptr(self):
        return as_raw(self)

    def as_mut_ptr(self):
        return as_raw(self)

    def as_slice(self):
        return self

    def as_mut_slice(self):
        return self

    def index_range(self, bounds):
        return part(self, bounds)

    def get_range(self, bounds):
        if within(self, bounds):
            return Some(part(self, bounds))
        return NONE

    def as_part(self):
        return self

    def chunks_exact(self, size):
        return Chunks(slice=self, size=size, index=0)

    def chunks_exact_mut(self, size):
        return Chunks(slice=self, size=size, index=0)

    def windows(self, size):
        return Windows(slice=self, size=size, index=0)

    def extend_allocating(self, other, flags):
        """As a list of which only the length is known, or not even that."""
        if Allocator.kmalloc(flags) == 0:
            return Err(-12)
        self.length = self.length + length(other)
        return Ok(None)

    def try_push(self, value):
        self.length = self.length + 1
        return Ok(None)

    def copy_from_slice(self, other):
        copy_run(self, other)

    def fill(self, value):
        return None

    def iter(self):
        return SliceIter(slice=self, index=0)

    def iter_mut(self):
        return SliceIter(slice=self, index=0)

    def into_iter(self):
        return SliceIter(slice=self, index=0)
