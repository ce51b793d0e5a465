"""Clocks. Sources: drivers/clk/clk.c, clkdev.c and clk-devres.c beside it, include/linux/clk.h (6.12).

A handle is one user's; what is prepared and enabled is counted. The null handle is a clock that does nothing.
"""

resources = {
    "clk.ref": {"noun": "the clock handle", "release": "`clk_put`", "life": "function"},
    "clk.prepare": {"noun": "the prepared clock", "release": "`clk_unprepare`", "life": "function"},
    "clk.enable": {"noun": "the enabled clock", "release": "`clk_disable`", "life": "function"},
}


class clk:
    """`struct clk`: one user's handle of a clock."""

    rate: "unsigned long"


@acquires("clk.ref", "return")
@fails("err_ptr", 2)
@context("sleeps")
@source("drivers/clk/clkdev.c:100 a new handle each time")
def clk_get(dev, id):
    return allocate(clk(rate=0))


@acquires("clk.ref", "return")
@fails("err_ptr", 517)
@context("sleeps")
@source("include/linux/clk.h:1203 as clk_get; null if there is no such clock")
def clk_get_optional(dev, id):
    return allocate(clk(rate=0))


@releases("clk.ref", "clk", "held")
@context("sleeps")
@source("drivers/clk/clkdev.c:115 __clk_put in drivers/clk/clk.c: nothing for null, WARN_ON for an error")
def clk_put(clk):
    given_up(clk)


@acquires("clk.prepare", "clk")
@fails("errno", 5)
@context("sleeps")
@source("drivers/clk/clk.c:1184 counts, under a mutex")
def clk_prepare(clk):
    needs(clk, "the clock")
    return 0


@releases("clk.prepare", "clk", "held")
@context("sleeps")
@symptom("clk already unprepared")
@source("drivers/clk/clk.c:1103 WARN if the count is 0")
def clk_unprepare(clk):
    needs(clk, "the clock")


@acquires("clk.enable", "clk")
@fails("errno", 5)
@source("drivers/clk/clk.c:1406 counts, under a spinlock; -ESHUTDOWN if it is not prepared")
def clk_enable(clk):
    needs(clk, "the clock")
    return 0


@releases("clk.enable", "clk", "held")
@symptom("clk already disabled")
@source("drivers/clk/clk.c:1241 WARN if the count is 0")
def clk_disable(clk):
    needs(clk, "the clock")


@source("include/linux/clk.h:1140 the first is undone if the second fails")
def clk_prepare_enable(clk):
    ret = clk_prepare(clk)
    if ret != 0:
        return ret
    ret = clk_enable(clk)
    if ret != 0:
        clk_unprepare(clk)
    return ret


@source("include/linux/clk.h:1155")
def clk_disable_unprepare(clk):
    clk_disable(clk)
    clk_unprepare(clk)


@source("drivers/clk/clk.c:2001 0 for the null handle")
def clk_get_rate(clk):
    needs(clk, "the clock")
    return unknown("the rate of a clock")


@fails("errno", 16)
@context("sleeps")
@source("drivers/clk/clk.c:2596")
def clk_set_rate(clk, rate):
    needs(clk, "the clock")
    return 0


@context("sleeps")
@source("drivers/clk/clk-devres.c:63 put with the device's other managed resources")
def devm_clk_get(dev, id):
    clk = clk_get(dev, id)
    if not is_error(clk):
        entry = devres_entry(dev, clk_put, clk)
    return clk


@context("sleeps")
@source("drivers/clk/clk-devres.c:69")
def devm_clk_get_prepared(dev, id):
    clk = clk_get(dev, id)
    if is_error(clk):
        return clk
    ret = clk_prepare(clk)
    if ret != 0:
        clk_put(clk)
        return ret
    entry = devres_entry(dev, clk_unprepare_put, clk)
    return clk


@context("sleeps")
@source("drivers/clk/clk-devres.c:75")
def devm_clk_get_enabled(dev, id):
    clk = clk_get(dev, id)
    if is_error(clk):
        return clk
    ret = clk_prepare_enable(clk)
    if ret != 0:
        clk_put(clk)
        return ret
    entry = devres_entry(dev, clk_disable_unprepare_put, clk)
    return clk


def clk_unprepare_put(clk):
    clk_unprepare(clk)
    clk_put(clk)


def clk_disable_unprepare_put(clk):
    clk_disable_unprepare(clk)
    clk_put(clk)


@source("drivers/clk/clk-devres.c:271 WARN_ON if it is not the device's")
def devm_clk_put(dev, clk):
    devm_release_action(dev, clk_put, clk)
