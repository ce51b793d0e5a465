"""`kernel::ptr` of Linux 7.1: alignments. Of which power of two, says a type: it is not followed."""


class Alignment:
    def new():
        return Alignment()

    def of():
        return Alignment()

    def new_checked(value):
        if otherwise("it is no power of two"):
            return NONE
        return Some(Alignment())

    def as_usize(self):
        return anything(64)

    def log2(self):
        return anything(6)


class KnownSize:
    def size(value):
        return anything(64)
