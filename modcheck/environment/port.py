"""What a primitive of the environment may ask of the engine that runs it, and the type of a primitive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from modcheck.device import Device
from modcheck.domains.heap import State
from modcheck.environment.tally import Tally
from modcheck.source import Span

DROP_GLUE = "{drop glue}"
"""The name of the function that runs while something is dropped."""


class PathEnd(Exception):
    """The run cannot go on from here: a panic, a hang, memory that is gone."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Blocks(PathEnd):
    """A process has to wait for another one, which is the one that called it: it goes no further, the other
    does."""


class Host(Protocol):
    """The engine as a primitive sees it."""

    device: Device
    intended: bool
    """Judge the framework as it is meant, not as it is written."""
    tally: Tally
    """What all paths together have come to."""
    numbers: dict[str, int]
    computed: list[str]
    """The constants of the driver."""
    undo: Callable[[State, str], str]
    """The driver's method that would have taken an object's address back from the device; or nothing."""

    def meant(self, state: State) -> bool:
        """Does the function of the framework that runs do what it is meant to do?"""

    def where(self, state: State) -> Span | None:
        """The place in the driver's own sources that is being executed."""

    def callback_place(self, callback: str) -> Span | None:
        """The driver's function that implements a callback; of `static path`, where that item stands."""

    def site(self, state: State) -> str:
        """That place as a short stable name (`main.rs:377`), the event's name if no driver code runs."""

    def broken(
        self,
        state: State,
        rule: str,
        subject: str,
        detail: str = "",
        site: Any = None,
        related: tuple[str, ...] = (),
    ) -> None:
        """Record a broken promise; the run goes on."""

    def kind_noun(self, kind: str) -> str:
        """What people call a resource kind."""

    def memory(self, state: State) -> Any:
        """The heap as the device's memory."""

    def field(self, value: Any, name: str) -> int:
        """The position of a field in an aggregate; `LookupError` if it has no such field."""

    def type_of(self, ty: Any) -> Any:
        """The definition of a type."""

    def implementation(self, ty: Any, method: str) -> str | None:
        """The function that implements a method for a type."""

    def method_type(self, ty: Any, name: str) -> Any:
        """An associated type (`Data`) of the impls of a type."""

    def resource_life(self, kind: str) -> str:
        """How long a resource kind may live (a word of the rules)."""

    def only_impl(self, trait: str) -> Any:
        """The type that implements a trait, if exactly one does."""

    def module(self) -> tuple[Any, str]:
        """The module's type and name."""


Primitive = Callable[[Host, State, list[Any]], Any]
