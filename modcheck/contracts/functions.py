"""Classes and functions of a rule file in, contract functions (the same IR as the driver's) out.

The subset: assignments, `if`, `while`, `return`, `pass`, calls, attributes, subscripts, comparisons,
boolean and integer operators, f-strings. A class is a Rust type (annotated fields, `deref`, methods;
`drop` is its Drop), `Generic[T]` names its parameters. A bare lower-case name that is nothing else is
a C function. Attributes are read without moving; `take(x.y)` moves.
"""

from __future__ import annotations

from typing import Any

import libcst as cst
from libcst.metadata import PositionProvider

from modcheck.contracts.body import read_function
from modcheck.contracts.context import Home
from modcheck.contracts.data import literal, refuse
from modcheck.contracts.rulebook import Fact, RuleBook
from modcheck.ir.ops import Function
from modcheck.ir.program import TypeDef
from modcheck.ir.types import UNKNOWN, Ty

Member = cst.CSTNode
CONVENTIONS = ("errno", "null", "err_ptr")
"""How a call says that it failed: -n; 0; -n where a pointer is expected."""


def read_module(book: RuleBook, module: cst.MetadataWrapper, prefix: str, shown: str) -> None:
    """Add what one rule file defines."""
    positions = module.resolve(PositionProvider)
    home = Home(prefix, shown, positions)
    body = module.module.body
    for statement in body:
        if isinstance(statement, cst.ClassDef):
            home.classes[statement.name.value] = _class_path(statement, prefix)
        elif isinstance(statement, cst.FunctionDef):
            home.functions.add(statement.name.value)
        else:
            _imports(home, statement)
    for statement in body:
        if isinstance(statement, cst.ClassDef):
            _class(book, home, statement)
        elif isinstance(statement, cst.FunctionDef):
            _function(book, home, statement, f"{prefix}::{statement.name.value}", ())
        elif not isinstance(statement, cst.SimpleStatementLine | cst.EmptyLine):
            refuse(statement, shown, positions, "rule files are data: this statement is not allowed")


def _imports(home: Home, statement: cst.CSTNode) -> None:
    """`from kernel.pci import Device` names a class of another rule file; nothing is imported."""
    if not isinstance(statement, cst.SimpleStatementLine):
        return
    for small in statement.body:
        if (
            isinstance(small, cst.ImportFrom)
            and small.module is not None
            and not isinstance(small.names, cst.ImportStar)
        ):
            source = _dotted(small.module)
            if source.split("::")[0] not in ("kernel", "core", "bindings", "lifecycle"):
                refuse(
                    small,
                    home.shown,
                    home.positions,
                    "rule files are never executed and import no Python module",
                )
            for alias in small.names:
                if isinstance(alias.name, cst.Name):
                    home.classes[alias.name.value] = (
                        f"{source.replace('lifecycle', 'bindings')}::{alias.name.value}"
                    )
        elif isinstance(small, cst.Import | cst.ImportFrom):
            refuse(
                small, home.shown, home.positions, "rule files are never executed and import no Python module"
            )


def _dotted(node: cst.CSTNode) -> str:
    if isinstance(node, cst.Attribute):
        return f"{_dotted(node.value)}::{node.attr.value}"
    return node.value if isinstance(node, cst.Name) else "?"


def _class_path(node: cst.ClassDef, prefix: str) -> str:
    """`path = "…"` in the class says another path than the file's."""
    for statement in node.body.body:
        for small in statement.body if isinstance(statement, cst.SimpleStatementLine) else ():
            if not isinstance(small, cst.Assign) or not isinstance(small.value, cst.SimpleString):
                continue
            target = small.targets[0].target
            if isinstance(target, cst.Name) and target.value == "path":
                return str(small.value.evaluated_value)
    return f"{prefix}::{node.name.value}"


def _generics(node: cst.ClassDef) -> tuple[str, ...]:
    names: list[str] = []
    for base in node.bases:
        if isinstance(base.value, cst.Subscript):
            for element in base.value.slice:
                if isinstance(element.slice, cst.Index) and isinstance(element.slice.value, cst.Name):
                    names.append(element.slice.value.value)
    return tuple(names)


def _class(book: RuleBook, home: Home, node: cst.ClassDef) -> None:
    path = home.classes[node.name.value]
    generics = _generics(node)
    self_ty = Ty(path, tuple(Ty(f"'{name}") for name in generics))
    fields: list[tuple[str, Ty]] = []
    words: dict[str, Any] = {}
    for statement in node.body.body:
        if isinstance(statement, cst.FunctionDef):
            _method(book, home, statement, path, generics, self_ty)
        elif isinstance(statement, cst.SimpleStatementLine):
            _class_line(home, statement, fields, words)
        else:
            refuse(statement, home.shown, home.positions, "not allowed in a class of a rule file")
    variants = _variants(words.get("variants", ()))
    discriminants = tuple((str(k), int(v)) for k, v in dict(words.get("numbers", {})).items())
    made = TypeDef(
        path,
        generics,
        tuple(fields),
        variants,
        discriminants,
        str(words.get("deref", "")),
        None,
        tuple(words.get("traits", ())),
        tuple(words.get("identity", ())),
    )
    only_functions = not fields and not words.keys() - {"path"}
    if path not in book.program.types or not only_functions:
        book.program.types[path] = made


def _variants(words: Any) -> tuple[tuple[str, tuple[tuple[str, Ty], ...]], ...]:
    """A list of names; or a table of them, each with the names of what it holds."""
    held = words if isinstance(words, dict) else dict.fromkeys(words, ())
    return tuple((str(name), tuple((str(part), UNKNOWN) for part in parts)) for name, parts in held.items())


def _class_line(
    home: Home, line: cst.SimpleStatementLine, fields: list[tuple[str, Ty]], words: dict[str, Any]
) -> None:
    for small in line.body:
        if isinstance(small, cst.AnnAssign) and isinstance(small.target, cst.Name):
            fields.append((small.target.value, UNKNOWN))
        elif isinstance(small, cst.Assign) and isinstance(small.targets[0].target, cst.Name):
            words[small.targets[0].target.value] = literal(small.value, home.shown, home.positions)
        elif not isinstance(small, cst.Expr | cst.Pass):
            refuse(small, home.shown, home.positions, "not allowed in a class of a rule file")


def _method(
    book: RuleBook, home: Home, node: cst.FunctionDef, owner: str, generics: tuple[str, ...], ty: Ty
) -> None:
    name = _rust_name(node.name.value)
    path = f"{owner}::{name}"
    function = _function(book, home, node, path, generics, ty)
    if name == "drop" and function.receiver:
        book.program.drops[owner] = path
    else:
        book.program.methods.setdefault(owner, {})[name] = path
    function.generics = generics
    function.owner = ty


def _rust_name(name: str) -> str:
    """Python keywords carry an underscore (`from_`), macros the ending `_macro`."""
    return f"{name[:-6]}!" if name.endswith("_macro") else name.rstrip("_")


def _function(
    book: RuleBook,
    home: Home,
    node: cst.FunctionDef,
    path: str,
    generics: tuple[str, ...],
    ty: Ty | None = None,
) -> Function:
    if node.asynchronous is not None:
        refuse(node, home.shown, home.positions, "a rule function cannot be `async`")
    fact = _fact(home, node)
    function = read_function(home, node, path, generics, ty, fact)
    book.program.functions[path] = function
    if fact is not None:
        book.facts[fact.name] = fact
    return function


def _fact(home: Home, node: cst.FunctionDef) -> Fact | None:
    """The decorators of a C function."""
    words: dict[str, Any] = {}
    for decorator in node.decorators:
        call = decorator.decorator
        if not isinstance(call, cst.Call) or not isinstance(call.func, cst.Name):
            if isinstance(call, cst.Name) and call.value in ("by_value", "quiet"):
                continue
            refuse(decorator, home.shown, home.positions, "unknown decorator")
            continue
        words[call.func.value] = [literal(arg.value, home.shown, home.positions) for arg in call.args]
    unknown = set(words) - {"acquires", "releases", "fails", "context", "symptom", "source"}
    if unknown:
        refuse(node, home.shown, home.positions, f"unknown decorator {sorted(unknown)[0]}")
    if not words:
        return None
    released, failing = words.get("releases") or [], words.get("fails")
    if released[2:] not in ([], ["held"]):
        refuse(node, home.shown, home.positions, "the third word of `@releases` is `held`")
    if failing and failing[0] not in CONVENTIONS:
        refuse(node, home.shown, home.positions, f"`@fails` knows {', '.join(CONVENTIONS)}")
    return Fact(
        name=node.name.value,
        acquires=_pair(words.get("acquires")),
        releases=_pair(released[:2]),
        held=bool(released[2:]),
        fails=_pair(words.get("fails")),
        context=tuple(words.get("context", ())),
        symptom=str(words.get("symptom", [""])[0]),
        source=str(words.get("source", [""])[0]),
    )


def _pair(words: list[Any] | None) -> Any:
    return tuple(words) if words else None
