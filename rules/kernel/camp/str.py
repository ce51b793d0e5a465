"""`kernel::str` of the camp's crate: texts that end with a zero."""


class CString:
    def try_from_fmt(text):
        if kmalloc() == 0:
            return Err(-12)
        return Ok(text)
