"""`kernel::regulator` of Linux 7.1: one whose type says that it is enabled is disabled by its drop."""


class Enabled:
    number: "int"


class Disabled:
    number: "int"


class Regulator(Generic[S]):
    it: "*mut regulator"
    on: "bool"

    def get(dev, name):
        it = regulator_get(raw_of(dev), "")
        if is_error(it):
            return Err(it)
        if not names(S, "kernel::regulator::Enabled"):
            return Ok(Regulator(it=it, on=0))
        ret = regulator_enable(it)
        if ret != 0:
            regulator_put(it)
            return Err(ret)
        return Ok(Regulator(it=it, on=1))

    @by_value
    def try_into_enabled(self):
        ret = regulator_enable(self.it)
        if ret != 0:
            return Err(Error(error=ret, regulator=self))
        self.on = 1
        return Ok(self)

    @by_value
    def try_into_disabled(self):
        ret = regulator_disable(self.it)
        if ret != 0:
            return Err(Error(error=ret, regulator=self))
        self.on = 0
        return Ok(self)

    def is_enabled(self):
        return chosen("the regulator is on")

    def set_voltage(self, least, most):
        ret = regulator_set_voltage(self.it, least, most)
        if ret != 0:
            return Err(ret)
        return Ok(None)

    def get_voltage(self):
        return Ok(anything(32))

    def drop(self):
        if self.on:
            ignored = regulator_disable(self.it)
        regulator_put(self.it)


class Error:
    error: "int"
    regulator: "Regulator"


class Voltage:
    number: "i32"

    def from_microvolts(number):
        return Voltage(number=number)

    def as_microvolts(self):
        return self.number


def devm_enable(dev, name):
    ret = devm_regulator_get_enable(raw_of(dev), name)
    if ret != 0:
        return Err(ret)
    return Ok(None)


def devm_enable_optional(dev, name):
    ret = devm_regulator_get_enable_optional(raw_of(dev), name)
    if ret != 0:
        return Err(ret)
    return Ok(None)

replaces = {
    "kernel::regulator::Regulator::get": [
        "+reg.ref !reg.enable -reg.enable -reg.ref, then the error -22",
        "the impls for `Enabled` and `Disabled` are one here; derived is the first, and dropped the second",
    ],
}
