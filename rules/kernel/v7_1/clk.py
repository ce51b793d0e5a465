"""`kernel::clk` of Linux 7.1: a handle is put when it is dropped, what it enables is not undone by that."""


class Clk:
    clock: "*mut clk"

    def get(dev, name):
        clock = clk_get(raw_of(dev), "")
        if is_error(clock):
            return Err(clock)
        return Ok(Clk(clock=clock))

    def as_raw(self):
        return self.clock

    def enable(self):
        return to_result(clk_enable(self.clock))

    def disable(self):
        clk_disable(self.clock)

    def prepare(self):
        return to_result(clk_prepare(self.clock))

    def unprepare(self):
        clk_unprepare(self.clock)

    def prepare_enable(self):
        return to_result(clk_prepare_enable(self.clock))

    def disable_unprepare(self):
        clk_disable_unprepare(self.clock)

    def rate(self):
        return Hertz(number=anything(64))

    def set_rate(self, rate):
        if otherwise("the clock does not take the rate"):
            return Err(-22)
        return Ok(None)

    def drop(self):
        clk_put(self.clock)


class OptionalClk:
    """NULL, with which all functions do nothing, if the device has no such clock."""

    inner: "Clk"
    deref = "inner"

    def get(dev, name):
        clock = clk_get_optional(raw_of(dev), "")
        if is_error(clock):
            return Err(clock)
        return Ok(OptionalClk(inner=Clk(clock=clock)))


class Hertz:
    number: "u64"
    identity = ["0"]

    @by_value
    def as_hz(self):
        return self.number

    @by_value
    def as_khz(self):
        return anything(64)

    @by_value
    def as_mhz(self):
        return anything(64)

    @by_value
    def as_ghz(self):
        return anything(64)

    def from_khz(number):
        return Hertz(number=number * 1000)

    def from_mhz(number):
        return Hertz(number=number * 1000000)

    def from_ghz(number):
        return Hertz(number=number * 1000000000)


def to_result(ret):
    if ret != 0:
        return Err(ret)
    return Ok(None)
