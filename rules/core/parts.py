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
