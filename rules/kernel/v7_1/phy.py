"""`kernel::net::phy` of Linux 7.1: drivers of network PHYs, which have no state of their own."""

from kernel.use import used_no_more, used_through


class Module(Generic[A, B, C, D]):
    """What `module_phy_driver!` makes of up to four drivers."""

    token: "pointer"

    def init(module):
        token = phy_drivers_register(Drivers(number=0))
        if token == 0:
            return Err(-12)
        used_through(Users[A], token)
        used_through(Users[B], token)
        used_through(Users[C], token)
        used_through(Users[D], token)
        return Ok(Module(token=token))

    def drop(self):
        used_no_more(self.token)
        used_no_more(self.token)
        used_no_more(self.token)
        used_no_more(self.token)
        phy_drivers_unregister(self.token)


class Drivers:
    number: "int"


class Users(Generic[T]):
    """drivers/net/phy/phy.c, phy_device.c: probe, then the state machine."""

    def used_callback(token):
        if not is_type(T):
            return None
        dev = Device(number=0)
        enter("phy")
        called(T, "soft_reset", ref(dev))
        result = invoke(T, "kernel::phy::Driver::probe", ref(dev))
        if is_err(result):
            leave()
            return None
        called(T, "get_features", ref(dev))
        called(T, "config_aneg", ref(dev))
        called(T, "read_status", ref(dev))
        called(T, "match_phy_device", ref(dev))
        called(T, "link_change_notify", ref(dev))
        called(T, "suspend", ref(dev))
        called(T, "resume", ref(dev))
        leave()


def called(ty, name, dev):
    if name == "soft_reset":
        ignored = invoke(ty, "kernel::phy::Driver::soft_reset", dev)
    elif name == "get_features":
        ignored = invoke(ty, "kernel::phy::Driver::get_features", dev)
    elif name == "config_aneg":
        ignored = invoke(ty, "kernel::phy::Driver::config_aneg", dev)
    elif name == "read_status":
        ignored = invoke(ty, "kernel::phy::Driver::read_status", dev)
    elif name == "match_phy_device":
        ignored = invoke(ty, "kernel::phy::Driver::match_phy_device", dev)
    elif name == "link_change_notify":
        ignored = invoke(ty, "kernel::phy::Driver::link_change_notify", dev)
    elif name == "suspend":
        ignored = invoke(ty, "kernel::phy::Driver::suspend", dev)
    else:
        ignored = invoke(ty, "kernel::phy::Driver::resume", dev)
    rejoin()


class Device:
    number: "int"

    def as_ref(self):
        return borrow(raw_of(self))

    def phy_id(self):
        return anything(32)

    def state(self):
        if chosen("the PHY has no link"):
            return DeviceState.nolink()
        return DeviceState.up()

    def is_link_up(self):
        return chosen("the link is up")

    def is_autoneg_enabled(self):
        return chosen("autonegotiation is on")

    def is_autoneg_completed(self):
        return chosen("autonegotiation is over")

    def set_speed(self, speed):
        return None

    def set_duplex(self, mode):
        return None

    def resolve_aneg_linkmode(self):
        return None

    def read(self, register):
        return word_of(self)

    def write(self, register, value):
        return outcome(self)

    def read_paged(self, page, register):
        return word_of(self)

    def genphy_soft_reset(self):
        return outcome(self)

    def init_hw(self):
        return outcome(self)

    def start_aneg(self):
        return outcome(self)

    def genphy_resume(self):
        return outcome(self)

    def genphy_suspend(self):
        return outcome(self)

    def genphy_read_status(self):
        return word_of(self)

    def genphy_update_link(self):
        return outcome(self)

    def genphy_read_lpa(self):
        return outcome(self)

    def genphy_read_abilities(self):
        return outcome(self)


@fails("errno", 5)
@source("drivers/net/phy/mdio_bus.c: a transfer may fail")
def mdio_transfer():
    return 0


def outcome(dev):
    ret = mdio_transfer()
    if ret != 0:
        return Err(ret)
    return Ok(None)


def word_of(dev):
    ret = mdio_transfer()
    if ret != 0:
        return Err(ret)
    return Ok(anything(16))


class DeviceState:
    variants = ["Down", "Ready", "Halted", "Error", "Up", "Running", "NoLink", "CableTest"]
    numbers = {
        "Down": 0, "Ready": 1, "Halted": 2, "Error": 3, "Up": 4, "Running": 5, "NoLink": 6, "CableTest": 7,
    }

    def nolink():
        return phy_state(6)

    def up():
        return phy_state(4)


def phy_state(number):
    return number


class DuplexMode:
    variants = ["Full", "Half", "Unknown"]


class DeviceId:
    number: "u32"

    def new_with_exact_mask(number):
        return DeviceId(number=number)

    def new_with_model_mask(number):
        return DeviceId(number=number)

    def new_with_vendor_mask(number):
        return DeviceId(number=number)

    def new_with_driver():
        return DeviceId(number=0)


class C22:
    path = "kernel::phy::reg::C22"
    number: "u8"


class C45:
    path = "kernel::phy::reg::C45"
    number: "u16"

    def new(device, number):
        return C45(number=number)


class Mmd:
    path = "kernel::phy::reg::Mmd"
    number: "u8"


@acquires("phy.drivers", "return")
@fails("null", 12)
@source("drivers/net/phy/phy_device.c phy_drivers_register")
def phy_drivers_register(drivers):
    return allocate(drivers)


@releases("phy.drivers", "token")
def phy_drivers_unregister(token):
    free(token)


constants = {
    "kernel::phy::reg::C22::BMCR": 0, "kernel::phy::reg::C22::BMSR": 1, "kernel::phy::reg::Mmd::PMAPMD": 1,
    "kernel::phy::reg::Mmd::PCS": 3, "kernel::phy::reg::Mmd::PHYXS": 4, "kernel::phy::reg::Mmd::AN": 7,
    "kernel::phy::flags::IS_INTERNAL": 1,
    "kernel::uapi::BMCR_SPEED100": 0x2000, "kernel::uapi::BMCR_FULLDPLX": 0x100,
    "kernel::uapi::SPEED_100": 100, "kernel::uapi::SPEED_10": 10,
}
resources = {
    "phy.drivers": {"noun": "the registered PHY drivers", "release": "dropping their registration",
                    "life": "function"},
}

own = ["kernel::phy::Module"]
