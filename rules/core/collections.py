"""Slices, vectors and strings of bytes."""

from bindings import Allocator
from core import Chunks, OwnedIter, Range, SliceIter, SomeChunks, Windows


class Slice:
    path = "[]"

    def len(self):
        return length(self)

    def is_empty(self):
        return length(self) == 0

    def iter(self):
        return SliceIter(slice=lasting(self), index=0)

    def iter_mut(self):
        return SliceIter(slice=lasting(self), index=0)

    @by_value
    def into_iter(self):
        return OwnedIter(items=self, index=0)

    def into_iter_borrowed(self):
        return SliceIter(slice=lasting(self), index=0)

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

    def first_mut(self):
        return self.get(0)

    def last(self):
        if length(self) > 0:
            return Some(element(self, length(self) - 1))
        return NONE

    def last_mut(self):
        return self.last()

    def split_first(self):
        if length(self) == 0:
            return NONE
        return Some((element(self, 0), part(self, Range(start=1, end=length(self), inclusive=0))))

    def split_first_mut(self):
        return self.split_first()

    def split_last(self):
        if length(self) == 0:
            return NONE
        many = length(self) - 1
        return Some((element(self, many), part(self, Range(start=0, end=many, inclusive=0))))

    def split_last_mut(self):
        return self.split_last()

    def split_at(self, middle):
        return (
            part(self, Range(start=0, end=middle, inclusive=0)),
            part(self, Range(start=middle, end=length(self), inclusive=0)),
        )

    def split_at_mut(self, middle):
        return self.split_at(middle)

    def swap(self, left, right):
        exchange(element(self, left), element(self, right))

    def reverse(self):
        low = 0
        high = length(self) - 1
        while low < high:
            exchange(element(self, low), element(self, high))
            low = low + 1
            high = high - 1

    def contains(self, wanted):
        index = 0
        while index < length(self):
            if read_through(element(self, index)) == read_through(wanted):
                return True
            index = index + 1
        return False

    def chunks(self, size):
        return SomeChunks(slice=lasting(self), size=size, index=0)

    def chunks_mut(self, size):
        return SomeChunks(slice=lasting(self), size=size, index=0)

    def windows(self, size):
        return Windows(slice=lasting(self), size=size, index=0)

    def sort_unstable(self):
        """By insertion; of numbers."""
        done = 1
        while done < length(self):
            at = done
            while at > 0 and read_through(element(self, at)) < read_through(element(self, at - 1)):
                exchange(element(self, at), element(self, at - 1))
                at = at - 1
            done = done + 1

    def sort(self):
        self.sort_unstable()

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
        return Chunks(slice=lasting(self), size=size, index=0)

    def chunks_exact_mut(self, size):
        return Chunks(slice=lasting(self), size=size, index=0)

    def as_part(self):
        return part(self, None)

    def as_slice(self):
        return self

    def as_mut_slice(self):
        return self

    def starts_with(self, other):
        if length(other) > length(self):
            return False
        return part(self, Range(start=0, end=length(other), inclusive=0)) == read_through(other)

    def ends_with(self, other):
        if length(other) > length(self):
            return False
        start = length(self) - length(other)
        return part(self, Range(start=start, end=length(self), inclusive=0)) == read_through(other)


def lasting(slice):
    """A part is a value: where it lies at the moment goes with the function that made it."""
    if is_a(slice, "core::Part"):
        return part(slice, None)
    return slice


class Growing:
    """What lists have in common with memory of which no element is known, used as one."""

    def push(self, value, flags):
        """That it has to grow, and there is no memory, is not looked at: what was reserved is not known."""
        may_sleep("an allocation with GFP_KERNEL", flags)
        return self.try_push(value)

    def extend_from_slice(self, other, flags):
        return self.extend_allocating(other, flags)

    def try_extend_from_slice(self, other):
        return self.extend_allocating(other, GFP_KERNEL)

    def try_reserve(self, count):
        return self.reserve(count, GFP_KERNEL)

    def reserve(self, count, flags):
        if Allocator.kmalloc(flags) == 0:
            return Err(-12)
        return Ok(None)


class Vec:
    traits = ["[]", "core::Growing"]

    def new():
        return []

    def try_with_capacity(count):
        if kmalloc() == 0:
            return Err(-12)
        return Ok([])

    def with_capacity(count, flags):
        if Allocator.kmalloc(flags) == 0:
            return Err(-12)
        return Ok([])

    def made(items):
        if kmalloc() == 0:
            return Err(-12)
        return Ok(items)

    def try_push(self, value):
        push(self, value)
        return Ok(None)

    def pop(self):
        if length(self) == 0:
            return NONE
        return Some(pop(self))

    def clear(self):
        old = replace(self, [])

    def truncate(self, count):
        while count < length(self):
            drop_now(self.taken_out(count))

    def insert(self, index, value):
        push(self, value)
        at = length(self) - 1
        while at > index:
            exchange(element(self, at), element(self, at - 1))
            at = at - 1

    def remove(self, index):
        return self.taken_out(index)

    def taken_out(self, index):
        """The element; those after it move up."""
        at = index
        while at + 1 < length(self):
            exchange(element(self, at), element(self, at + 1))
            at = at + 1
        return pop(self)

    def swap_remove(self, index):
        exchange(element(self, index), element(self, length(self) - 1))
        return pop(self)

    def retain(self, keep):
        index = 0
        while index < length(self):
            if keep(element(self, index)):
                index = index + 1
            else:
                drop_now(self.taken_out(index))

    def try_resize(self, count, value):
        return self.resize(count, value, GFP_KERNEL)

    def resize(self, count, value, flags):
        if Allocator.kmalloc(flags) == 0:
            return Err(-12)
        resize(self, count, value)
        return Ok(None)

    def extend_allocating(self, other, flags):
        if Allocator.kmalloc(flags) == 0:
            return Err(-12)
        append(self, other)
        return Ok(None)

    def from_elem(value, count, flags):
        made = []
        if Allocator.kmalloc(flags) == 0:
            return Err(-12)
        resize(ref(made), count, value)
        return Ok(made)

    def extend_with(self, count, value, flags):
        if Allocator.kmalloc(flags) == 0:
            return Err(-12)
        resize(self, length(self) + count, value)
        return Ok(None)

    def as_slice(self):
        return self

    def as_mut_slice(self):
        return self


class Part:
    """Elements of an array that follow each other."""

    base: "&[T]"
    start: "usize"
    count: "usize"
    traits = ["[]"]

    @by_value
    def into_iter(self):
        return SliceIter(slice=self, index=0)


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
