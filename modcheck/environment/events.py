"""What may happen next: the events of a module's life, when each is possible, and the world at power-on."""

from __future__ import annotations

from typing import Any, NamedTuple

from modcheck.domains.heap import State
from modcheck.domains.values import Agg
from modcheck.environment.ledger import world_field
from modcheck.environment.port import Host
from modcheck.ir.types import Ty


class Event(NamedTuple):
    """`name` as people write it; `function` the rule that runs it; `user` if a person does it; `traffic` if
    it leaves the module loaded and its interface up or down as it is; `once`: a search looks at it in the
    first state where it is possible, and at nothing after it."""

    name: str
    function: str
    user: bool
    traffic: bool
    text: str
    once: bool = False


EVENTS: dict[str, Event] = {
    event.name: event
    for event in (
        Event("insmod", "bindings::event_insmod", True, False, "insmod {module}.ko"),
        Event("up", "bindings::event_up", True, False, "ip link set {netdev} up"),
        Event("xmit", "bindings::event_xmit", True, True, "a packet is sent"),
        Event("down", "bindings::event_down", True, False, "ip link set {netdev} down"),
        Event("rmmod", "bindings::event_rmmod", True, False, "rmmod {module}"),
        Event("irq", "bindings::event_irq", False, True, "the interrupt is delivered"),
        Event("frame", "bindings::event_frame", False, True, "a frame arrives"),
        Event("link", "bindings::event_link", False, True, "the link changes"),
        Event("xmit-short", "bindings::event_xmit_short", True, True, "a packet of 42 bytes is sent", True),
        Event("xmit-full", "bindings::event_xmit_full", True, True, "a packet of 1514 bytes is sent", True),
        Event(
            *("xmit-burst", "bindings::event_xmit_burst", True, True),
            *("packets are sent while the wire takes none", True),
        ),
        Event("frame-full", "bindings::event_frame_full", False, True, "a frame of 1514 bytes arrives", True),
        Event("cat", "bindings::event_cat", True, True, "cat /dev/{module}"),
        Event("echo", "bindings::event_echo", True, True, "echo Hello > /dev/{module}"),
        Event("ioctl", "bindings::event_ioctl", True, True, "ioctl of /dev/{module}"),
        Event(
            *("read-short", "bindings::event_read_short", True, True),
            *("the file is read byte by byte", True),
        ),
        *(
            Event(name, f"bindings::event_{name.replace('-', '_')}", True, True, text, True)
            for name, text in (
                ("read-back", "write to /dev/{module} and read it, opened once"),
                ("pread", "pread of /dev/{module}"),
                ("pwrite", "pwrite of /dev/{module}"),
                ("lseek-read", "lseek and read of /dev/{module}"),
                ("lseek-write", "lseek and write of /dev/{module}"),
                ("ioctl-any", "ioctl of /dev/{module}, any command"),
                ("poll", "poll of /dev/{module}"),
                ("mmap", "mmap of /dev/{module}"),
            )
        ),
        Event("use", "bindings::event_use", True, True, "its subsystem calls it"),
        Event("work", "bindings::event_work", False, True, "a work item runs"),
        Event("timer", "bindings::event_timer", False, True, "a timer runs"),
        Event("thread", "bindings::event_thread", False, True, "a thread of the module runs"),
        Event("unbind", "bindings::event_unbind", True, True, "unbind while a file is open", True),
        Event(
            *("rmmod-open", "bindings::event_rmmod_open", True, True),
            *("rmmod {module} while a file is open", True),
        ),
    )
}
"""In the order in which ties are broken: what a person does before what the device does."""


CHOSEN = {
    "pread": ("offset", "length"),
    "pwrite": ("offset", "length"),
    "lseek-read": ("whence", "distance", "length"),
    "lseek-write": ("whence", "distance", "length"),
    "ioctl-any": ("command", "argument"),
    "mmap": ("pages",),
}
"""The numbers that a process chooses in an event, as the rules ask for them."""


_LISTS = (
    "actions", "poll_list", "netdevs", "chrdevs", "auxiliary", "users", "pending", "devres", "threads",
    "timers",
)  # fmt: skip


def initial_world(host: Host, state: State, world: Ty) -> None:
    """The machine after boot: the device is there, no module is loaded."""
    definition = host.type_of(world)
    values = {name: 0 for name, _ in definition.fields}
    items: tuple[Any, ...] = tuple(
        Agg(Ty("core::Vec"), "", ()) if name in _LISTS else values[name] for name, _ in definition.fields
    )
    state.heap["world"] = Agg(world, "", items)


def enabled(host: Host, state: State, budget: bool = True) -> list[str]:
    """The events that can come next; with `budget` frames and transmissions are rationed."""
    found = ["rmmod" if _field(host, state, "loaded") else "insmod"]
    if _field(host, state, "pinned"):
        found = []
    found += _of_interface(host, state, budget)
    found += _of_device(host, state, budget)
    found += _of_files(host, state, budget)
    found += _of_users(host, state)
    if _field(host, state, "loaded") and _field(host, state, "threads").items:
        found.append("thread")
    if not budget:
        found += once(host, state)
    return [name for name in EVENTS if name in found]


def once(host: Host, state: State) -> list[str]:
    """The events that a search looks at once: traffic that is out of the ordinary, where the interface takes
    packets."""
    netdevs = _field(host, state, "netdevs").items
    if not netdevs:
        return []
    told = _told(host, state, netdevs[0])
    if not (told["up"] and told["carrier"]) or told["queue_stopped"] or told["stack_xoff"]:
        return []
    return [event.name for event in EVENTS.values() if event.once and event.name not in FILES]


def _told(host: Host, state: State, pointer: Any) -> dict[str, Any]:
    """The fields of what the world knows."""
    value = state.load(pointer.root, ())
    return dict(zip([name for name, _ in host.type_of(value.ty).fields], value.items, strict=True))


FILES = (
    *("cat", "echo", "ioctl", "read-short", "read-back", "pread", "pwrite", "lseek-read", "lseek-write"),
    *("ioctl-any", "poll", "mmap", "unbind", "rmmod-open"),
)
"""What processes do with a character device. What they ask for out of the ordinary is looked at in every
state, and nothing after it."""


def _of_users(host: Host, state: State) -> list[str]:
    """What is called through a subsystem, and what waits in a queue."""
    found = ["use"] if _field(host, state, "users").items else []
    found += ["work"] if _field(host, state, "pending").items else []
    return found + (["timer"] if _field(host, state, "timers").items else [])


def _of_files(host: Host, state: State, budget: bool) -> list[str]:
    """What processes can do with a character device, if there is one; what they write is rationed."""
    devices = _field(host, state, "chrdevs").items
    if not _field(host, state, "loaded") or not devices:
        return []
    barred = {
        "echo": budget and state.budget[2] <= 0,
        "unbind": not _field(host, state, "bound"),
        "rmmod-open": bool(_told(host, state, devices[0])["pinned"]),
    }
    return [name for name in FILES if not barred.get(name)]


def _field(host: Host, state: State, name: str) -> Any:
    return state.load("world", world_field(host, state, name))


def _of_interface(host: Host, state: State, budget: bool) -> list[str]:
    """What a person can do with the network interface, if there is one."""
    netdevs = _field(host, state, "netdevs").items
    if not netdevs:
        return []
    netdev = state.load(netdevs[0].root, ())
    position = {name: i for i, (name, _) in enumerate(host.type_of(netdev.ty).fields)}
    if not netdev.items[position["up"]]:
        return ["up"]
    return ["down", "xmit"] if state.budget[2] > 0 or not budget else ["down"]


def _of_device(host: Host, state: State, budget: bool) -> list[str]:
    """What the device can do by itself."""
    found: list[str] = []
    device = host.device
    line = device.line(state.device[1])
    if line and _field(host, state, "actions").items and not _field(host, state, "disabled"):
        found.append("irq")
    if state.budget[1] > 0 or not budget:
        if device.engines(state.device[1]):
            found.append("frame")
        elif device.can_interrupt(state.device[1]) or (not budget and device.registers):
            found.append("link")  # where no frame can come, a link change is what raises the line
    return found
