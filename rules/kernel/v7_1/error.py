"""`kernel::error` of Linux 7.1: an error is its negative number."""


class Error:
    def from_errno(errno):
        return errno

    @by_value
    def to_errno(self):
        return self
