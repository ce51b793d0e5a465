"""Regulators, reset lines, GPIOs, PWMs and PHYs of the C API.

Sources: drivers/regulator/core.c, drivers/reset/core.c, drivers/gpio/gpiolib.c, drivers/pwm/core.c,
drivers/phy/phy-core.c (6.12).
"""

constants = {
    "bindings::gpiod_flags_GPIOD_ASIS": 0, "bindings::gpiod_flags_GPIOD_IN": 1,
    "bindings::gpiod_flags_GPIOD_OUT_LOW": 3, "bindings::gpiod_flags_GPIOD_OUT_HIGH": 7,
}
resources = {
    "reg.ref": {"noun": "the regulator handle", "release": "`regulator_put`", "life": "function"},
    "reg.enable": {"noun": "the enabled regulator", "release": "`regulator_disable`", "life": "function"},
    "reset.line": {
        "noun": "the deasserted reset line", "release": "`reset_control_assert`", "life": "function",
    },
    "reset.ref": {"noun": "the reset control", "release": "`reset_control_put`", "life": "function"},
    "gpio.desc": {"noun": "the GPIO line", "release": "`gpiod_put`", "life": "function"},
    "gpio.chip": {"noun": "the GPIO chip", "release": "`gpiochip_remove`", "life": "function"},
    "pwm.chipmem": {"noun": "the PWM chip", "release": "`pwmchip_put`", "life": "function"},
    "pwm.chip": {"noun": "the registered PWM chip", "release": "`pwmchip_remove`", "life": "function"},
    "phy.ref": {"noun": "the PHY handle", "release": "`phy_put`", "life": "function"},
    "phy.init": {"noun": "the initialised PHY", "release": "`phy_exit`", "life": "function"},
    "phy.power": {"noun": "the powered PHY", "release": "`phy_power_off`", "life": "function"},
}


class regulator:
    """`struct regulator`: one user's handle."""

    enabled: "unsigned int"


@acquires("reg.ref", "return")
@fails("err_ptr", 517)
@context("sleeps")
@source("drivers/regulator/core.c:2338 a new handle each time; a dummy if no supply is described")
def regulator_get(dev, id):
    return allocate(regulator(enabled=0))


@acquires("reg.ref", "return")
@fails("err_ptr", 19)
@context("sleeps")
@source("drivers/regulator/core.c:2392 -ENODEV if there is none")
def regulator_get_optional(dev, id):
    return allocate(regulator(enabled=0))


@releases("reg.ref", "regulator", "held")
@context("sleeps")
@symptom("WARNING: drivers/regulator/core.c _regulator_put")
@source("drivers/regulator/core.c:2452 nothing for null and errors; WARN_ON if it is still enabled")
def regulator_put(regulator):
    given_up(regulator)


@acquires("reg.enable", "regulator")
@fails("errno", 22)
@context("sleeps")
@source("drivers/regulator/core.c:2995 counts for each handle")
def regulator_enable(regulator):
    needs(regulator, "the regulator")
    return 0


@releases("reg.enable", "regulator", "held")
@context("sleeps")
@symptom("unbalanced disables for vcc")
@source("drivers/regulator/core.c:3107 WARN and -EIO if the count is 0")
def regulator_disable(regulator):
    needs(regulator, "the regulator")
    return 0


@context("sleeps")
@source("drivers/regulator/core.c:3320")
def regulator_is_enabled(regulator):
    return unknown("whether a regulator is on")


@fails("errno", 22)
@context("sleeps")
@source("drivers/regulator/core.c:4260")
def regulator_set_voltage(regulator, min_uV, max_uV):
    needs(regulator, "the regulator")
    return 0


@fails("errno", 22)
@context("sleeps")
@source("drivers/regulator/core.c:4587 in microvolts")
def regulator_get_voltage(regulator):
    return 3300000


@context("sleeps")
@source("drivers/regulator/devres.c:51")
def devm_regulator_get(dev, id):
    regulator = regulator_get(dev, id)
    if not is_error(regulator):
        entry = devres_entry(dev, regulator_put, regulator)
    return regulator


@source("drivers/regulator/devres.c:225 WARN_ON if it is not the device's")
def devm_regulator_put(regulator):
    devm_release_action(world.pdev, regulator_put, regulator)


@context("sleeps")
@source("drivers/regulator/devres.c:126 the caller gets no handle")
def devm_regulator_get_enable(dev, id):
    return got_and_enabled(dev, regulator_get(dev, id))


@context("sleeps")
@source("drivers/regulator/devres.c:110")
def devm_regulator_get_enable_optional(dev, id):
    return got_and_enabled(dev, regulator_get_optional(dev, id))


def got_and_enabled(dev, regulator):
    if is_error(regulator):
        return regulator
    ret = regulator_enable(regulator)
    if ret != 0:
        regulator_put(regulator)
        return ret
    entry = devres_entry(dev, regulator_disable_put, regulator)
    return 0


def regulator_disable_put(regulator):
    regulator_disable(regulator)
    regulator_put(regulator)


class reset_control:
    """`struct reset_control`."""

    shared: "bool"


@acquires("reset.ref", "return")
@fails("err_ptr", 517)
@context("sleeps")
@source("drivers/reset/core.c:1148 (6.1: three booleans in the place of the flags)")
def __reset_control_get(dev, id, index, flags):
    return allocate(reset_control(shared=flags & 1))


@releases("reset.ref", "rstc", "held")
@context("sleeps")
@source("drivers/reset/core.c:1204 nothing for null and errors")
def reset_control_put(rstc):
    given_up(rstc)


@acquires("reset.line", "rstc")
@fails("errno", 5)
@source("drivers/reset/core.c:556 counted if the control is shared")
def reset_control_deassert(rstc):
    needs(rstc, "the reset control")
    return 0


@source("drivers/reset/core.c:468 a shared one must have been deasserted: else WARN_ON and -EINVAL")
def reset_control_assert(rstc):
    """An exclusive line may be asserted first, and more than once."""
    needs(rstc, "the reset control")
    if is_a(rstc, "bindings::reset_control") and rstc.shared and held("reset.line", rstc) == 0:
        not_held("reset.line")
    release("reset.line", rstc)
    return 0


class gpio_desc:
    """`struct gpio_desc`."""

    value: "int"


@acquires("gpio.desc", "return")
@fails("err_ptr", 16)
@context("sleeps")
@source("drivers/gpio/gpiolib.c:4547 -EBUSY if the line is taken")
def gpiod_get(dev, con_id, flags):
    return allocate(gpio_desc(value=0))


@acquires("gpio.desc", "return")
@fails("err_ptr", 16)
@context("sleeps")
@source("drivers/gpio/gpiolib.c:4667")
def gpiod_get_index(dev, con_id, idx, flags):
    return allocate(gpio_desc(value=0))


@source("drivers/gpio/gpiolib.c:4569 null if there is none")
def gpiod_get_optional(dev, con_id, flags):
    return gpiod_get(dev, con_id, flags)


@releases("gpio.desc", "desc", "held")
@context("sleeps")
@source("drivers/gpio/gpiolib.c:4937 nothing for null; a second time takes references that are not its own")
def gpiod_put(desc):
    given_up(desc)


@context("sleeps")
@source("drivers/gpio/gpiolib-devres.c:65")
def devm_gpiod_get(dev, con_id, flags):
    desc = gpiod_get(dev, con_id, flags)
    if not is_error(desc):
        entry = devres_entry(dev, gpiod_put, desc)
    return desc


@acquires("gpio.desc", "gpio")
@fails("errno", 16)
@context("sleeps")
@source("drivers/gpio/gpiolib-legacy.c:71 by number; -EBUSY if the line is taken")
def gpio_request(gpio, label):
    return 0


@releases("gpio.desc", "gpio", "held")
@context("sleeps")
@source("include/linux/gpio.h:143")
def gpio_free(gpio):
    return None


@fails("errno", 22)
@source("drivers/gpio/gpiolib.c:2839")
def gpiod_direction_output(desc, value):
    needs(desc, "the GPIO line")
    return 0


@fails("errno", 22)
@source("drivers/gpio/gpiolib.c:2688")
def gpiod_direction_input(desc):
    needs(desc, "the GPIO line")
    return 0


@source("drivers/gpio/gpiolib.c:3657 (7.1: int)")
def gpiod_set_value(desc, value):
    needs(desc, "the GPIO line")


@source("drivers/gpio/gpiolib.c:3287")
def gpiod_get_value(desc):
    needs(desc, "the GPIO line")
    return unknown("the value of a GPIO line")


@acquires("gpio.chip", "gc")
@fails("errno", 16)
@context("sleeps")
@source("drivers/gpio/gpiolib.c:939 live at once")
def gpiochip_add_data_with_key(gc, data, lock_key, request_key):
    return 0


@releases("gpio.chip", "gc", "held")
@context("sleeps")
@source("drivers/gpio/gpiolib.c:1167")
def gpiochip_remove(gc):
    return None


class pwm_chip:
    """`struct pwm_chip`: it has a device, which counts."""

    npwm: "unsigned int"


@acquires("pwm.chipmem", "return")
@fails("err_ptr", 12)
@context("sleeps")
@source("drivers/pwm/core.c:1011 counted by its device")
def pwmchip_alloc(parent, npwm, sizeof_priv):
    return allocate(pwm_chip(npwm=npwm))


@releases("pwm.chipmem", "chip", "held")
@source("drivers/pwm/core.c:998 put_device")
def pwmchip_put(chip):
    if held("pwm.chipmem", chip) < 2:
        given_up(chip)


@source("include/linux/pwm.h:301 in the memory of the chip")
def pwmchip_get_drvdata(chip):
    return unknown("the driver's part of a PWM chip")


@acquires("pwm.chip", "chip")
@fails("errno", 12)
@context("sleeps")
@source("drivers/pwm/core.c:1111")
def __pwmchip_add(chip, owner):
    needs(chip, "the PWM chip")
    return 0


@releases("pwm.chip", "chip", "held")
@context("sleeps")
@source("drivers/pwm/core.c:1167 the chip itself stays until pwmchip_put")
def pwmchip_remove(chip):
    needs(chip, "the PWM chip")


@fails("errno", 22)
@context("sleeps")
@source("7.1: drivers/pwm/core.c pwm_set_waveform_might_sleep")
def pwm_set_waveform_might_sleep(pwm, wf, exact):
    return 0


@fails("errno", 22)
@context("sleeps")
@source("7.1: drivers/pwm/core.c pwm_get_waveform_might_sleep")
def pwm_get_waveform_might_sleep(pwm, wf):
    return 0


@fails("errno", 22)
@context("sleeps")
@source("7.1: drivers/pwm/core.c pwm_round_waveform_might_sleep")
def pwm_round_waveform_might_sleep(pwm, wf):
    return 0


class phy:
    """`struct phy` of the generic PHY framework."""

    index: "int"


@acquires("phy.ref", "return")
@fails("err_ptr", 517)
@context("sleeps")
@source("drivers/phy/phy-core.c:797")
def phy_get(dev, string):
    return allocate(phy(index=0))


@releases("phy.ref", "phy", "held")
@context("sleeps")
@source("drivers/phy/phy-core.c:729 nothing for null and errors (6.12 has the device as first argument)")
def phy_put(dev, phy):
    given_up(phy)


@acquires("phy.init", "phy")
@fails("errno", 5)
@context("sleeps")
@source("drivers/phy/phy-core.c:252 counts")
def phy_init(phy):
    needs(phy, "the PHY")
    return 0


@releases("phy.init", "phy", "held")
@context("sleeps")
@source("drivers/phy/phy-core.c:292 the count goes below 0 in silence")
def phy_exit(phy):
    needs(phy, "the PHY")
    return 0


@acquires("phy.power", "phy")
@fails("errno", 5)
@context("sleeps")
@source("drivers/phy/phy-core.c:329 counts")
def phy_power_on(phy):
    needs(phy, "the PHY")
    return 0


@releases("phy.power", "phy", "held")
@context("sleeps")
@source("drivers/phy/phy-core.c:379 the count goes below 0 in silence")
def phy_power_off(phy):
    needs(phy, "the PHY")
    return 0
