"""`kernel::uaccess` of Linux 7.1: memory of a process, of which the kernel copies from or to."""

from core import Range


class UserPtr:
    address: "usize"

    def from_addr(address):
        return UserPtr(address=address)

    def from_ptr(pointer):
        return UserPtr(address=unknown("the address of a pointer"))

    @by_value
    def wrapping_byte_add(self, count):
        return UserPtr(address=self.address + count)


class UserSlice(Generic[T]):
    """Memory that is read and written."""

    length: "usize"

    def new(pointer, length):
        return UserSlice(length=length)

    @by_value
    def reader(self):
        return UserSliceReader(start=0, left=self.length, target=0)

    @by_value
    def writer(self):
        return UserSliceWriter(left=self.length, given=0, source="nothing")

    @by_value
    def reader_writer(self):
        return (self.reader(), self.writer())

    @by_value
    def read_all(self, buffer, flags):
        reader = self.reader()
        return reader.read_all(buffer, flags)


class UserSliceReader(Generic[T]):
    """What a process writes. `target`: where the first of the bytes went that were copied last."""

    start: "usize"
    left: "usize"
    target: "text"

    def len(self):
        return self.left

    def is_empty(self):
        return self.left == 0

    @source("rust/kernel/uaccess.rs skip: nothing is copied")
    def skip(self, count):
        if not known(count) or not known(self.left):
            return read_lost(self)
        if count > self.left:
            return Err(-14)
        read_on(self, count)
        return Ok(None)

    def clone_reader(self):
        return UserSliceReader(start=self.start, left=self.left, target=0)

    def read_raw(self, data):
        return read_part_from(self, data)

    def read_slice(self, data):
        return read_part_from(self, data)

    def read(self) -> Result[T]:
        """A number; or a struct, in which there is anything."""
        result = read_number_from(self, size_of(T))
        if is_ok(result) and is_structure(T):
            return Ok(any_of(T))
        return result

    def read_all(self, buffer, flags):
        result = read_rest_of(self)
        if is_err(result):
            return result
        read = payload(result)
        append(buffer.as_mut_slice(), ref(read))
        return Ok(None)

    @source("rust/kernel/uaccess.rs read_slice_partial: as much as fits behind the offset")
    def read_slice_partial(self, data, offset):
        whole = data.as_part()
        count = room(length(ref(whole)), offset, self.left)
        if not known(count):
            return read_lost(self)
        if count == 0:
            return Ok(0)
        into = part(ref(whole), Range(start=offset, end=offset + count, inclusive=0))
        result = read_part_from(self, ref(into))
        if is_err(result):
            return result
        return Ok(count)

    def read_slice_file(self, data, offset):
        result = self.read_slice_partial(data, at(offset))
        return moved(offset, result)


class UserSliceWriter(Generic[T]):
    """Where a process reads to. `source`: where the first of the bytes came from."""

    left: "usize"
    given: "usize"
    source: "text"

    def len(self):
        return self.left

    def is_empty(self):
        return self.left == 0

    def write_slice(self, data):
        return write_part_to(self, data)

    def write(self, value):
        count = size_of_value(value)
        if not known(count):
            count = size_of(T)
        return write_value_to(self, given(value, count), count)

    @source("rust/kernel/uaccess.rs write_slice_partial: as much as lies behind the offset, and is asked")
    def write_slice_partial(self, data, offset):
        whole = data.as_part()
        count = room(length(ref(whole)), offset, self.left)
        if not known(count):
            return write_lost(self)
        if count == 0:
            return Ok(0)
        of = part(ref(whole), Range(start=offset, end=offset + count, inclusive=0))
        result = write_part_to(self, ref(of))
        if is_err(result):
            return result
        return Ok(count)

    def write_slice_file(self, data, offset):
        result = self.write_slice_partial(data, at(offset))
        return moved(offset, result)


def room(size, offset, left):
    """Bytes from an offset to the end, at most those that are left."""
    if offset >= size:
        return 0
    count = size - offset
    if count > left:
        return left
    return count


def at(offset):
    """A negative position is past any end."""
    if offset < 0:
        return 0x7FFFFFFFFFFFFFFF
    return offset


def moved(offset, result):
    if not is_err(result):
        old = replace(offset, offset + payload(result))
    return result
