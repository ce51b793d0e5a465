"""What may happen next: the events of a module's life, when each is possible, and the world at power-on."""

from __future__ import annotations

from typing import Any, NamedTuple

from modcheck.domains.heap import State
from modcheck.domains.values import Agg
from modcheck.environment.ledger import world_field
from modcheck.environment.port import Host
from modcheck.ir.types import Ty


class Event(NamedTuple):
    """`name` as people write it; `function` the rule that runs it; `user` if a person does it."""

    name: str
    function: str
    user: bool
    text: str


EVENTS: dict[str, Event] = {
    event.name: event
    for event in (
        Event("insmod", "bindings::event_insmod", True, "insmod {module}.ko"),
        Event("up", "bindings::event_up", True, "ip link set {netdev} up"),
        Event("xmit", "bindings::event_xmit", True, "a packet is sent"),
        Event("down", "bindings::event_down", True, "ip link set {netdev} down"),
        Event("rmmod", "bindings::event_rmmod", True, "rmmod {module}"),
        Event("irq", "bindings::event_irq", False, "the interrupt is delivered"),
        Event("frame", "bindings::event_frame", False, "a frame arrives"),
        Event("link", "bindings::event_link", False, "the link changes"),
    )
}
"""In the order in which ties are broken: what a person does before what the device does."""


def initial_world(host: Host, state: State, world: Ty) -> None:
    """The machine after boot: the device is there, no module is loaded."""
    definition = host.type_of(world)
    values = {name: 0 for name, _ in definition.fields}
    lists = {"actions", "poll_list", "netdevs"}
    items: tuple[Any, ...] = tuple(
        Agg(Ty("core::Vec"), "", ()) if name in lists else values[name] for name, _ in definition.fields
    )
    state.heap["world"] = Agg(world, "", items)


def enabled(host: Host, state: State, budget: bool = True) -> list[str]:
    """The events that can come next; with `budget` frames and transmissions are rationed."""

    def field(name: str) -> Any:
        return state.load("world", world_field(host, state, name))

    found: list[str] = []
    netdevs = field("netdevs").items
    device = host.device
    frames, packets = state.budget[1:3]
    if not field("loaded"):
        found.append("insmod")
    if netdevs:
        netdev = state.load(netdevs[0].root, ())
        position = {name: i for i, (name, _) in enumerate(host.type_of(netdev.ty).fields)}
        up = netdev.items[position["up"]]
        found.append("down" if up else "up")
        if up and (packets > 0 or not budget):
            found.append("xmit")
    if field("loaded"):
        found.append("rmmod")
    if device.line(state.device[1]) and field("actions").items and not field("disabled"):
        found.append("irq")
    if frames > 0 or not budget:
        if device.engines(state.device[1]):
            found.append("frame")
        elif device.can_interrupt(state.device[1]) or not budget:
            found.append("link")  # where no frame can come, a link change is what raises the line
    return [name for name in EVENTS if name in found]
