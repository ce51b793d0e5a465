"""Terms in, expressions of a rule file out. What has no form there becomes `unknown("…")`, and is counted."""

from __future__ import annotations

import keyword
from collections.abc import Callable
from dataclasses import dataclass, field

from modcheck.learn.terms import (
    Address,
    Binary,
    Element,
    Lit,
    Named,
    Param,
    Part,
    Payload,
    Pointer,
    Pure,
    Result,
    Stored,
    Term,
    Whole,
)

_OPERATORS = {"/": "//", "&&": "and", "||": "or"}
_PRIMITIVES = frozenset(
    {
        "convert",
        "as_raw",
        "is_error",
        "minimum",
        "maximum",
        "length",
        "as_box",
        "as_arc",
        "as_counted",
        "arc_clone",
        "own",
        "box",
        "arc",
    }
)
_OF_TYPES = frozenset({"size_of", "zero", "fits", "align_of", "default_of"})
_WORDS = frozenset(
    {"take", "ref", "raw", "payload", "panic", "is_ok", "is_err", "is_some", "is_none", "world"}
)
MAX_TEXT = 60


@dataclass(slots=True)
class Words:
    """The file that expressions are written for: its classes, the names it needs, what it could not say."""

    module: str
    classes: dict[str, str]
    """Type path → class of this file."""
    generics: tuple[str, ...] = ()
    imports: dict[str, str] = field(default_factory=dict)
    """Name → path of what it means."""
    vague: list[str] = field(default_factory=list)
    made: set[str] = field(default_factory=set)
    """Types of the crate of which a value is made."""
    public: Callable[[str], str] = str
    """Path of the crate → the name that drivers have for it."""
    by_hand: frozenset[str] = frozenset()
    """What rules model by hand: of it only that it is there, and its raw pointer, can be said."""
    unsayable: Callable[[str], bool] = lambda path: False
    """Paths of the crate that lead to nothing in the files (functions that C calls back)."""
    type_of: Callable[[Term], str] = lambda term: ""
    """The type of a term, through pointers."""

    def unsaid(self, text: str) -> str:
        """A value that the file only says to be unknown."""
        shown = text[:MAX_TEXT].replace('"', "'").replace("\\", "/").replace("\n", " ")
        self.vague.append(shown)
        return f'unknown("{shown}")'

    def imported(self, path: str) -> str | None:
        """The name that stands for a path in this file."""
        path = self.public(path)
        owner, _, name = path.rpartition("::")
        plain = name.isidentifier() and not keyword.iskeyword(name) and "<" not in owner and "{" not in owner
        if not plain or owner.split("::")[0] not in ("kernel", "core") or name in self.classes.values():
            return None
        return name if self.imports.setdefault(name, path) == path else None


def python_name(name: str) -> str:
    """A Rust name as one of Python; the fields of a tuple struct have letters before their number."""
    if name.isdigit():
        return f"f{name}"
    return f"{name}_" if keyword.iskeyword(name) else name


def param_name(name: str) -> str:
    """A parameter's name: what the rule files call by name is left free."""
    return f"{name}_" if name in _WORDS else python_name(name)


def expression(w: Words, term: Term) -> str:
    """A term."""
    if isinstance(term, Lit):
        return _literal(w, term)
    if isinstance(term, Param):
        return param_name(term.name)
    if isinstance(term, Result):
        return f"r{term.number}"
    if isinstance(term, Stored):
        return f"out{term.number}_{term.position}"
    if isinstance(term, Part):
        return _part(w, term)
    if isinstance(term, Payload):
        shown = expression(w, term.base)
        return f"payload({shown})" if term.position == 0 else w.unsaid(f"{shown} as {term.variant}")
    if isinstance(term, Element):
        return f"{expression(w, term.base)}[{expression(w, term.index)}]"
    return _compound(w, term)


def _part(w: Words, term: Part) -> str:
    shown = expression(w, term.base)
    if w.type_of(term.base) not in w.by_hand:
        return f"{shown}.{python_name(term.name)}"
    return f"raw_of({shown})" if term.name == "0" else w.unsaid(f"{shown}.{term.name}")


def _literal(w: Words, term: Lit) -> str:
    value = term.value
    if isinstance(value, str):
        text = value[:MAX_TEXT].encode("ascii", "backslashreplace").decode()
        return '"' + text.replace("\\", "/").replace('"', "'").replace("\n", " ") + '"'
    return repr(value) if value is None or isinstance(value, int) else w.unsaid(str(value))


def _compound(w: Words, term: Term) -> str:
    if isinstance(term, Binary):
        left, right = expression(w, term.left), expression(w, term.right)
        return f"({left} {_OPERATORS.get(term.operator, term.operator)} {right})"
    if isinstance(term, Named):
        return _named(w, term)
    if isinstance(term, Whole):
        return _whole(w, term)
    if isinstance(term, Pure):
        return _pure(w, term)
    if isinstance(term, Address):
        return expression(w, term.term)
    if isinstance(term, Pointer):
        return w.unsaid("the address of something that was made here")
    return w.unsaid(type(term).__name__.lower())


def _named(w: Words, term: Named) -> str:
    path = term.path
    if path.startswith("bindings::"):
        sayable = path.count("::") == 1 and not w.unsayable(path)
        return path[len("bindings::") :] if sayable else w.unsaid(path)
    if path.startswith("type::"):
        path = path[len("type::") :]
    if path.startswith("'"):
        return path[1:] if path[1:] in w.generics else w.unsaid(f"the parameter {path[1:]}")
    return (w.imported(path) if not w.unsayable(path) else None) or w.unsaid(path)


def _whole(w: Words, term: Whole) -> str:
    if term.variant in ("Ok", "Err", "Some"):
        inner = _error(w, term.values[0]) if term.variant == "Err" else expression(w, term.values[0])
        return f"{term.variant}({inner})"
    if term.variant == "None" and not term.values:
        return "NONE"
    if term.variant:
        return w.unsaid(f"{term.ty.path.rpartition('::')[2]}::{term.variant}")
    if term.ty.path == "()":
        inner = ", ".join(expression(w, value) for value in term.values)
        return f"({inner},)" if len(term.values) == 1 else f"({inner})" if inner else "None"
    if term.ty.path in ("[]", "core::Vec"):
        return f"[{', '.join(expression(w, value) for value in term.values)}]"
    name = w.classes.get(w.public(term.ty.path)) or w.imported(term.ty.path)
    if name is None or term.ty.path in w.by_hand:
        return w.unsaid(f"a {term.ty.path}")
    w.made.add(term.ty.path)
    shown = [
        f"{python_name(field_name)}={expression(w, value)}"
        for field_name, value in zip(term.names, term.values, strict=True)
        if not _is_mark(value)
    ]
    return f"{name}({', '.join(shown)})"


def _is_mark(value: Term) -> bool:
    """`PhantomData` and its like hold nothing."""
    return isinstance(value, Named) and value.path.rpartition("::")[2].startswith("Phantom")


def _error(w: Words, value: Term) -> str:
    """An error is its number here, whatever newtypes the crate wraps it in."""
    while isinstance(value, Whole) and len(value.values) == 1 and not value.variant:
        value = value.values[0]
    return expression(w, value)


def _pure(w: Words, term: Pure) -> str:
    if term.name == "ref":
        return f"ref({expression(w, term.args[0])})"
    if term.name in _PRIMITIVES:
        return f"{term.name}({', '.join(expression(w, arg) for arg in term.args)})"
    if term.name in _OF_TYPES:
        shown = [expression(w, arg) for arg in term.args]
        if all(not text.startswith("unknown(") for text in shown):
            return f"{term.name}({', '.join(shown)})"
    if term.name == "not":
        return f"({expression(w, term.args[0])} == 0)"
    if term.name == "text":
        return expression(w, term.args[0])
    return w.unsaid(term.name)


def condition(w: Words, term: Term, outcome: bool | str) -> str:
    """A test for an outcome."""
    shown = expression(w, term)
    if outcome is True:
        return shown[1:-1] if isinstance(term, Binary) else shown
    if outcome is False:
        return f"not {shown}"
    tests = {"Ok": "is_ok", "Err": "is_err", "Some": "is_some", "None": "is_none"}
    if outcome in tests:
        return f"{tests[str(outcome)]}({shown})"
    return w.unsaid(f"{shown} is {outcome}")
