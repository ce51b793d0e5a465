"""What the environment's primitives may ask of the engine: the `Host` protocol, without running anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from modcheck.device import Device
from modcheck.domains.heap import Broken, State
from modcheck.domains.values import Agg
from modcheck.engine.catalog import Catalog, implements, place_of_callback
from modcheck.engine.glue import GLUE
from modcheck.engine.host import EngineMemory
from modcheck.environment import DATAPATH, Tally
from modcheck.ir.types import Ty
from modcheck.source import Span


class Hosted:
    """Answers from the program, the rules and a state; runs nothing."""

    def __init__(self, catalog: Catalog, device: Device, intended: bool) -> None:
        self.catalog = catalog
        self.device = device
        self.intended = intended
        self.mended: frozenset[str] = frozenset()
        """Functions of the kernel crate that are as meant in any reading: a trial."""
        self.departures: set[str] = set()
        """Those that were run and are not written as they are meant."""
        self.tally = Tally()
        self.undo: Callable[[State, str], str] = _nothing
        """The driver's method that would have taken an object's address back from the device; or nothing."""
        self.numbers = catalog.program.constants
        self.computed = catalog.program.computed

    def meant(self, state: State) -> bool:
        """Does the function of the kernel crate that runs do what it is meant to do?"""
        path = state.frames[-1].function.path
        self.departures.add(path)
        return self.intended or path in self.mended

    def where(self, state: State) -> Span | None:
        """The place in the driver's sources that is being executed."""
        for frame in reversed(state.frames):
            function = frame.function
            if function.contract or function is GLUE:
                continue
            block = function.blocks[frame.block]
            if 0 < frame.position <= len(block.ops):
                place: Span = block.ops[frame.position - 1].span
            else:
                place = getattr(block.end, "span", function.span)
            return place
        return None

    def callback_place(self, callback: str) -> Span | None:
        """The driver's function that implements a callback; of `static path`, where that item stands."""
        static = self.catalog.program.functions.get(callback.removeprefix("static "))
        if static is not None and callback.startswith("static "):
            return static.span
        return place_of_callback(self.catalog, callback)

    def site(self, state: State) -> str:
        """A short stable name of that place."""
        span = self.where(state)
        if span is None:
            return state.scope[-1] if state.scope else "kernel"
        return f"{span.path.rpartition('/')[2]}:{span.start}"

    def broken(
        self,
        state: State,
        rule: str,
        subject: str,
        detail: str = "",
        site: Any = None,
        related: tuple[str, ...] = (),
    ) -> None:
        """Record a broken promise, once per event."""
        *outer, scope = state.scope or ("",)
        within = scope in DATAPATH or outer[-1:] in (["probe"], ["init"])
        interrupted = [name for name in outer if name not in DATAPATH] if within else []
        inside = interrupted[-1] if interrupted else ""
        entry = Broken(rule, subject, self.where(state), scope, detail, related, site, inside)
        if entry not in state.broken:
            state.broken = (*state.broken, entry)
            state.note("broken", _told(self.kind_noun, rule, subject, detail), entry.place)

    def kind_noun(self, kind: str) -> str:
        """What people call a resource kind."""
        return str(self.catalog.book.resources.get(kind, {}).get("noun", kind))

    def resource_life(self, kind: str) -> str:
        """How long a resource kind may live."""
        return str(self.catalog.book.resources.get(kind, {}).get("life", "memory"))

    def only_impl(self, trait: str) -> Ty | None:
        """The type that implements a trait, if exactly one does."""
        return self.catalog.only_impl(trait)

    def module(self) -> tuple[Ty | None, str]:
        """The module's type and name."""
        return self.catalog.program.module_type, self.catalog.program.module_name

    def memory(self, state: State) -> EngineMemory:
        """The heap as the device sees it."""
        return EngineMemory(self.catalog, state)

    def field(self, value: Agg, name: str) -> int:
        """The position of a field in an aggregate; `LookupError` if it has no such field."""
        found = self.catalog.position(value, name)
        if found is None:
            raise LookupError(name)
        return found

    def type_of(self, ty: Ty) -> Any:
        """The definition of a type."""
        return self.catalog.types.get(ty.path)

    def implementation(self, ty: Ty, method: str) -> str | None:
        """The function that implements a method for a type."""
        trait, _, name = method.rpartition("::")
        if trait:
            return implements(self.catalog, ty.path, trait, name)
        return self.catalog.method(ty.path, method)

    def method_type(self, ty: Ty, name: str) -> Ty:
        """An associated type of the impls of a type."""
        return self.catalog.associated(ty.path, name)


def _nothing(state: State, root: str) -> str:
    return ""


def _told(noun_of: Callable[[str], str], rule: str, subject: str, detail: str) -> str:
    """A break as a line of the story."""
    kind, at, _ = subject.partition("@")
    noun = noun_of(kind) if at else subject if " " in subject else ""
    parts = [part for part in (noun, detail) if part]
    return f"{rule}: {', '.join(parts)}" if parts else rule
