"""`kernel::iov` of Linux 7.1: the memory that a `read` fills and a `write` comes from.

Sources: rust/kernel/iov.rs (7.1); lib/iov_iter.c `_copy_to_iter`, `_copy_from_iter`: they return how many
bytes were copied, fewer at a fault.
"""

from bindings import Allocator
from core import Range


class IovIterSource:
    start: "usize"
    left: "usize"
    target: "text"

    def len(self):
        return self.left

    def is_empty(self):
        return self.left == 0

    def advance(self, count):
        read_on(self, count)

    def copy_from_iter(self, out):
        into = out.as_part()
        count = self.left
        if length(ref(into)) < count:
            count = length(ref(into))
        if not known(count):
            return read_lost(self)
        if from_user_faults():
            return 0
        read_into(self, ref(into), count)
        return count

    def copy_from_iter_vec(self, out, flags):
        if Allocator.kmalloc(flags) == 0:
            return Err(-12)
        if from_user_faults():
            return Ok(0)
        read = user_text(self.start, self.left)
        count = self.left
        vector = out.as_mut_slice()
        append(vector, ref(read))
        self.target = given(vector, count)
        read_on(self, count)
        return Ok(count)


class IovIterDest:
    left: "usize"
    given: "usize"
    source: "text"

    def len(self):
        return self.left

    def is_empty(self):
        return self.left == 0

    def advance(self, count):
        gave(self, 0, count)

    def copy_to_iter(self, data):
        of = data.as_part()
        count = self.left
        if length(ref(of)) < count:
            count = length(ref(of))
        if not known(count):
            return write_lost(self)
        if to_user_faults():
            return 0
        gave(self, given(ref(of), count), count)
        return count

    @source("rust/kernel/iov.rs simple_read_from_buffer: 0 at the end; `ki_pos` goes on by what is copied")
    def simple_read_from_buffer(self, position, contents):
        if position < 0:
            return Err(-22)
        whole = contents.as_part()
        size = length(ref(whole))
        if position >= size:
            return Ok(0)
        rest = part(ref(whole), Range(start=position + 0, end=size, inclusive=0))
        count = self.copy_to_iter(ref(rest))
        old = replace(position, position + count)
        return Ok(count)
