"""What was derived in, the rule files that it makes out: one a module, as text by class and function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from modcheck.contracts import RuleBook
from modcheck.ir.names import Externals, Names
from modcheck.ir.types import Ty
from modcheck.learn.body import function_text
from modcheck.learn.derive import Derived, Learned
from modcheck.learn.facts import C
from modcheck.learn.paths import Paths, Public
from modcheck.learn.primitives import PRIMITIVES
from modcheck.learn.terms import CallC, Dispatch, Named, Term
from modcheck.learn.tree import ends_of
from modcheck.learn.wording import Words, python_name

BOOKING = ("acquire", "release")
"""Primitives that book, and stay calls in what was derived."""


@dataclass(slots=True)
class ClassText:
    """A class of a rule file."""

    name: str
    generics: tuple[str, ...]
    fields: list[tuple[str, str]]
    functions: dict[str, str] = field(default_factory=dict)
    made: bool = False
    """Do functions make values of it? Then its fields are needed."""


@dataclass(slots=True)
class FileText:
    """A rule file to be written."""

    module: str
    classes: dict[str, ClassText] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)
    imports: dict[str, str] = field(default_factory=dict)
    vague: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Where it lies in the folder of a generation."""
        return (self.module.removeprefix("kernel").removeprefix("::").replace("::", "/") or "kernel") + ".py"

    @property
    def is_empty(self) -> bool:
        """Would nothing stand in it?"""
        return not self.functions and not any(made.functions or made.made for made in self.classes.values())


@dataclass(slots=True)
class Written:
    """What became of the files."""

    files: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Functions that a person edited."""
    removed: list[str] = field(default_factory=list)
    """Learned functions that the crate no longer has."""
    refused: list[tuple[str, str]] = field(default_factory=list)
    """Functions that cannot stand in a rule file, and why."""


@dataclass(frozen=True, slots=True)
class Texts:
    """All that is to be written, and what is not."""

    files: list[FileText]
    without: list[str]
    """Functions that have no place in any file: of foreign types, of a name that is taken."""
    inexact: list[str]
    """Beside a pack: functions that a file cannot say all of."""

    @property
    def functions(self) -> int:
        """How many functions the files hold."""
        return sum(
            len(file.functions) + sum(len(made.functions) for made in file.classes.values())
            for file in self.files
        )

    @property
    def vague(self) -> list[str]:
        """What the files only say to be unknown."""
        return [word for file in self.files for word in file.vague]


def files_of(learned: Learned, pack: RuleBook | None = None) -> Texts:
    """The text of rule files.

    Beside a pack, as its rules are without what was learned, only what they do not model: a type is all
    theirs or all learned, since its fields are.
    """
    writer = _Writer(learned, pack)
    without = [one.path for one in learned.derived if not writer.add(one)]
    writer.declare_made()
    return Texts([writer.files[name] for name in sorted(writer.files)], without, writer.vague)


class _Writer:
    """The files so far."""

    def __init__(self, learned: Learned, pack: RuleBook | None) -> None:
        self.types = learned.types
        self.files: dict[str, FileText] = {}
        self.exact = pack is not None
        """Is what has no form in a rule file left out, rather than said to be unknown?"""
        self.constants: frozenset[str] = frozenset()
        self.heard_of: frozenset[str] = frozenset()
        self.methods: frozenset[str] = frozenset()
        self.vague: list[str] = []
        self._made: set[str] = set()
        self.public: Callable[[str], str] = str
        self.by_hand: frozenset[str] = frozenset()
        if pack is not None:
            self._beside(learned, pack)
        for one in learned.derived:
            self._declare(one)

    def _beside(self, learned: Learned, pack: RuleBook) -> None:
        names = learned.crate.program.names
        assert names is not None
        exported, aliases = Public(names), Names(Externals(aliases=pack.externals.aliases))
        self.public = lambda path: aliases.canonical(exported.of(path))
        self.constants = frozenset(pack.externals.constants)
        c_functions = (path[len(C) :] for path in pack.program.functions if path.startswith(C))
        self.heard_of = frozenset([*c_functions, *PRIMITIVES, *BOOKING])
        self.methods = frozenset(name for methods in pack.program.methods.values() for name in methods)
        paths = Paths(learned.crate.program, pack.externals.aliases)
        known = (*pack.program.types, *pack.program.functions)
        listed = [path for path in known if path.startswith("kernel::")]
        self.by_hand = frozenset([*listed, *map(paths.of_crate, listed)])

    def _home(self, one: Derived) -> tuple[str, str]:
        """The module and the class of a function; without a module if no rule file can hold it."""
        owner = one.function.owner
        module, _, last = self.public(owner.path if owner is not None else one.path).rpartition("::")
        fits = module.startswith("kernel") and module.split("::")[0] == "kernel" and last.isidentifier()
        return (module if fits else "", last if owner is not None else "")

    def _declare(self, one: Derived) -> None:
        module, name = self._home(one)
        owner = one.function.owner
        if module and owner is not None:
            file = self.files.setdefault(module, FileText(module))
            file.classes.setdefault(name, self._class(owner, name))

    def add(self, one: Derived) -> bool:
        """Add a function; `False` if it has no place."""
        module, owner = self._home(one)
        if not module:
            return False
        path = one.function.owner.path if one.function.owner is not None else one.path
        if path in self.by_hand or (self.exact and _is_of_a_test(path)):
            return True
        file = self.files.setdefault(module, FileText(module))
        name = one.path.rpartition("::")[2]
        if not owner:
            return self._put(file, file.functions, one, name, ())
        made = file.classes[owner]
        return self._put(file, made.functions, one, name, made.generics)

    def _put(
        self, file: FileText, into: dict[str, str], one: Derived, name: str, generics: tuple[str, ...]
    ) -> bool:
        takes_self = bool(one.function.receiver)
        shown = python_name(name) if name != "drop" or takes_self else "drop_"
        if shown in into or not shown.isidentifier():
            return False
        classes = {f"{file.module}::{known}": known for known in file.classes}
        words = Words(file.module, classes, (*generics, *one.function.generics), dict(file.imports))
        words.public, words.by_hand, words.type_of = self.public, self.by_hand, self._type_of
        words.unsayable = self._leads_to_nothing
        text = function_text(words, shown, one.function, one.tree)
        if self.exact and (words.vague or _calls_its_name(one, name) or self._is_unheard_of(one)):
            self.vague.append(one.path)
            return True
        into[shown] = text
        file.imports.update(words.imports)
        self._made.update(words.made)
        file.vague += words.vague
        return True

    def declare_made(self) -> None:
        """Types of which values are made have a place too, with what they consist of."""
        for path in sorted(self._made):
            module, _, name = self.public(path).rpartition("::")
            if module.split("::")[0] == "kernel" and name.isidentifier():
                classes = self.files.setdefault(module, FileText(module)).classes
                classes.setdefault(name, self._class(Ty(path), name)).made = True

    def _leads_to_nothing(self, path: str) -> bool:
        """Is it a function of the crate, or a name of C, that the pack has not?"""
        elsewhere = path in self.types.crate.functions or path.startswith(C)
        return self.exact and elsewhere and path not in self.constants

    def _is_unheard_of(self, one: Derived) -> bool:
        """Does it call a C function, or a method, of which no rule says anything?"""
        events = [event for events, _ in ends_of(one.tree) for event in events]
        called = {event.name for event in events if isinstance(event, CallC)}
        asked = {e.name for e in events if isinstance(e, Dispatch) and e.name and not isinstance(e.on, Named)}
        return not (called <= self.heard_of and asked <= self.methods)

    def _type_of(self, term: Term) -> str:
        return self.types.stripped(self.types.of(term, {})).path

    def _class(self, owner: Ty, name: str) -> ClassText:
        definition = self.types.crate.types.get(owner.path)
        fields = definition.fields if definition is not None else ()
        generics = definition.generics if definition is not None else ()
        held = [(found, ty) for found, ty in fields if not ty.path.startswith("core::Phantom")]
        shown = [(python_name(found), str(ty)) for found, ty in held]
        return ClassText(name, tuple(g for g in generics if g.isidentifier()), shown)


def _is_of_a_test(path: str) -> bool:
    return "::tests::" in path


def _calls_its_name(one: Derived, name: str) -> bool:
    """In a rule file it would call itself."""
    calls = [event for events, _ in ends_of(one.tree) for event in events if isinstance(event, CallC)]
    return one.function.owner is None and any(call.name == name for call in calls)
