"""What the rule files say, as data."""

from __future__ import annotations

from dataclasses import dataclass, field

from modcheck.ir.names import Externals
from modcheck.ir.program import Program

LEARNED = "learned"
"""The folder of a generation with what `modcheck learn` wrote; no other generation takes it over."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a C function does to resources; its body, if it has one, is a function in the program."""

    name: str
    acquires: tuple[str, str] | None = None
    """(resource kind, key: a parameter's name or `return`)."""
    releases: tuple[str, str] | None = None
    held: bool = False
    """Must be there what it releases?"""
    fails: tuple[str, int] | None = None
    """(convention: `errno`, `null` or `err_ptr`, error number injected)."""
    context: tuple[str, ...] = ()
    """Where it must not be called, as rule words (`irqs_off`, `atomic`)."""
    symptom: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class CheckPage:
    """One check as its page in rules/checks describes it."""

    id: str
    title: str
    tier: str
    group: str
    message: str
    help: str
    symptom: tuple[str, ...]
    references: tuple[str, ...]
    text: str
    """The page itself, Markdown."""
    points_at: str = "here"
    """Where a finding points: `here` (where it broke), `site` (where the subject was acquired) or
    `callback` (the callback that should have done something)."""
    label: str = ""
    """What stands under the caret; else by `points_at`."""
    one_per: str = "subject"
    """Whether one `callback` has one finding, however many subjects it breaks the rule for."""
    exits: str = ""
    """`listed` if the finding shows the failing calls after which it is broken, `told` if its message also
    names the first of them as `{place}`."""
    judged: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Where a promise of the whole program is judged, in words, with the functions of rule files and the
    primitives that a path passes there. Empty: it is judged for each resource, or only a cause of others."""


@dataclass(slots=True)
class RuleBook:
    """All facts, as a program of contract functions, and the pages of the checks."""

    program: Program = field(default_factory=Program)
    externals: Externals = field(default_factory=Externals)
    facts: dict[str, Fact] = field(default_factory=dict)
    checks: dict[str, CheckPage] = field(default_factory=dict)
    resources: dict[str, dict[str, object]] = field(default_factory=dict)
    """Resource kind → words about it (`noun`, `release`, `lifetime`, …)."""
    callbacks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What people call a callback → the names that this generation has for it."""
    file_trait: str = ""
    """What a driver implements whose files user programs open."""
    default_device: str = ""
    """The model for devices without one; empty: what the caller takes."""
    drivers: dict[str, dict[str, object]] = field(default_factory=dict)
    """Symbol of the configuration → the driver of the kernel that it builds: `driver`, `source`, `ids`."""
    handed_over: dict[str, str] = field(default_factory=dict)
    """Method that gives a value to C as a raw pointer → the function that takes it back."""
    only_for: dict[str, str] = field(default_factory=dict)
    """Method of a pointer → the trait without which what it leads to has no such method."""
    guards: dict[str, list[str]] = field(default_factory=dict)
    """Function or type of the crate that is modelled by hand → C functions of which its source must call one;
    else the model is of another implementation."""
    checked: dict[str, int] = field(default_factory=dict)
    """Functions modelled by hand that are derived too, and must come to the same."""
    replaces: dict[str, list[str]] = field(default_factory=dict)
    """Function of a pack that does otherwise than the crate's on purpose → what the crate's does instead, as
    `learn --check` words it, once for each tree that differs; and last, why."""
    own: dict[str, int] = field(default_factory=dict)
    """Functions and types that a pack made for itself: the crate has none of that name."""
