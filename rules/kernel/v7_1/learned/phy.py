"""`kernel::phy`, derived from the source of the crate."""


class Registration:
    drivers: "&[kernel::net::phy::DriverVTable]"

    # learned c110a8050b65
    def drop(self):
        phy_drivers_unregister(self.drivers[0].f0, length(self.drivers))
