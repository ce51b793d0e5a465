"""`kernel::str` of Linux 7.1: texts that end with a zero."""


class CString:
    def try_from_fmt(text):
        if kmalloc() == 0:
            return Err(-12)
        return Ok(text)

    def try_from(text):
        return CString.try_from_fmt(text)

    def to_str(self):
        return Ok(self)


class Formatter:
    """Writes a text into a page, and fails where that is full."""

    written: "usize"

    def new(page):
        return Formatter(written=0)

    def write_str(self, text):
        if otherwise("the page is full"):
            return Err(-22)
        return Ok(None)

    def write_fmt(self, text):
        if otherwise("the page is full"):
            return Err(-22)
        return Ok(None)

    def bytes_written(self):
        return anything(12)


def kstrtobool_bytes(text):
    if otherwise("it is no truth value"):
        return Err(-22)
    return Ok(chosen("it is true"))


def kstrtobool(text):
    return kstrtobool_bytes(text)


class Utf8:
    path = "core::str"

    def from_utf8(text):
        if otherwise("it is no UTF-8"):
            return Err(-22)
        if known(length(text)) and length(text) <= 64:
            return Ok(part(text, None))
        return Ok(Text(bytes=0))


class Text:
    """A text of which nothing is known."""

    path = "kernel::str::Text"
    bytes: "int"

    def trim(self):
        return Text(bytes=0)

    def trim_ascii(self):
        return Text(bytes=0)

    def split_whitespace(self):
        return SomeWords(left=2)

    def parse(self):
        if otherwise("it is no number"):
            return Err(-22)
        return Ok(anything(32))

    def len(self):
        return anything(12)


class SomeWords:
    """Those of a text of which nothing is known."""

    left: "int"
    traits = ["core::Iterator"]

    def next(self):
        if self.left == 0 or otherwise("there is no further word"):
            self.left = 0
            return NONE
        self.left = self.left - 1
        return Some(Text(bytes=0))
