"""`kernel::bits` of Linux 7.1: numbers of one bit, and of the bits of an inclusive range."""

def bit_u8(number):
    return 1 << number


def checked_bit_u8(number):
    if number >= 8:
        return NONE
    return Some(1 << number)


def genmask_u8(bits):
    return ((1 << (bits.end - bits.start + 1)) - 1) << bits.start


def genmask_checked_u8(bits):
    if bits.start > bits.end or bits.end >= 8:
        return NONE
    return Some(genmask_u8(bits))

def bit_u16(number):
    return 1 << number


def checked_bit_u16(number):
    if number >= 16:
        return NONE
    return Some(1 << number)


def genmask_u16(bits):
    return ((1 << (bits.end - bits.start + 1)) - 1) << bits.start


def genmask_checked_u16(bits):
    if bits.start > bits.end or bits.end >= 16:
        return NONE
    return Some(genmask_u16(bits))

def bit_u32(number):
    return 1 << number


def checked_bit_u32(number):
    if number >= 32:
        return NONE
    return Some(1 << number)


def genmask_u32(bits):
    return ((1 << (bits.end - bits.start + 1)) - 1) << bits.start


def genmask_checked_u32(bits):
    if bits.start > bits.end or bits.end >= 32:
        return NONE
    return Some(genmask_u32(bits))

def bit_u64(number):
    return 1 << number


def checked_bit_u64(number):
    if number >= 64:
        return NONE
    return Some(1 << number)


def genmask_u64(bits):
    return ((1 << (bits.end - bits.start + 1)) - 1) << bits.start


def genmask_checked_u64(bits):
    if bits.start > bits.end or bits.end >= 64:
        return NONE
    return Some(genmask_u64(bits))
