"""`kernel::fs` of Linux 7.1: what a read or write goes by."""


class Kiocb(Generic[T]):
    """One call of `read` or `write`, which moves the file's offset itself."""

    file: "&File"
    position: "i64"

    @by_value
    def file(self):
        return borrow(self.file.data)

    def ki_pos(self):
        return self.position

    def ki_pos_mut(self):
        return ref(self.position)
