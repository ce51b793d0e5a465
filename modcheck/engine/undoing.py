"""Memory goes while a device without a model holds its address: has the driver a method that takes the
address back, and did not call it?

What such a device does with an address is not known, so only the driver itself can say that it matters. Of
each value of the driver's types that is being dropped the methods are tried out that need nothing but what
is at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from modcheck.device import holding
from modcheck.domains.heap import State
from modcheck.domains.values import LOCALS, Agg, Ptr, PtrKind
from modcheck.engine.cutting import NoWay
from modcheck.engine.glue import GLUE, WHOLES
from modcheck.engine.machine import Machine, Met, step
from modcheck.engine.places import Opaque, target
from modcheck.engine.rvalues import is_closure
from modcheck.environment import PRIMITIVES
from modcheck.environment.port import PathEnd
from modcheck.ir.ops import Function
from modcheck.ir.types import Ty

MAX_STEPS = 20_000
"""Of one trial."""
MAX_WAYS = 16
_TRIAL = "a trial"


def undo_of(machine: Machine, state: State, root: str) -> str:
    """The method, as people write it, that would have taken back the address of an object; or nothing."""
    for whole in _dropped(state):
        for function in _methods(machine, whole.ty):
            if _takes_back(machine, state, whole, function, root):
                return "::".join(function.path.split("::")[-2:])
    return ""


def _dropped(state: State) -> Iterator[Agg]:
    """The values of the driver's types that are being dropped, the innermost first."""
    for frame in reversed(state.frames):
        if frame.function is GLUE:
            yield from reversed(frame.locals[WHOLES])


def _methods(machine: Machine, ty: Ty) -> list[Function]:
    functions = machine.catalog.program.functions.items()
    return [f for path, f in functions if f.receiver and path.rpartition("::")[0] == ty.path]


def _takes_back(machine: Machine, state: State, whole: Agg, function: Function, root: str) -> bool:
    """Is there a way through the method after which the device does not hold the address?"""
    trial = state.fork()
    trial.heap[_TRIAL] = whole
    trial.budget = (0.0,) * len(trial.budget)
    trial.stopped = _TRIAL
    args: list[Any] = [Ptr(PtrKind.SHARED, _TRIAL) if function.receiver == "&" else whole]
    for ty in function.param_types[1:]:
        found = _at_hand(state, ty)
        if found is None:
            return False
        args.append(found)
    twin = Machine(machine.catalog, machine.device, PRIMITIVES, machine.intended)
    twin.push(trial, function, args, None, {})
    held = set(holding(state.device[1]))
    left = (set(holding(end.device[1])) for end in _ends(twin, trial, len(state.frames)))
    return any(root not in after and after <= held for after in left)


def _ends(twin: Machine, trial: State, depth: int) -> Iterator[State]:
    """The ways through the topmost function."""
    work, ways = [trial], 0
    twin.stop_at = MAX_STEPS
    while work and ways < MAX_WAYS:
        current, ways = work.pop(), ways + 1
        try:
            while len(current.frames) > depth:
                step(twin, current)
        except (PathEnd, NoWay, Met, Opaque):
            continue
        finally:
            work += twin.forks
            twin.forks.clear()
        yield current


def _at_hand(state: State, ty: Ty | None) -> Ptr | None:
    """A reference to a value of the type that a running function has."""
    wanted = ty.args[0] if ty is not None and ty.path == "&" and ty.args else None
    if wanted is None:
        return None
    for depth in range(len(state.frames) - 1, -1, -1):
        for index, value in enumerate(state.frames[depth].locals):
            found = _reference(state, value, Ptr(PtrKind.SHARED, depth * LOCALS + index), wanted)
            if found is not None:
                return found
    return None


def _reference(state: State, value: Any, place: Ptr, wanted: Ty) -> Ptr | None:
    if value.__class__ is Agg and value.ty.path == wanted.path:
        return place
    items = value.items if is_closure(value) else (value,)
    for item in items:
        if item.__class__ is Ptr and item.kind is PtrKind.SHARED:
            try:
                inner = target(state, item)
            except (Opaque, PathEnd):
                continue
            if inner.__class__ is Agg and inner.ty.path == wanted.path:
                return item
    return None
