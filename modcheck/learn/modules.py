"""What was derived in, the rule files that it makes out: one a module, as text by class and function."""

from __future__ import annotations

from dataclasses import dataclass, field

from modcheck.ir.types import Ty
from modcheck.learn.body import function_text
from modcheck.learn.derive import Derived, Learned
from modcheck.learn.types import Types
from modcheck.learn.wording import Words, python_name


@dataclass(slots=True)
class ClassText:
    """A class of a rule file."""

    name: str
    generics: tuple[str, ...]
    fields: list[tuple[str, str]]
    functions: dict[str, str] = field(default_factory=dict)


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
        return self.module.removeprefix("kernel").removeprefix("::").replace("::", "/") + ".py"


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


def files_of(learned: Learned) -> tuple[list[FileText], list[str]]:
    """The files, and the functions that have no place in any: of foreign types, of a name that is taken."""
    files: dict[str, FileText] = {}
    without: list[str] = []
    for one in learned.derived:
        _declare(learned.types, files, one)
    for one in learned.derived:
        if not _add(files, one):
            without.append(one.path)
    return [files[name] for name in sorted(files)], without


def _home(one: Derived) -> tuple[str, str]:
    """The module and the class of a function; without a module if no rule file can hold it."""
    owner = one.function.owner
    module, _, last = (owner.path if owner is not None else one.path).rpartition("::")
    fits = module.startswith("kernel::") and last.isidentifier()
    return (module if fits else "", last if owner is not None else "")


def _declare(types: Types, files: dict[str, FileText], one: Derived) -> None:
    module, name = _home(one)
    owner = one.function.owner
    if module and owner is not None:
        file = files.setdefault(module, FileText(module))
        file.classes.setdefault(name, _class(types, owner, name))


def _add(files: dict[str, FileText], one: Derived) -> bool:
    module, owner = _home(one)
    if not module:
        return False
    file = files.setdefault(module, FileText(module))
    name = one.path.rpartition("::")[2]
    if not owner:
        return _put(file, file.functions, one, name, ())
    made = file.classes[owner]
    return _put(file, made.functions, one, name, made.generics)


def _put(file: FileText, into: dict[str, str], one: Derived, name: str, generics: tuple[str, ...]) -> bool:
    takes_self = bool(one.function.receiver)
    shown = python_name(name) if name != "drop" or takes_self else "drop_"
    if shown in into or not shown.isidentifier():
        return False
    classes = {f"{file.module}::{known}": known for known in file.classes}
    words = Words(file.module, classes, (*generics, *one.function.generics), file.imports)
    into[shown] = function_text(words, shown, one.function, one.tree)
    file.vague += words.vague
    return True


def _class(types: Types, owner: Ty, name: str) -> ClassText:
    definition = types.crate.types.get(owner.path)
    fields = definition.fields if definition is not None else ()
    generics = definition.generics if definition is not None else ()
    shown = [(python_name(found), str(ty)) for found, ty in fields if not ty.path.startswith("core::Phantom")]
    return ClassText(name, tuple(g for g in generics if g.isidentifier()), shown)
