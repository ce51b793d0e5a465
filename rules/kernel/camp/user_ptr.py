"""`kernel::user_ptr` of the camp's crate: memory of a process, of which the kernel copies from or to.

Sources: rust/kernel/user_ptr.rs, io_buffer.rs of the camp's tree; lib/usercopy.c (6.1).
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
        if not known(count) or not known(self.left):
            return self.lost()
        if count > self.left:
            return too_much(count, self.left, self.start)
        return self.taken(out, count)

    def lost(self):
        """So much was copied that nothing is known any more."""
        self.left = unknown("how much is left of what was written")
        return unknown("a copy of an unknown length")

    def read_slice(self, data):
        if not known(data):
            return self.lost()
        part = data.as_part()
        return self.read_raw(ref(part), length(ref(part)))

    def skipped(self, count):
        """Taken to where nobody looks."""
        if count > self.left:
            return too_much(count, self.left, self.start)
        if copy_from_user():
            return Err(-14)
        self.start = self.start + count
        self.left = self.left - count
        return Ok(None)

    def taken(self, out, count):
        known = fits_in(out, count)
        if copy_from_user():
            return Err(-14)
        put_text(out, self.start, count)
        self.target = given(out, count)
        self.start = self.start + count
        self.left = self.left - count
        return Ok(None)

    def read_all(self):
        if kmalloc() == 0:
            return Err(-12)
        if copy_from_user():
            return Err(-14)
        start = self.start
        count = self.left
        self.start = start + count
        self.left = 0
        return Ok(user_text(start, count))

    def read(self) -> Result[T]:
        count = size_of(T)
        if not known(count) or not known(self.left):
            return self.lost()
        if count > self.left or copy_from_user():
            return Err(-14)
        start = self.start
        self.start = start + count
        self.left = self.left - count
        return Ok(user_number(start, count))


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
        if not known(count) or not known(self.left):
            return self.lost()
        if count > self.left:
            return too_much(count, self.left, self.given)
        known = fits_in(data, count)
        if copy_to_user():
            return Err(-14)
        self.gave(given(data, count), count)
        return Ok(None)

    def gave(self, source, count):
        if self.given == 0 and count > 0:
            self.source = source
        self.given = self.given + count
        self.left = self.left - count

    def lost(self):
        """So much was copied that nothing is known any more."""
        self.left = unknown("how much may still be read")
        self.given = unknown("how much was given")
        return unknown("a copy of an unknown length")

    def write_slice(self, data):
        if not known(data):
            return self.lost()
        part = data.as_part()
        return self.write_raw(ref(part), length(ref(part)))

    def write(self, value):
        count = size_of_value(value)
        if not known(count):
            count = size_of(T)
        if not known(count) or not known(self.left):
            return self.lost()
        if count > self.left or copy_to_user():
            return Err(-14)
        self.gave(given(value, count), count)
        return Ok(None)

    def clear(self, count):
        if not known(count) or not known(self.left):
            return self.lost()
        if count > self.left or copy_to_user():
            return Err(-14)
        self.gave(0, count)
        return Ok(None)


def too_much(count, left, before):
    """A process that asks for 0 bytes gets an error instead of a 0, and does not mind."""
    if left + before == 0:
        return Err(-14)
    detail = f"{count} bytes, and the caller asked for {left} more, {world.asked}"
    broken("copy_exceeds_request", "the copy", detail)
    return Err(-14)


@source("lib/usercopy.c _copy_from_user sleeps for the page and may fault; the first copy of an event may")
def copy_from_user():
    context("copy_from_user", "sleeps")
    if world.copied:
        return False
    world.copied = 1
    return inject("copy_from_user")


def copy_to_user():
    context("copy_to_user", "sleeps")
    if world.copied:
        return False
    world.copied = 1
    return inject("copy_to_user")


class UserSlicePtr:
    """Memory that is read and written."""

    length: "usize"

    @by_value
    def reader(self):
        return UserSlicePtrReader(start=0, left=self.length)

    @by_value
    def writer(self):
        return UserSlicePtrWriter(left=self.length, given=0, source="nothing")

    @by_value
    def reader_writer(self):
        reader = UserSlicePtrReader(start=0, left=self.length)
        return (reader, UserSlicePtrWriter(left=self.length, given=0, source="nothing"))
