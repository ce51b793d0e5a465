"""`kernel::time` of Linux 7.1: spans in nanoseconds, instants that nobody knows, delays."""


class Delta:
    nanos: "i64"

    def from_nanos(value):
        return Delta(nanos=value)

    def from_micros(value):
        return Delta(nanos=value * 1000)

    def from_millis(value):
        return Delta(nanos=value * 1000000)

    def from_secs(value):
        return Delta(nanos=value * 1000000000)

    def is_zero(self):
        return self.nanos == 0

    def is_negative(self):
        return self.nanos < 0

    def as_nanos(self):
        return self.nanos

    def as_micros_ceil(self):
        return anything(63)

    def as_millis(self):
        return anything(63)


class Instant:
    number: "int"

    def now():
        return Instant(number=0)

    def elapsed(self):
        return Delta(nanos=anything(63))


class Monotonic:
    number: "int"


def fsleep(delta):
    context("fsleep", "sleeps")
    time_passes(delta.nanos // 1000000)


def udelay(delta):
    return None


def msecs_to_jiffies(value):
    return anything(32)
