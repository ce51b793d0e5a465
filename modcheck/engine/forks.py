"""Where one path becomes two: a call that can fail, and the moment at which an interrupt is delivered.

With a plan (a replay) the plan decides; else the other path is put beside the running one, while the
budget lasts.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from modcheck.domains.heap import Frame, State
from modcheck.domains.values import Agg, owns
from modcheck.engine.access import UNIT_VALUE
from modcheck.engine.cutting import in_turn
from modcheck.environment.again import BY_OTHERS
from modcheck.ir.ops import Call
from modcheck.source import Span

if TYPE_CHECKING:
    from modcheck.engine.machine import Machine

_OTHER, _PROCESS = "bindings::somebody_else", "another process"
"""The rule that runs a process while another one sleeps, and what it says that it enters."""
_STARTING = (("probe",), ("open",), ("init",))
_INTERRUPTED = (("probe",), ("open",), ("stop",), ("remove",))
"""Callbacks in which the moment of an interrupt matters: in the others it can as well come after."""


class _Comes(NamedTuple):
    """What may come at a moment of its own: its name in choices, the event, how it is said."""

    name: str
    function: str
    text: str


_IRQ = _Comes("irq", "bindings::event_irq", "the interrupt comes here")
_POLL = _Comes("poll", "bindings::event_napi_poll", "a poll runs here on another processor")


def _label(machine: Machine, state: State, name: str) -> tuple[str, int, str]:
    """What may happen at this place, how often that was asked on this way, and what plans call it."""
    where = f"{name}@{machine.site(state)}"
    count = state.taken[where] = state.taken.get(where, 0) + 1
    return where, count, f"{where}#{count}"


def inject(machine: Machine, state: State, frame: Frame, op: Call, args: list[Any]) -> None:
    """A call that can fail: the failure is another path, while the budget lasts."""
    name = str(args[0])
    where, _, label = _label(machine, state, name)
    if machine.plan is not None:
        fails = label in machine.plan
        if fails:
            state.choices = (*state.choices, label)
            state.note("choice", _told(name), machine.where(state))
        frame.locals[op.dest.local] = fails
        return
    if state.budget[0] > 0 and machine.where(state) is not None and machine.crowd.parts(where):
        other = state.fork()
        other.budget = (other.budget[0] - 1, *other.budget[1:])
        other.choices = (*other.choices, label)
        other.note("choice", _told(name), machine.where(other))
        other.frames[-1].locals[op.dest.local] = True
        machine.forks.append(other)
    frame.locals[op.dest.local] = False


def _told(name: str) -> str:
    return name if " " in name else f"`{name}` fails"


def chance(machine: Machine, state: State, frame: Frame, op: Call, args: list[Any]) -> None:
    """Something that the kernel does or does not, as it pleases: both in a proof that
    wants it, else what the plan says, else not."""
    text = str(args[0])
    _, _, label = _label(machine, state, text)
    happens = machine.plan is not None and label in machine.plan
    if machine.chances:
        other = state.fork()
        other.choices = (*other.choices, label)
        other.note("choice", text, machine.where(other))
        other.frames[-1].locals[op.dest.local] = True
        machine.forks.append(other)
    elif happens:
        state.choices = (*state.choices, label)
        state.note("choice", text, machine.where(state))
    frame.locals[op.dest.local] = happens


def later(machine: Machine, state: State, frame: Frame, op: Call, args: list[Any]) -> None:
    """`later(text)`: what follows an interrupt inside a callback comes at once or, on another path, later:
    the awkward moment is the interrupt's, so that costs nothing."""
    frame.locals[op.dest.local] = False
    if state.scope[-1:] not in _INTERRUPTED:
        return
    text = str(args[0])
    _, _, label = _label(machine, state, text)
    waits = state
    if machine.plan is None:
        waits = state.fork()
        machine.forks.append(waits)
    elif label not in machine.plan:
        return
    waits.choices = (*waits.choices, label)
    waits.note("choice", text, machine.where(waits))
    waits.frames[-1].locals[op.dest.local] = True


def either(machine: Machine, state: State, text: str, place: Span | None = None) -> State | None:
    """What nobody here decides: what the firmware says, what a register of a device without a model holds.
    It is so in `state` or, if a plan does not say that, on another path, which is given back."""
    place = place or machine.where(state)
    where = f"{text}@{machine.site(state)}" if place is None else f"{text}@{place.path}:{place.start}"
    state.taken[BY_OTHERS] = 1
    count = state.taken.get(where, 0) + 1
    state.taken[where] = count
    label = f"{where}#{count}"
    if machine.plan is not None:
        if label not in machine.plan:
            return None
        state.choices = (*state.choices, label)
        state.note("choice", text, place)
        return state
    here = place or where
    if in_turn(machine, state, count, place):
        if count % 2 == 0:
            return None
        other = state
    elif machine.crowd.parts(here):
        other = state.fork()
        machine.forks.append(other)
    elif machine.crowd.takes_other(here):
        other = state
    else:
        return None
    other.choices = (*other.choices, label)
    other.note("choice", text, place)
    return other


def chosen(machine: Machine, state: State, frame: Frame, op: Call, args: list[Any]) -> None:
    """`chosen(text)`: true if it is so; it is on one path and not on another."""
    frame.locals[op.dest.local] = False
    so = either(machine, state, str(args[0]))
    if so is not None:
        so.frames[-1].locals[op.dest.local] = True


def otherwise(machine: Machine, state: State, frame: Frame, op: Call, args: list[Any]) -> None:
    """`otherwise(text)`: something that is not as usual: like a call that fails, it is so on another path,
    while the budget lasts."""
    inject(machine, state, frame, op, args)


def rejoin(machine: Machine, state: State, frame: Frame, op: Call, args: list[Any]) -> None:
    """`rejoin()`: paths on which nothing differs any more go on as one."""
    frame.locals[op.dest.local] = UNIT_VALUE
    machine.meet(state, state.budget[0] == math.inf)


def interrupt_point(machine: Machine, state: State, frame: Frame, op: Call, args: list[Any]) -> None:
    """A visible operation: the interrupt may be delivered here, if the line is up and somebody
    listens. It does not nest, and a path has one awkward thing: a failure or such an interrupt."""
    frame.locals[op.dest.local] = UNIT_VALUE
    if state.scope[-1:] in _INTERRUPTED:
        machine.meet(state)
    if machine.device.line(state.device[1]) and _interruptible(machine, state):
        _deliver(machine, state, op.dest.local)


def after_free(machine: Machine, state: State, dest: int | None = None) -> None:
    """Memory was given back: on a shared line a handler may run at any time, and on another processor a poll
    that has begun; either may use it."""
    if state.scope[-1:] not in _INTERRUPTED:
        return
    if _interruptible(machine, state, shared=True):
        _deliver(machine, state, dest)
    if _counts(machine, state, "polling") and not _counts(machine, state, "spinning"):
        _deliver(machine, state, dest, _POLL)


def given_back(machine: Machine, state: State, frame: Frame, op: Call, args: list[Any]) -> None:
    """`given_back_now()`: the same for what rules give back."""
    frame.locals[op.dest.local] = UNIT_VALUE
    after_free(machine, state, op.dest.local)


def meanwhile(machine: Machine, state: State, frame: Frame, op: Call, args: list[Any]) -> None:
    """`meanwhile(what)`: somebody else may do this while `probe` or `open` goes on: true on another path,
    which is looked at no further than that. A search looks at it once for each place, a proof always."""
    frame.locals[op.dest.local] = False
    if state.scope[-1:] not in _STARTING or machine.where(state) is None:
        return
    what = str(args[0])
    label = f"{what}@{machine.site(state)}#1"
    if machine.plan is not None:
        if label in machine.plan:
            _goes_on(machine, state, op, label, what)
    elif state.budget[0] >= 1 and (state.budget[0] == math.inf or label not in machine.meanwhile):
        machine.meanwhile.add(label)
        other = state.fork()
        other.budget = (other.budget[0] - 1, *other.budget[1:])
        _goes_on(machine, other, op, label, what)
        machine.forks.append(other)


def _goes_on(machine: Machine, state: State, op: Call, label: str, what: str) -> None:
    state.choices = (*state.choices, label)
    state.note("choice", what, machine.where(state))
    state.stopped = "looked at no further"
    state.frames[-1].locals[op.dest.local] = True


def give_way(state: State, drop_value: Callable[[State, Any], None]) -> bool:
    """The process that runs inside another one has to wait for that one: it is taken out as if it were
    killed, so what its functions own is dropped, and the other goes on. False if there is none."""
    inner = next((i for i, frame in enumerate(state.frames) if frame.function.path == _OTHER), 0)
    if not inner:
        return False
    caller = state.frames[inner - 1]
    caller.locals[state.frames[inner].dest] = UNIT_VALUE
    left = [value for frame in state.frames[inner:] for value in frame.locals if owns(value)]
    del state.frames[inner:]
    for value in left:
        drop_value(state, value)
    state.scope = state.scope[: state.scope.index(_PROCESS)]
    return True


def _deliver(machine: Machine, state: State, dest: int | None, what: _Comes = _IRQ) -> None:
    """Another path on which the interrupt is delivered here, or a poll runs."""
    _, count, label = _label(machine, state, what.name)
    event = machine.catalog.functions[what.function]
    if machine.plan is not None:
        if label in machine.plan:
            state.choices = (*state.choices, label)
            state.note("choice", what.text, machine.where(state))
            machine.push(state, event, [], dest, {})
        return
    if count > 1 or state.budget[0] < 1:
        return
    other = state.fork()
    other.budget = (other.budget[0] - 1, *other.budget[1:])
    other.choices = (*other.choices, label)
    other.note("choice", what.text, machine.where(other))
    machine.push(other, event, [], dest, {})
    machine.forks.append(other)


def _interruptible(machine: Machine, state: State, shared: bool = False) -> bool:
    """Interrupts on, not in an interrupt already, a handler on the line, the function's INTx routed
    (pci_disable_device takes it off), inside a driver's callback."""
    world = state.heap["world"]
    position = machine.catalog.position
    values = [
        world.items[position(world, name) or 0]
        for name in ("irqs_off", "in_hardirq", "in_softirq", "disabled")
    ]
    actions = world.items[position(world, "actions") or 0]
    if any(values) or not actions.items or state.scope[-1:] not in _INTERRUPTED:
        return False
    return not shared or any(_shared(machine, state, action) for action in actions.items)


def _counts(machine: Machine, state: State, name: str) -> bool:
    """Is it more than none, of what the world counts?"""
    world = state.heap["world"]
    return bool(world.items[machine.catalog.position(world, name) or 0])


def _shared(machine: Machine, state: State, action: Any) -> bool:
    found = state.heap.get(action.root)
    if not isinstance(found, Agg):
        return False
    index = machine.catalog.position(found, "shared")
    return index is not None and bool(found.items[index])
