"""Texts and strings of bytes."""

from core import Range, SliceIter, TextBytes


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


class Digits(Generic[T, L, N]):
    """Of a part of a text, which is a slice; `N` is what it is to become, if that is written."""

    path = "[]"

    def strip_prefix(self, other):
        if leads(self, other):
            return Some(part(self, Range(start=width_of(other), end=length(self), inclusive=0)))
        return NONE

    def strip_suffix(self, other):
        if ends(self, other):
            return Some(part(self, Range(start=0, end=length(self) - width_of(other), inclusive=0)))
        return NONE

    def trim_start_matches(self, other):
        while width_of(other) > 0 and leads(self, other):
            self = part(self, Range(start=width_of(other), end=length(self), inclusive=0))
        return self

    def trim_end_matches(self, other):
        while width_of(other) > 0 and ends(self, other):
            self = part(self, Range(start=0, end=length(self) - width_of(other), inclusive=0))
        return self

    def to_bytes(self):
        return self

    def as_bytes(self):
        return self

    def to_str(self):
        return Ok(self)

    def trim(self):
        """Without the white space around it: of bytes that nobody knows there is none."""
        start = 0
        end = length(self)
        while start < end and is_blank(self, start):
            start = start + 1
        while start < end and is_blank(self, end - 1):
            end = end - 1
        return part(self, Range(start=start, end=end, inclusive=0))

    def trim_ascii(self):
        return self.trim()

    def trim_start(self):
        start = 0
        while start < length(self) and is_blank(self, start):
            start = start + 1
        return part(self, Range(start=start, end=length(self), inclusive=0))

    def trim_end(self):
        end = length(self)
        while end > 0 and is_blank(self, end - 1):
            end = end - 1
        return part(self, Range(start=0, end=end, inclusive=0))

    def split_whitespace(self):
        return Words(text=part(self, None), at=0)

    def split_ascii_whitespace(self):
        return Words(text=part(self, None), at=0)

    def split_once(self, mark):
        """Where it stands first."""
        start = 0
        while start + width_of(mark) <= length(self):
            rest = part(self, Range(start=start, end=length(self), inclusive=0))
            if leads(rest, mark):
                before = part(self, Range(start=0, end=start, inclusive=0))
                after = start + width_of(mark)
                return Some((before, part(self, Range(start=after, end=length(self), inclusive=0))))
            start = start + 1
        return NONE

    def parse(self) -> Result[N]:
        """`parse::<T>`, of digits; of bytes that nobody knows any number, or none. A type of the driver's
        own is made by its `from_str`."""
        if is_type(N) and has_method(N, "from_str"):
            return invoke(N, "from_str", part(self, None))
        value = 0
        index = 0
        if length(self) == 0:
            return Err(-22)
        while index < length(self):
            byte = read_through(element(self, index))
            if not known(byte):
                return any_number(N)
            if byte < 48 or byte > 57:
                return Err(-22)
            value = value * 10 + byte - 48
            index = index + 1
        if fits(N, value):
            return Ok(value)
        return Err(-34)


class Words:
    """What stands between white space."""

    text: "&[T]"
    at: "usize"
    traits = ["core::Iterator"]

    def next(self):
        while self.at < length(self.text) and is_blank(self.text, self.at):
            self.at = self.at + 1
        start = self.at
        while self.at < length(self.text) and not is_blank(self.text, self.at):
            self.at = self.at + 1
        if start == self.at:
            return NONE
        return Some(part(self.text, Range(start=start, end=self.at, inclusive=0)))


class TextWithNul:
    path = "core::str"

    def from_bytes_with_nul(bytes):
        """The bytes before a zero that is the last one."""
        last = length(bytes) - 1
        at = first_nul(bytes)
        if at != last:
            return Err(-22)
        return Ok(part(bytes, Range(start=0, end=last, inclusive=0)))

    def from_bytes_until_nul(bytes):
        at = first_nul(bytes)
        if at == length(bytes):
            return Err(-22)
        return Ok(part(bytes, Range(start=0, end=at, inclusive=0)))


def first_nul(bytes):
    """Of bytes that nobody knows none is zero."""
    at = 0
    while at < length(bytes) and not (
        known(read_through(element(bytes, at))) and read_through(element(bytes, at)) == 0
    ):
        at = at + 1
    return at


def is_blank(text, at):
    byte = read_through(element(text, at))
    return known(byte) and (byte == 32 or (byte >= 9 and byte <= 13))


def width_of(pattern):
    """Bytes of what is looked for: a character of ASCII, or a text."""
    if numeric(pattern):
        return 1
    return length(pattern)


def leads(text, pattern):
    if width_of(pattern) > length(text):
        return False
    if numeric(pattern):
        return read_through(element(text, 0)) == pattern
    return text.starts_with(pattern)


def ends(text, pattern):
    if width_of(pattern) > length(text):
        return False
    if numeric(pattern):
        return read_through(element(text, length(text) - 1)) == pattern
    return text.ends_with(pattern)


def any_number(ty):
    if otherwise("it is no number"):
        return Err(-22)
    return Ok(wrapped(ty, anything(64)))


own = [
    "core::Words", "core::first_nul", "core::is_blank", "core::width_of",
    "core::leads", "core::ends", "core::any_number",
]
