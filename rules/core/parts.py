"""Iterators that give parts of slices."""

from core import Range


class Chunks:
    """Parts of one size that follow each other; what is left over is not given."""

    slice: "&[T]"
    size: "usize"
    index: "usize"
    traits = ["core::Iterator"]

    def next(self):
        start = self.index
        if start + self.size > self.slice.len():
            return NONE
        self.index = start + self.size
        return Some(part(self.slice, Range(start=start, end=start + self.size, inclusive=False)))


class SomeChunks:
    """Parts of one size that follow each other; the last one may be shorter."""

    slice: "&[T]"
    size: "usize"
    index: "usize"
    traits = ["core::Iterator"]

    def next(self):
        start = self.index
        if start >= length(self.slice):
            return NONE
        self.index = minimum(start + self.size, length(self.slice))
        return Some(part(self.slice, Range(start=start, end=self.index, inclusive=False)))


class Windows:
    """Parts of one size, each a step after the one before."""

    slice: "&[T]"
    size: "usize"
    index: "usize"
    traits = ["core::Iterator"]

    def next(self):
        start = self.index
        if start + self.size > length(self.slice):
            return NONE
        self.index = start + 1
        return Some(part(self.slice, Range(start=start, end=start + self.size, inclusive=False)))


class Chunked(Generic[T, L, N]):
    """Parts of a slice that are arrays of `N`, if that is written; an array of the type itself has `L`."""

    path = "[]"

    def first_chunk(self):
        many = number_of(N)
        if many == 0:
            return unknown("how long a part is asked for")
        if many > length(self):
            return NONE
        return Some(part(self, Range(start=0, end=many, inclusive=0)))

    def last_chunk(self):
        many = number_of(N)
        if many == 0:
            return unknown("how long a part is asked for")
        if many > length(self):
            return NONE
        return Some(part(self, Range(start=length(self) - many, end=length(self), inclusive=0)))

    def split_first_chunk(self):
        found = self.first_chunk()
        if is_none(found):
            return NONE
        if is_some(found):
            rest = part(self, Range(start=number_of(N), end=length(self), inclusive=0))
            return Some((payload(found), rest))
        return found

    @by_value
    def try_into(self):
        """To an array: the compiler knows its length, which is not written here."""
        if known(length(self)):
            return Ok(self)
        if otherwise("the slice has another length"):
            return Err(-22)
        return Ok(self)
