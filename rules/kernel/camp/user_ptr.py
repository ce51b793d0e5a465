"""`kernel::user_ptr` of the camp's crate: memory of a process, of which the kernel copies from or to.

Sources: rust/kernel/user_ptr.rs, io_buffer.rs of the camp's tree.
"""


class UserSlicePtrReader(Generic[T]):
    """What a process writes. `target`: where the first of the bytes went that were copied last."""

    start: "usize"
    left: "usize"
    target: "text"

    def len(self):
        return self.left

    def is_empty(self):
        return self.left == 0

    def read_raw(self, out, count):
        return read_raw_from(self, out, count)

    def read_slice(self, data):
        return read_part_from(self, data)

    def skipped(self, count):
        return skipped_in(self, count)

    def read_all(self):
        return read_rest_of(self)

    def read(self) -> Result[T]:
        return read_number_from(self, size_of(T))


class UserSlicePtrWriter(Generic[T]):
    """Where a process reads to. `source`: where the first of the bytes came from."""

    left: "usize"
    given: "usize"
    source: "text"

    def len(self):
        return self.left

    def is_empty(self):
        return self.left == 0

    def write_raw(self, data, count):
        return write_raw_to(self, data, count)

    def write_slice(self, data):
        return write_part_to(self, data)

    def write(self, value):
        count = size_of_value(value)
        if not known(count):
            count = size_of(T)
        return write_value_to(self, given(value, count), count)

    def clear(self, count):
        return write_value_to(self, 0, count)


class UserSlicePtr:
    """Memory that is read and written."""

    length: "usize"

    @by_value
    def reader(self):
        return UserSlicePtrReader(start=0, left=self.length, target=0)

    @by_value
    def writer(self):
        return UserSlicePtrWriter(left=self.length, given=0, source="nothing")

    @by_value
    def reader_writer(self):
        return (self.reader(), self.writer())
