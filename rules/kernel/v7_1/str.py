"""`kernel::str` of Linux 7.1: texts that end with a zero."""


class CString:
    def try_from_fmt(text):
        if kmalloc() == 0:
            return Err(-12)
        return Ok(text)

    def try_from(text):
        return CString.try_from_fmt(text)
