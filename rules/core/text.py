"""Texts and strings of bytes."""

from core import SliceIter, TextBytes


class str:
    traits = ["[]"]

    def len(self):
        return length(self)

    def as_bytes(self):
        return self

    @by_value
    def into_iter(self):
        return SliceIter(slice=self, index=0)

    def chars(self):
        """Of a text without other characters than those of ASCII."""
        return self.bytes()

    def bytes(self):
        return TextBytes(text=self, first=0, past=length(self), backwards=0)

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
