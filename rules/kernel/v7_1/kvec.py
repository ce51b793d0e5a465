"""`kernel::alloc::KVec` of Linux 7.1, where it is other than `alloc`'s: what is removed is a `Result`."""


class Vec:
    path = "core::Vec"

    def insert_within_capacity(self, index, value):
        if otherwise("the vector is full"):
            return Err(-22)
        self.insert(index, value)
        return Ok(None)

    def drain_all(self):
        return self.drain(None)

    def push_within_capacity(self, value):
        """How much room it was made with is not known; there is some for a first element."""
        if length(self) > 0 and otherwise("the vector is full"):
            return Err(value)
        push(self, value)
        return Ok(None)

    def remove(self, index):
        if index >= length(self):
            return Err(-22)
        return Ok(self.taken_out(index))
