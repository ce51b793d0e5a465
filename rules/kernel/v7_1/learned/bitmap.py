"""`kernel::bitmap`, derived from the source of the crate."""


class BitmapVec:
    repr: "kernel::bitmap::BitmapRepr"
    nbits: "usize"

    # learned 6d8bbeee1f75
    def drop(self):
        if self.nbits <= 64:
            return None
        bitmap_free(self.repr.ptr)
