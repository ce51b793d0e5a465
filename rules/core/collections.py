"""Slices, vectors, strings of bytes and iterators over them."""


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

    def as_part(self):
        return self

    def copy_from_slice(self, other):
        copy_run(self, other)

    def fill(self, value):
        return None

    def iter_mut(self):
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


class SliceIter:
    slice: "&[T]"
    index: "usize"
    traits = ["core::Iterator"]

    def next(self):
        if self.index >= length(self.slice):
            return NONE
        self.index = self.index + 1
        return Some(element(self.slice, self.index - 1))


class OwnedIter:
    items: "[T]"
    index: "usize"
    traits = ["core::Iterator"]

    def next(self):
        if self.index >= length(self.items):
            return NONE
        self.index = self.index + 1
        return Some(take(self.items[self.index - 1]))


class Range:
    start: "usize"
    end: "usize"
    inclusive: "bool"
    traits = ["core::Iterator"]

    def next(self):
        if self.start >= self.end:
            return NONE
        self.start = self.start + 1
        return Some(self.start - 1)


class Enumerate:
    inner: "I"
    count: "usize"
    traits = ["core::Iterator"]

    def next(self):
        item = self.inner.next()
        if is_some(item):
            self.count = self.count + 1
            return Some((self.count - 1, payload(item)))
        return NONE


class Map:
    inner: "I"
    function: "F"
    traits = ["core::Iterator"]

    def next(self):
        item = self.inner.next()
        if is_some(item):
            function = ref(self.function)
            return Some(function(payload(item)))
        return NONE


class Zip:
    left: "I"
    right: "J"
    traits = ["core::Iterator"]

    def next(self):
        one = self.left.next()
        other = self.right.next()
        if is_some(one) and is_some(other):
            return Some((payload(one), payload(other)))
        return NONE


class Take:
    inner: "I"
    left: "usize"
    traits = ["core::Iterator"]

    def next(self):
        if self.left == 0:
            return NONE
        self.left = self.left - 1
        return self.inner.next()


class Iterator:
    @by_value
    def take(self, count):
        return Take(inner=self, left=count)

    @by_value
    def into_iter(self):
        return self

    @by_value
    def enumerate(self):
        return Enumerate(inner=self, count=0)

    @by_value
    def map(self, function):
        return Map(inner=self, function=function)

    @by_value
    def zip(self, other):
        return Zip(left=self, right=other.into_iter())

    @by_value
    def skip(self, count):
        while count > 0:
            item = self.next()
            count = count - 1
        return self

    def find(self, predicate):
        item = self.next()
        while is_some(item):
            if predicate(payload_ref(item)):
                return item
            item = self.next()
        return NONE

    @by_value
    def for_each(self, function):
        item = self.next()
        while is_some(item):
            function(payload(item))
            item = self.next()

    def nth(self, count):
        while count > 0:
            item = self.next()
            count = count - 1
        return self.next()
