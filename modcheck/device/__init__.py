"""In: PCI ids and events; out: the model of the device and its reactions; knows no Rust."""

from modcheck.device.e1000 import E1000
from modcheck.device.edu import Edu
from modcheck.device.port import (
    Access,
    Bar,
    BarKind,
    Command,
    Device,
    Elapse,
    Event,
    Fault,
    FaultKind,
    Frame,
    Link,
    Memory,
    Ordered,
    Profile,
    Progress,
    Reaction,
    Reset,
    RingView,
    Store,
    Transmitted,
)
from modcheck.device.stranger import Stranger, holding, without

__all__ = [
    "E1000",
    "Access",
    "Bar",
    "BarKind",
    "Command",
    "Device",
    "Edu",
    "Elapse",
    "Event",
    "Fault",
    "FaultKind",
    "Frame",
    "Link",
    "Memory",
    "Ordered",
    "Profile",
    "Progress",
    "Reaction",
    "Reset",
    "RingView",
    "Store",
    "Stranger",
    "Transmitted",
    "catalogue",
    "find",
    "holding",
    "without",
]


def catalogue() -> tuple[Device, ...]:
    """Every device that there is a model of."""
    return (E1000(), Edu())


def find(vendor: int, device: int) -> Device | None:
    """The model of a PCI function, if there is one."""
    return next((model for model in catalogue() if (model.vendor, model.device) == (vendor, device)), None)
