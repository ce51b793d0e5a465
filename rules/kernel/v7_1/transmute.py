"""`kernel::transmute` of Linux 7.1: values as bytes, and bytes as values of which nothing is known."""

from core import Bytes, Range


class FromBytes(Generic[T]):
    def from_bytes(bytes):
        if length(bytes) == size_of(T):
            return Some(borrow(allocate(any_of(T))))
        return NONE

    def from_bytes_mut(bytes):
        return FromBytes.from_bytes(bytes)

    def from_bytes_prefix(bytes):
        if length(bytes) >= size_of(T):
            return Some((borrow(allocate(any_of(T))), rest(bytes, size_of(T))))
        return NONE

    def from_bytes_mut_prefix(bytes):
        return FromBytes.from_bytes_prefix(bytes)

    def from_bytes_copy(bytes):
        if length(bytes) == size_of(T):
            return Some(any_of(T))
        return NONE

    def from_bytes_copy_prefix(bytes):
        if length(bytes) >= size_of(T):
            return Some((any_of(T), rest(bytes, size_of(T))))
        return NONE


def rest(bytes, size):
    return part(bytes, Range(start=size, end=length(bytes), inclusive=0))


class AsBytes(Generic[T]):
    def as_bytes(self):
        return borrow(allocate(Bytes(length=size_of(T))))

    def as_bytes_mut(self):
        return borrow(allocate(Bytes(length=size_of(T))))
