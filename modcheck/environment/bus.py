"""Primitives between the driver and the device: registers, configuration space, frames, time, the line."""

from __future__ import annotations

from typing import Any

from modcheck.device import (
    Access,
    BarKind,
    Command,
    Elapse,
    Fault,
    FaultKind,
    Frame,
    Link,
    Reaction,
    holding,
    without,
)
from modcheck.domains import Pointer, Unknown, address_in
from modcheck.domains.affine import Counter
from modcheck.domains.heap import State
from modcheck.domains.values import FREED
from modcheck.environment.ledger import subject_of, world_field
from modcheck.environment.memory import freed_at, root_of
from modcheck.environment.port import Host, PathEnd, Primitive

BAR_BASE, PORT_BASE = 0xFEBC0000, 0xC000
IORESOURCE_IO, IORESOURCE_MEM = 0x100, 0x200
_MASTER = 1 << 2
"""Of the COMMAND register."""


def _react(host: Host, state: State, event: Any) -> Reaction:
    """Let the device do its (single) reaction and apply what it does to memory."""
    memory = host.memory(state)
    device, before = state.device
    stalled = event.__class__ is Access and state.load("world", world_field(host, state, "stalled"))
    if stalled:
        reaction = host.device.postponed(before, event, memory)
    else:
        reaction = host.device.react(before, event, memory)[0]
    state.device = (device, reaction.state)
    for store in reaction.stores:
        memory.store(store.address, store.width, store.value)
    for frame in reaction.sent:
        state.note("sent", f"{frame.length} bytes", host.where(state))
    if event.__class__ is Access and event.value is not None:
        _measure_rings(host, before, reaction.state, memory)
    _judge_memory(host, state, memory)
    if host.device.line(reaction.state) and not host.device.line(before):
        _raised(host, state)
    if reaction.acknowledged:
        path = world_field(host, state, "acknowledged")
        state.store("world", path, state.load("world", path) | reaction.acknowledged)
        _keep_causes(host, state, _left(host, state) & ~reaction.acknowledged)
    for fault in reaction.faults:
        _judge_fault(host, state, fault, before, stalled)
    return reaction


def _measure_rings(host: Host, before: Any, after: Any, memory: Any) -> None:
    """The driver says how far a ring is filled: does all of it lie in its memory? The head comes to the last
    descriptor some time. (A comparison of the numbers would tell the turns of a ring apart.)"""
    for old, new in zip(host.device.rings(before), host.device.rings(after), strict=False):
        if any(one is not other for one, other in zip(new.indices[1:], old.indices[1:], strict=True)):
            memory.ring(new.base, new.length * new.size)


def _raised(host: Host, state: State) -> None:
    handled = state.load("world", world_field(host, state, "actions")).items
    state.note("device", f"raises its line{'' if handled else ', which nobody handles'}", host.where(state))


def _judge_fault(host: Host, state: State, fault: Fault, before: Any, stalled: int) -> None:
    """What the device has to say of an access. `stalled`: see the field of the world."""
    if fault.kind is FaultKind.UNKNOWN_WORD:
        state.assumed |= {f"opaque:{host.site(state)}:{fault.register} written with an unknown word"}
    if fault.kind is FaultKind.RING_OVERRUN:
        if len(state.assumed) + 1 == stalled:  # a check for room that was not understood may be right
            host.broken(state, "tx_ring_overrun", "the transmit ring", fault.text)
        raise PathEnd("the device takes the full ring for an empty one: nothing of it is sent")
    if fault.kind is FaultKind.TAIL_OUTSIDE:
        host.broken(state, "tail_outside_ring", f"the tail register `{fault.register}`", fault.text)
    if fault.kind is FaultKind.RING_REPROGRAMMED and host.device.can_master(before):
        subject = "receive ring" if fault.register.startswith("R") else "transmit ring"
        host.broken(
            state, "ring_reprogrammed_live", subject, f"`{fault.register}` written while the engine is on"
        )


def _judge_memory(host: Host, state: State, memory: Any) -> None:
    """Where the device has been. What it finds in memory that is gone leads anywhere; that is told
    already."""
    for what in memory.overwritten:
        state.note("device", f"writes {what}, which was freed", host.where(state))
    for root in dict.fromkeys(memory.touched):
        host.broken(
            state, "dma_outlives_buffer", root.partition("#")[0], "the device accesses memory that was freed"
        )
    for root, detail in memory.beyond:
        mapped = next((r for r in state.ledger.values() if r.key == root and r.kind.startswith("dma.")), None)
        host.broken(
            *(state, "dma_buffer_too_small", subject_of(mapped) if mapped else "a buffer"),
            *(detail, mapped.site if mapped else None),
        )
    if memory.blind and not memory.touched:
        place = host.where(state)
        where = f"{place.path}:{place.start}" if place is not None else "the device:0"
        state.assumed |= {f"opaque:{where}:the device reaches an unknown address"}


def _access(host: Host, state: State, address: Any, width: int, value: Any) -> Any:
    root = root_of(address)
    mapping: Any = state.heap.get(root, FREED) if root is not None else FREED
    if isinstance(address, Unknown):
        state.assumed |= {f"opaque:{host.site(state)}:an access to a register that is not known"}
        return Unknown("a register that is not known") if value is None else None
    if root is None:
        return 0 if value is None else None
    if mapping is FREED:
        by_itself = state.scope[-1:] in (("irq",), ("poll",))
        host.broken(
            *(state, "access_after_release", root.partition("#")[0], "the registers are no longer mapped"),
            freed_at(state, root) if by_itself else None,
        )
        raise PathEnd("BUG: unable to handle page fault: a register access after iounmap")
    if state.load("world", world_field(host, state, "disabled")):
        # Documentation/PCI/pci.rst: "Do not access device registers after calling pci_disable_device()".
        host.broken(state, "access_after_release", "registers", "the function was disabled before")
    elif state.load("world", world_field(host, state, "unreserved")):
        host.broken(state, "access_after_release", "registers", "the regions were released before")
    offset = _offset(host, state, address)
    masked = not host.device.can_interrupt(state.device[1])
    reaction = _react(host, state, Access(mapping.items[0], offset, width, value))
    if value is None:
        state.note("read", f"{offset:#07x} = {_shown(reaction.value)}", host.where(state))
        return reaction.value
    state.note("write", f"{offset:#07x} = {_shown(value)}", host.where(state))
    if masked and host.device.can_interrupt(reaction.state):
        _unmasked(host, state)
        _stale_causes(host, state)
    return None


def _stale_causes(host: Host, state: State) -> None:
    """Causes were unmasked: is one among them that the last `stop` left behind?"""
    device = state.device[1]
    stale = _left(host, state) & host.device.causes(device)
    if stale and host.device.line(device) and state.scope[-1:] == ("open",):
        host.broken(state, "stale_cause_at_open", "an interrupt cause", f"causes {stale:#x}")
    _keep_causes(host, state, 0)


def _left(host: Host, state: State) -> int:
    return int(state.load("world", world_field(host, state, "left_causes")))


def _keep_causes(host: Host, state: State, causes: int) -> None:
    """Remember which causes `stop` has left pending."""
    path = world_field(host, state, "left_causes")
    if state.load("world", path) != causes:
        state.store("world", path, causes)


def _offset(host: Host, state: State, address: Any) -> int:
    """The offset in the BAR; a summarised loop counter tells its watch which register cell it reached."""
    offset = address.offset if isinstance(address, Pointer) else 0
    if isinstance(offset, Counter):
        offset.watch.cells.add(host.device.cell(int(offset)))
    return int(offset)


def _shown(value: Any) -> str:
    return f"{value:#x}" if isinstance(value, int) else "?"


def _unmasked(host: Host, state: State) -> None:
    """Causes were unmasked: is there somebody to handle them?"""
    actions = state.load("world", world_field(host, state, "actions"))
    if not actions.items:
        host.broken(state, "unmask_before_handler", "an interrupt handler", "no handler is registered yet")
    elif _napi_off(host, state):
        host.broken(state, "unmask_before_handler", "the NAPI instance", "no instance is enabled yet")


def _napi_off(host: Host, state: State) -> bool:
    """Does an interface list NAPI instances of which none is enabled?"""
    listed = any(r.kind == "napi.listed" for r in state.ledger.values())
    return listed and not any(r.kind == "napi.enabled" for r in state.ledger.values())


def _mmio_read(host: Host, state: State, args: list[Any]) -> Any:
    return _access(host, state, args[0], args[1], None)


def _mmio_write(host: Host, state: State, args: list[Any]) -> Any:
    return _access(host, state, args[0], args[2], args[1])


def _port(host: Host, state: State, args: list[Any]) -> Any:
    """`port_read(start, offset)`, `port_write(start, offset, value)`: an access through the I/O window."""
    bars = [index for index, bar in enumerate(host.device.bars) if bar.kind is BarKind.IO]
    if not bars or not isinstance(args[1], int):
        return 0
    value = args[2] if len(args) > 2 else None
    return _react(host, state, Access(bars[0], args[1], 4, value)).value


def _command(host: Host, state: State, args: list[Any]) -> Any:
    """`pci_command(set, clear)`: change the COMMAND register."""
    command, before = state.device
    new = (command | args[0]) & ~args[1]
    state.device = (new, before)
    _react(host, state, Command(new))
    return None


def _frame(host: Host, state: State, args: list[Any]) -> Any:
    """`wire_frame(length)`: a frame comes, long after the last register write."""
    _react(host, state, Elapse(2000))
    receive(host, state, Frame(args[0]))
    return None


def receive(host: Host, state: State, frame: Frame) -> None:
    """A frame comes: taken, if the device writes it anywhere."""
    taken = _react(host, state, frame).stores
    state.note("received" if taken else "missed", f"{frame.length} bytes", None)


def passes(host: Host, state: State, milliseconds: int) -> None:
    """Time passes."""
    _react(host, state, Elapse(milliseconds))
    state.note("time", str(milliseconds), None)


def _link(host: Host, state: State, args: list[Any]) -> Any:
    """`link_change()`: the cable is pulled out and put in again, and the link partners agree."""
    _react(host, state, Link(False))
    _react(host, state, Link(True))
    _react(host, state, Elapse(2000))
    return None


def _elapse(host: Host, state: State, args: list[Any]) -> Any:
    """`elapse(milliseconds)`: time passes for the device."""
    if isinstance(args[0], int) and args[0] > 0:
        passes(host, state, args[0])
    return None


def _line(host: Host, state: State, args: list[Any]) -> Any:
    """`line_asserted()`: does the device hold its interrupt line?"""
    return host.device.line(state.device[1])


def _bar_start(host: Host, state: State, args: list[Any]) -> Any:
    index = args[0]
    bar = host.device.bars[index] if index < len(host.device.bars) else None
    if bar is None:
        return 0
    return BAR_BASE if bar.kind is BarKind.MEM else PORT_BASE


def _bar_length(host: Host, state: State, args: list[Any]) -> Any:
    index = args[0]
    return host.device.bars[index].length if index < len(host.device.bars) else 0


def _bar_flags(host: Host, state: State, args: list[Any]) -> Any:
    index = args[0]
    if index >= len(host.device.bars):
        return 0
    return IORESOURCE_MEM if host.device.bars[index].kind is BarKind.MEM else IORESOURCE_IO


def _bar_of(host: Host, state: State, args: list[Any]) -> Any:
    """`bar_of(start)`: the BAR that a bus address lies in."""
    for index, bar in enumerate(host.device.bars):
        start = BAR_BASE if bar.kind is BarKind.MEM else PORT_BASE
        if isinstance(args[0], int) and start <= args[0] < start + bar.length:
            return index
    return 0


def _given_up(host: Host, state: State, args: list[Any]) -> Any:
    """`dma_given_up(memory)`: the driver gives memory back that the device may still use."""
    root = root_of(args[0])
    device = state.device[1]
    memory = next((r for r in state.ledger.values() if r.key == root), None)
    subject = subject_of(memory) if memory else "memory of a ring"
    if root in holding(device):
        undo = host.undo(state, str(root))
        state.device = (state.device[0], without(device, root))
        if undo:
            site = memory.site if memory else None
            host.broken(state, "address_left_in_device", subject, f"`{undo}` was not called", site)
    if root not in host.device.roots(device):
        return None
    if host.device.can_master(device):
        engines = ", ".join(host.device.engines(device))
        host.broken(state, "dma_outlives_buffer", subject, f"{engines} still on")
    elif host.device.draining(device):
        engines = ", ".join(host.device.draining(device))
        host.broken(state, "posted_write_unflushed", subject, f"{engines} cleared, but not waited for")
    return None


def _device_signature(host: Host, state: State, args: list[Any]) -> Any:
    """`device_live()`: a number that grows with what is switched on (engines and causes)."""
    device = state.device[1]
    return len(host.device.engines(device)) * 2 + int(host.device.can_interrupt(device))


def _is_address(host: Host, state: State, args: list[Any]) -> Any:
    """`is_address(value)`: is it where an object lies, or the upper bits of that?"""
    return isinstance(args[0], Pointer | Unknown) and address_in(args[0]) is not None


def _causes_unmasked(host: Host, state: State, args: list[Any]) -> Any:
    """`causes_unmasked()`: may the device raise its line?"""
    return host.device.can_interrupt(state.device[1])


def _modelled(host: Host, state: State, args: list[Any]) -> Any:
    """`modelled()`: is there a model of the device?"""
    return bool(host.device.registers)


def _overlooked(host: Host, state: State, args: list[Any]) -> Any:
    """`overlooked(text)`: from here on the path rests on something that was not seen."""
    place = host.where(state)
    where = f"{place.path}:{place.start}" if place is not None else "the device:0"
    state.assumed |= {f"opaque:{where}:{args[0]}"}
    return None


def _descriptors(host: Host, state: State, args: list[Any]) -> Any:
    """`descriptors(ring)`: how many a ring of the device has; 0 if it has no such ring."""
    rings = host.device.rings(state.device[1])
    return max((ring.length for ring in rings if ring.name == args[0]), default=0)


def _bus_master(host: Host, state: State, args: list[Any]) -> Any:
    """`bus_master()`: may the function master the bus?"""
    return bool(state.device[0] & _MASTER)


BUS: dict[str, Primitive] = {
    "bus_master": _bus_master,
    "descriptors": _descriptors,
    "modelled": _modelled,
    "overlooked": _overlooked,
    "mmio_read": _mmio_read,
    "mmio_write": _mmio_write,
    "port_write": _port,
    "port_read": _port,
    "pci_command": _command,
    "wire_frame": _frame,
    "elapse": _elapse,
    "link_change": _link,
    "line_asserted": _line,
    "bar_start": _bar_start,
    "bar_length": _bar_length,
    "bar_flags": _bar_flags,
    "bar_of": _bar_of,
    "dma_given_up": _given_up,
    "device_live": _device_signature,
    "causes_unmasked": _causes_unmasked,
    "is_address": _is_address,
}
