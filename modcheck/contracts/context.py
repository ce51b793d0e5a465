"""What the readers of a rule file's function know: the file around it, its type, the CFG being built."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NoReturn

import libcst as cst

from modcheck.contracts.data import refuse
from modcheck.contracts.rulebook import Fact
from modcheck.ir.build import Builder
from modcheck.ir.types import Ty
from modcheck.source import Span


@dataclass(slots=True)
class Home:
    """The rule file around a function: what its names mean."""

    prefix: str
    shown: str
    positions: Any
    classes: dict[str, str] = field(default_factory=dict)
    functions: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """One function of a rule file while it is lowered."""

    home: Home
    generics: tuple[str, ...]
    ty: Ty | None
    fact: Fact | None
    b: Builder

    def refuse(self, node: cst.CSTNode, reason: str) -> NoReturn:
        """This is outside the subset."""
        refuse(node, self.home.shown, self.home.positions, reason)
        raise AssertionError

    def span(self, node: cst.CSTNode) -> Span:
        """The line in the rule file, as start and end of a span."""
        position = self.home.positions.get(node)
        line = position.start.line if position is not None else 0
        return Span(f"rules/{self.home.shown}", line, line)

    def callee(self, name: str) -> str:
        """The path of the function that a bare name calls."""
        if name in _VARIANTS:
            return _VARIANTS[name]
        if name in self.home.functions:
            return f"{self.home.prefix}::{name}"
        return self.home.classes.get(name, f"bindings::{name}")


_VARIANTS = {"Some": "core::Some", "Ok": "core::Ok", "Err": "core::Err"}
