"""PHYs of network devices. Source: drivers/net/phy/phy_device.c (6.12)."""

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
