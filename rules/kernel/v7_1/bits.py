"""`kernel::bits` of Linux 7.1: numbers of one bit, and of the bits of an inclusive range."""

aliases = {
    "kernel::bits::bit_u8": "kernel::bits::bit", "kernel::bits::genmask_u8": "kernel::bits::genmask",
    "kernel::bits::bit_u16": "kernel::bits::bit", "kernel::bits::genmask_u16": "kernel::bits::genmask",
    "kernel::bits::bit_u32": "kernel::bits::bit", "kernel::bits::genmask_u32": "kernel::bits::genmask",
    "kernel::bits::bit_u64": "kernel::bits::bit", "kernel::bits::genmask_u64": "kernel::bits::genmask",
}


def bit(number):
    return 1 << number


def genmask(bits):
    return ((1 << (bits.end - bits.start + 1)) - 1) << bits.start


def checked_bit(number, width):
    if number >= width:
        return NONE
    return Some(1 << number)


def genmask_checked(bits, width):
    if bits.start > bits.end or bits.end >= width:
        return NONE
    return Some(genmask(bits))


def checked_bit_u8(number):
    return checked_bit(number, 8)


def genmask_checked_u8(bits):
    return genmask_checked(bits, 8)


def checked_bit_u16(number):
    return checked_bit(number, 16)


def genmask_checked_u16(bits):
    return genmask_checked(bits, 16)


def checked_bit_u32(number):
    return checked_bit(number, 32)


def genmask_checked_u32(bits):
    return genmask_checked(bits, 32)


def checked_bit_u64(number):
    return checked_bit(number, 64)


def genmask_checked_u64(bits):
    return genmask_checked(bits, 64)
