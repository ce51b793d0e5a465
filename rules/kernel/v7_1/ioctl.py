"""`kernel::ioctl` of Linux 7.1: the numbers of commands (include/uapi/asm-generic/ioctl.h)."""


class Numbers(Generic[T]):
    path = "kernel::ioctl"

    def _IO(kind, nr):
        return (kind << 8) | nr

    def _IOR(kind, nr):
        return (2 << 30) | (size_of(T) << 16) | (kind << 8) | nr

    def _IOW(kind, nr):
        return (1 << 30) | (size_of(T) << 16) | (kind << 8) | nr

    def _IOWR(kind, nr):
        return (3 << 30) | (size_of(T) << 16) | (kind << 8) | nr

    def _IOC_DIR(number):
        return number >> 30

    def _IOC_TYPE(number):
        return (number >> 8) & 0xFF

    def _IOC_NR(number):
        return number & 0xFF

    def _IOC_SIZE(number):
        return (number >> 16) & 0x3FFF
