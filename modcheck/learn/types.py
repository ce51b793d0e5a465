"""Types of terms in a crate: fields, payloads, what owns something, how values come apart and change."""

from __future__ import annotations

from modcheck.domains.values import NEVER_DROPPED
from modcheck.ir.ops import Assign, Field, Function, Ref
from modcheck.ir.program import Program, TypeDef
from modcheck.ir.types import UNKNOWN, WIDTHS, Ty, substitute
from modcheck.learn.terms import (
    Binary,
    Element,
    Lit,
    Param,
    Part,
    Payload,
    Result,
    Term,
    Whole,
)

_OUTER = ("&", "*", "core::Pin", "core::NonNull", "core::MaybeUninit")
_OWNERS = ("core::Box", "core::Arc", "core::ARef", "core::Vec", "core::String")
_ARITHMETIC = ("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>")
_PAYLOADS = {"Ok": 1, "Err": 1, "Some": 1, "None": 0}


class Types:
    """The types of a crate, and of what the rules say of `core`."""

    def __init__(
        self,
        crate: Program,
        rules: Program,
        silent: frozenset[str] = frozenset(),
        errno: frozenset[str] = frozenset(),
        conditional: frozenset[str] = frozenset(),
        handed_over: dict[str, str] | None = None,
    ) -> None:
        self.crate = crate
        self.rules = rules
        self.silent = silent
        """Functions that only print."""
        self.errno = errno
        """C functions that give 0 or an error number below it."""
        self.conditional = conditional
        self.handed_over = handed_over or {}
        """Method that gives a value to C → the function that takes it back."""
        """Functions in whose bodies parts depend on the configuration."""
        self._owning: dict[Ty, bool] = {}
        self.traits = frozenset({impl.trait for impl in crate.impls} | set(crate.defaults))
        self.implemented: dict[str, list[str]] = {}
        self._bearers: dict[str, list[str]] = {}
        for impl in crate.impls:
            self.implemented.setdefault(impl.ty.path, []).append(impl.trait)
        for methods in crate.methods.values():
            for name, path in methods.items():
                self._bearers.setdefault(name, []).append(path)

    def definition(self, ty: Ty) -> TypeDef | None:
        """What a type is made of. What the rules say of it comes first."""
        return self.rules.types.get(ty.path) or self.crate.types.get(ty.path)

    def drop_of(self, ty: Ty) -> str:
        """The function that is its `Drop`, if it has one."""
        if ty.path in self.rules.types:
            return self.rules.drops.get(ty.path, "")
        return self.crate.drops.get(ty.path, "")

    def takes_self(self, name: str) -> bool:
        """Do all methods of this name take their receiver by value?"""
        found = [self.crate.functions.get(path) for path in self._bearers.get(name, [])]
        return bool(found) and all(one is not None and one.receiver == "value" for one in found)

    def only(self, name: str) -> Function | None:
        """The one method of the crate that has this name."""
        paths = self._bearers.get(name, [])
        return self.crate.functions.get(paths[0]) if len(paths) == 1 else None

    def target(self, ty: Ty) -> str:
        """The field that `Deref` of a type leads to, if its body says no more than that."""
        definition = self.definition(ty)
        if definition is not None and definition.deref:
            return definition.deref.partition(".")[0]
        path = self.crate.methods.get(ty.path, {}).get("deref", "")
        function = self.crate.functions.get(path)
        return _field_given(function) if function is not None else ""

    def stripped(self, ty: Ty) -> Ty:
        """A type seen through references, raw pointers and what owns memory."""
        while ty.path in (*_OUTER, *_OWNERS) and ty.args:
            ty = ty.args[0]
        return ty

    def pointed(self, ty: Ty) -> Ty:
        """A type seen through references and raw pointers only."""
        while ty.path in _OUTER and ty.args:
            ty = ty.args[0]
        return ty

    def of(self, term: Term, known: dict[Term, Ty]) -> Ty:
        """The type of a term, as far as something says it."""
        if term in known:
            return known[term]
        if isinstance(term, Param | Result | Whole):
            return term.ty
        if isinstance(term, Part):
            return self.field(self.of(term.base, known), term.name)
        if isinstance(term, Payload):
            return self._payload_type(self.of(term.base, known), term)
        if isinstance(term, Element):
            outer = self.pointed(self.of(term.base, known))
            return outer.args[0] if outer.args else UNKNOWN
        if isinstance(term, Binary) and term.operator in _ARITHMETIC:
            return self.of(term.left, known)
        if isinstance(term, Lit) and isinstance(term.value, bool):
            return Ty("bool")
        return UNKNOWN

    def field(self, ty: Ty, name: str) -> Ty:
        """The declared type of a field, seen through pointers."""
        ty = self.stripped(ty)
        definition = self.definition(ty)
        for found, written in definition.fields if definition is not None else ():
            if found == name and definition is not None:
                return substitute_some(written, dict(zip(definition.generics, ty.args, strict=False)))
        return UNKNOWN

    def _payload_type(self, ty: Ty, term: Payload) -> Ty:
        ty = self.pointed(ty)
        if ty.path == "core::Result" and term.variant == "Err":
            return ty.args[1] if len(ty.args) > 1 else UNKNOWN
        if ty.path in ("core::Result", "core::Option"):
            return ty.args[0] if ty.args else UNKNOWN
        definition = self.definition(ty)
        for name, fields in definition.variants if definition is not None else ():
            if name == term.variant and term.position < len(fields):
                return fields[term.position][1]
        return UNKNOWN

    def payloads(self, ty: Ty, variant: str) -> int:
        """How many values a variant holds."""
        if variant in _PAYLOADS:
            return _PAYLOADS[variant]
        definition = self.definition(self.pointed(ty))
        found = dict(definition.variants) if definition is not None else {}
        return len(found.get(variant, ()))

    def variants(self, ty: Ty) -> tuple[str, ...]:
        """The variants of an enum; empty if it is none, or not known."""
        ty = self.pointed(ty)
        fixed = {"core::Result": ("Ok", "Err"), "core::Option": ("Some", "None")}.get(ty.path)
        definition = self.definition(ty)
        return fixed or (tuple(name for name, _ in definition.variants) if definition is not None else ())

    def owns(self, ty: Ty) -> bool:
        """Would dropping a value of this type do anything? A type parameter may."""
        if ty not in self._owning:
            self._owning[ty] = False
            self._owning[ty] = self._decide_owning(ty)
        return self._owning[ty]

    def _decide_owning(self, ty: Ty) -> bool:
        if ty.path in ("&", "*", "?", "dyn", "core::PhantomData", NEVER_DROPPED) or ty.path in WIDTHS:
            return False
        if ty.path.startswith("'") or ty.path in _OWNERS or self.drop_of(ty):
            return True
        definition = self.definition(ty)
        if definition is None:
            return any(self.owns(arg) for arg in ty.args)
        bound = dict(zip(definition.generics, ty.args, strict=False))
        fields = [found for _, found in definition.fields]
        fields += [found for _, inner in definition.variants for _, found in inner]
        return any(self.owns(substitute_some(found, bound)) for found in fields)


def _field_given(function: Function) -> str:
    """`&self.x` as a body: `x`."""
    ops = [op for block in function.blocks for op in block.ops]
    if len(function.blocks) != 1 or len(ops) != 1 or not isinstance(ops[0], Assign):
        return ""
    value = ops[0].rvalue
    if isinstance(value, Ref) and value.place.local == 1 and len(value.place.path) == 1:
        part = value.place.path[0]
        return part.name if isinstance(part, Field) else ""
    return ""


def substitute_some(ty: Ty, bindings: dict[str, Ty]) -> Ty:
    """Replace the type parameters that are bound; the others stay."""
    if ty.path.startswith("'") and ty.path[1:] not in bindings:
        return ty
    if not ty.args:
        return substitute(ty, bindings)
    return Ty(ty.path, tuple(substitute_some(arg, bindings) for arg in ty.args))


def has_parts(types: Types, ty: Ty) -> bool:
    """Is it a struct of the crate?"""
    definition = types.crate.types.get(ty.path)
    return definition is not None and not definition.variants
