"""What lowering knows around a function: its crate, module, `Self`, generics; types from type nodes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from modcheck.ir.build import Builder
from modcheck.ir.names import PRIMITIVES, Externals, Names, Scope, segments_of
from modcheck.ir.ops import Operand
from modcheck.ir.program import Program
from modcheck.ir.types import STR, UNIT, UNKNOWN, Ty
from modcheck.source import Span
from modcheck.syntax import Fault, Node, Rule, SyntaxTree

Lowering = Callable[["Context", Builder, Node, Ty | None], Operand]
MAX_TYPE = 300
MAX_MACROS = 1024 * 1024
"""Bytes of macro bodies parsed in one module: a macro in a macro in a macro is parsed that often."""
MAX_NESTING = 200
"""Expressions nested deeper than this are a fault: nobody writes them, and recursion must end."""


@dataclass(slots=True)
class Crate:
    """All files of one module, and the program they become."""

    names: Names
    program: Program
    trees: dict[str, SyntaxTree] = field(default_factory=dict)
    """Module path → its file's tree."""
    constants: dict[str, tuple[Context, Node]] = field(default_factory=dict)
    given: dict[str, list[tuple[Context, Node]]] = field(default_factory=dict)
    """Trait path → the constants that it gives to all its impls."""
    givers: dict[str, str] = field(default_factory=dict)
    """Constant of a type → the trait that gave it first, or `itself`."""
    folding: set[str] = field(default_factory=set)
    lengths: set[str] = field(default_factory=set)
    """Constants that say how long an array is."""
    inner: dict[int, list[Node]] = field(default_factory=dict)
    """Item → the items that stand in its functions."""
    macros: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    """What the module itself defines with `macro_rules!`."""
    expanded: dict[int, list[Node]] = field(default_factory=dict)
    """Macro invocation → the nodes that it stands for."""
    kept: list[Node] = field(default_factory=list)
    """Nodes whose identity is a key above."""
    constructors: dict[int, str] = field(default_factory=dict)
    """A static in a macro → the function of its type that makes one of its value."""
    macro_bytes: int = 0
    implemented: dict[tuple[str, str], int] = field(default_factory=dict)
    """A type and a trait → how often the type implements it."""
    overloads: dict[tuple[str, str, str], list[tuple[Ty, str]]] = field(default_factory=dict)
    """A type, a trait and a name → argument of the trait, and the function for it."""
    lowering: dict[str, Lowering] = field(default_factory=dict)
    """Node kind → how an expression of that kind is lowered."""
    results: dict[str, Ty] = field(default_factory=dict)
    """Function path → declared result type."""

    @property
    def externals(self) -> Externals:
        """What rules/ say of names outside."""
        return self.names.externals


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one item."""

    crate: Crate
    scope: Scope
    tree: SyntaxTree
    self_ty: Ty | None = None
    types: tuple[tuple[str, Ty], ...] = ()
    generics: tuple[str, ...] = ()
    nesting: list[int] = field(default_factory=lambda: [0])

    def text(self, node: Node) -> str:
        """Source text."""
        return self.tree.text(node)

    def span(self, node: Node) -> Span:
        """Source place."""
        return self.tree.span(node)

    def fault(self, node: Node, text: str) -> None:
        """Count something that was not read."""
        fault = Fault(self.span(node), text)
        if fault not in self.crate.program.faults:
            self.crate.program.faults.append(fault)

    def path(self, segments: list[str]) -> str:
        """Canonical path of a written path."""
        if segments[0] == "Self" and self.self_ty is not None:
            return "::".join([self.self_ty.path, *segments[1:]])
        if segments[0] in self.generics:
            return "::".join([f"'{segments[0]}", *segments[1:]])
        return self.crate.names.resolve(self.scope, segments)

    def ty(self, node: Node | None) -> Ty:
        """The type that a type node writes."""
        if node is None:
            return UNIT
        handler = _TYPES.get(node.kind)
        return handler(self, node) if handler is not None else UNKNOWN


def _named(context: Context, node: Node) -> Ty:
    segments = segments_of(node)
    if len(segments) == 1:
        name = segments[0]
        if name == "Self" and context.self_ty is not None:
            return context.self_ty
        if name in context.generics:
            return Ty(f"'{name}")
        if name in PRIMITIVES:
            return Ty(name)
    if segments[0] == "Self" and len(segments) == 2:
        for name, ty in context.types:
            if name == segments[1]:
                return ty
    return _expand(context, context.path(segments), ())


def _generic(context: Context, node: Node) -> Ty:
    arguments = node.get("type_arguments")
    args = tuple(
        Ty(f"#{part.text}") if part.kind == "integer_literal" else context.ty(part)
        for part in (arguments.parts() if arguments is not None else [])
        if part.kind not in ("lifetime", "type_binding")
    )
    path = context.path(segments_of(node.need("type")))
    if path in context.crate.externals.transparent and args:
        return args[0]
    return _expand(context, path, args)


def _expand(context: Context, path: str, args: tuple[Ty, ...]) -> Ty:
    alias = context.crate.program.aliases.get(path)
    if alias is None:
        return Ty(path, args)
    found = alias.given(args)
    return found if _is_small(found) else UNKNOWN


def _is_small(ty: Ty) -> bool:
    """Aliases of aliases double a type with each step: above this size nobody wrote it."""
    stack, count = [ty], 0
    while stack and count < MAX_TYPE:
        stack += stack.pop().args
        count += 1
    return not stack


def _reference(context: Context, node: Node) -> Ty:
    return Ty("&", (context.ty(node.get("type")),))


def _pointer(context: Context, node: Node) -> Ty:
    return Ty("*", (context.ty(node.get("type")),))


def _tuple(context: Context, node: Node) -> Ty:
    return Ty("()", tuple(context.ty(part) for part in node.parts()))


def _array(context: Context, node: Node) -> Ty:
    element = context.ty(node.get("element"))
    length = node.get("length")
    if length is not None and length.kind == "integer_literal":
        return Ty("[]", (element, Ty(f"#{context.text(length)}")))
    if length is not None and length.kind in ("identifier", "scoped_identifier"):
        path = context.path(segments_of(length))
        context.crate.lengths.add(path)
        return Ty("[]", (element, Ty(f"#{path}")))
    return Ty("[]", (element,))


def _primitive(context: Context, node: Node) -> Ty:
    return STR if node.text == "str" else Ty(node.text)


def _unit(context: Context, node: Node) -> Ty:
    return UNIT


def _dynamic(context: Context, node: Node) -> Ty:
    inner = node.get("trait") or (node.parts()[-1] if node.parts() else None)
    return Ty("dyn", (context.ty(inner),))


_TYPES = {
    "type_identifier": _named,
    "scoped_type_identifier": _named,
    "generic_type": _generic,
    "generic_type_with_turbofish": _generic,
    "reference_type": _reference,
    "pointer_type": _pointer,
    "tuple_type": _tuple,
    "array_type": _array,
    "primitive_type": _primitive,
    "unit_type": _unit,
    "dynamic_type": _dynamic,
    "abstract_type": _dynamic,
    "identifier": _named,
    "scoped_identifier": _named,
}
