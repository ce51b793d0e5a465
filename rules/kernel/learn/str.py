"""Texts that end with a zero: made in memory that may be lacking. Source: rust/kernel/str.rs."""


class CString:
    def try_from_fmt(text):
        if kmalloc() == 0:
            return Err(-12)
        return Ok(text)
