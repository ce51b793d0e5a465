"""PHYs of network devices. Sources: drivers/net/phy/phy_device.c, and what stands beside it (6.12)."""

resources = {
    "net.phyconn": {"noun": "the attached PHY", "release": "`phy_disconnect`", "life": "function"},
}


class phy_device:
    """`struct phy_device`."""

    state: "int"


@acquires("net.phyconn", "return")
@fails("err_ptr", 19)
@context("sleeps")
@source("drivers/net/phy/phy_device.c:1205 found by its name on a bus")
def phy_connect(dev, bus_id, handler, interface):
    return allocate(phy_device(state=0))


@acquires("net.phyconn", "phydev")
@fails("errno", 16)
@context("sleeps")
@source("drivers/net/phy/phy_device.c:1169")
def phy_connect_direct(dev, phydev, handler, interface):
    return 0


@acquires("net.phyconn", "phydev")
@fails("errno", 16)
@context("sleeps")
@source("drivers/net/phy/phy_device.c:1539 -EBUSY if it is attached")
def phy_attach_direct(dev, phydev, flags, interface):
    return 0


@releases("net.phyconn", "phydev", "held")
@context("sleeps")
@source("drivers/net/phy/phy_device.c:1237 stops it if it runs")
def phy_disconnect(phydev):
    return None


@releases("net.phyconn", "phydev", "held")
@context("sleeps")
@source("drivers/net/phy/phy_device.c:2008")
def phy_detach(phydev):
    return None


@fails("errno", 5)
@context("sleeps")
@source("drivers/net/phy/phy_device.c:1285")
def phy_init_hw(phydev):
    return 0


@fails("errno", 5)
@context("sleeps")
@source("drivers/net/phy/phy.c:1060 under the lock of the PHY")
def _phy_start_aneg(phydev):
    return 0


@fails("errno", 5)
@context("sleeps")
@source("drivers/net/phy/phy_device.c:2694")
def genphy_read_status(phydev):
    return 0


@fails("errno", 5)
@context("sleeps")
@source("drivers/net/phy/phy_device.c:2930")
def genphy_resume(phydev):
    return 0


@fails("errno", 5)
@context("sleeps")
@source("drivers/net/phy/phy_device.c:2924")
def genphy_suspend(phydev):
    return 0


@fails("errno", 5)
@context("sleeps")
@source("drivers/net/phy/phy_device.c:2809")
def genphy_soft_reset(phydev):
    return 0


@fails("errno", 5)
@context("sleeps")
@source("drivers/net/phy/phy_device.c:2563")
def genphy_update_link(phydev):
    return 0


@fails("errno", 5)
@context("sleeps")
@source("drivers/net/phy/phy_device.c:2861")
def genphy_read_abilities(phydev):
    return 0


@fails("errno", 5)
@context("sleeps")
@source("drivers/net/phy/phy_device.c:2608")
def genphy_read_lpa(phydev):
    return 0


@fails("errno", 5)
@context("sleeps")
@source("drivers/net/phy/phy-c45.c:1166")
def genphy_c45_read_status(phydev):
    return 0


@fails("errno", 5)
@context("sleeps")
@source("drivers/net/phy/mdio_bus.c:1205")
def mdiobus_write(bus, addr, regnum, val):
    return 0


@fails("errno", 5)
@context("sleeps")
@source("drivers/net/phy/phy-core.c:643")
def phy_write_mmd(phydev, devad, regnum, val):
    return 0


@fails("errno", 5)
@context("sleeps")
@source("drivers/net/phy/mdio_bus.c:1106")
def mdiobus_read(bus, addr, regnum):
    return unknown("a register of a PHY")


@fails("errno", 5)
@context("sleeps")
@source("drivers/net/phy/phy-core.c:598")
def phy_read_mmd(phydev, devad, regnum):
    return unknown("a register of a PHY")


@fails("errno", 5)
@context("sleeps")
@source("drivers/net/phy/phy-core.c:1078")
def phy_read_paged(phydev, page, regnum):
    return unknown("a register of a PHY")


@source("drivers/net/phy/phy-core.c:445")
def phy_resolve_aneg_linkmode(phydev):
    return None
