"""Slices, vectors and strings of bytes."""

from core import Chunks, OwnedIter, SliceIter, TextBytes


class Slice:
    path = "[]"

    def len(self):
        return length(self)

    def is_empty(self):
        return length(self) == 0

    def iter(self):
        return SliceIter(slice=self, index=0)

    def iter_mut(self):
        return SliceIter(slice=self, index=0)

    @by_value
    def into_iter(self):
        return OwnedIter(items=self, index=0)

    def into_iter_borrowed(self):
        return SliceIter(slice=self, index=0)

    def as_ptr(self):
        return as_raw(self)

    def as_mut_ptr(self):
        return as_raw(self)

    def get(self, index):
        if index < length(self):
            return Some(element(self, index))
        return NONE

    def get_mut(self, index):
        if index < length(self):
            return Some(element(self, index))
        return NONE

    def get_range(self, bounds):
        if within(self, bounds):
            return Some(part(self, bounds))
        return NONE

    def first(self):
        if length(self) > 0:
            return Some(element(self, 0))
        return NONE

    def fill(self, value):
        index = 0
        while index < length(self):
            old = replace(element(self, index), value)
            index = index + 1

    def copy_from_slice(self, other):
        copy_run(self, other)

    def clone_from_slice(self, other):
        copy_run(self, other)

    def index_range(self, bounds):
        return part(self, bounds)

    def chunks_exact(self, size):
        return Chunks(slice=self, size=size, index=0)

    def chunks_exact_mut(self, size):
        return Chunks(slice=self, size=size, index=0)

    def as_part(self):
        return part(self, None)

    def as_slice(self):
        return self

    def as_mut_slice(self):
        return self

    def starts_with(self, other):
        return unknown("what a slice starts with")


class Vec:
    traits = ["[]"]

    def new():
        return []

    def try_with_capacity(count):
        if kmalloc() == 0:
            return Err(-12)
        return Ok([])

    def with_capacity(count, flags):
        if kmalloc() == 0:
            return Err(-12)
        return Ok([])

    def made(items):
        if kmalloc() == 0:
            return Err(-12)
        return Ok(items)

    def try_push(self, value):
        push(self, value)
        return Ok(None)

    def push(self, value, flags):
        push(self, value)
        return Ok(None)

    def pop(self):
        if length(self) == 0:
            return NONE
        return Some(pop(self))

    def clear(self):
        old = replace(self, [])

    def truncate(self, count):
        if count < length(self):
            resize(self, count, 0)

    def try_resize(self, count, value):
        if kmalloc() == 0:
            return Err(-12)
        resize(self, count, value)
        return Ok(None)

    def resize(self, count, value, flags):
        return self.try_resize(count, value)

    def try_extend_from_slice(self, other):
        if kmalloc() == 0:
            return Err(-12)
        append(self, other)
        return Ok(None)

    def extend_from_slice(self, other, flags):
        return self.try_extend_from_slice(other)

    def try_reserve(self, count):
        if kmalloc() == 0:
            return Err(-12)
        return Ok(None)

    def reserve(self, count, flags):
        return self.try_reserve(count)

    def from_elem(value, count, flags):
        made = []
        if kmalloc() == 0:
            return Err(-12)
        resize(ref(made), count, value)
        return Ok(made)

    def extend_with(self, count, value, flags):
        if kmalloc() == 0:
            return Err(-12)
        resize(self, length(self) + count, value)
        return Ok(None)

    def as_slice(self):
        return self

    def as_mut_slice(self):
        return self


class Bytes:
    length: "usize"

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


class Part:
    """Elements of an array that follow each other."""

    base: "&[T]"
    start: "usize"
    count: "usize"
    traits = ["[]"]


class str:
    traits = ["[]"]

    def len(self):
        return length(self)

    def as_bytes(self):
        return self

    def bytes(self):
        return TextBytes(text=self, index=0, past=length(self))

    def as_part(self):
        return part(self, None)

    @by_value
    def to_bytes(self):
        return self

    @by_value
    def to_str(self):
        return Ok(self)

    @by_value
    def to_cstring(self):
        if kmalloc() == 0:
            return Err(-12)
        return Ok(self)

    @by_value
    def try_into(self):
        if kmalloc() == 0:
            return Err(-12)
        return Ok(self)

    @by_value
    def as_char_ptr(self):
        return self


class SliceFunctions:
    path = "core::slice"

    def range(slice, bounds):
        if not known(slice):
            return unknown("a part of what is not known")
        return slice.index_range(bounds)

    def from_raw_parts_mut(pointer, count):
        return borrow(pointer)

    def from_raw_parts(pointer, count):
        return borrow(pointer)
