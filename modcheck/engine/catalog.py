"""The driver's program and the rule book as one: who implements what, how types are laid out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from modcheck.contracts import RuleBook
from modcheck.domains.heap import State
from modcheck.domains.values import Agg, FunctionValue, Ptr, PtrKind
from modcheck.ir.ops import Assign, Deref, Field, Function, Peek, Place, Ref, Use
from modcheck.ir.program import Impl, Program, TypeDef
from modcheck.ir.types import UNKNOWN, Ty, find
from modcheck.source import Span

_DRIVERS = {"probe"}
"""The callback that makes of an impl one of a driver."""
_POINTER_TYPES = {
    PtrKind.BOX: "core::Box",
    PtrKind.ARC: "core::Arc",
    PtrKind.REF_COUNTED: "core::ARef",
    PtrKind.RAW: "core::RawPtr",
    PtrKind.SHARED: "core::Reference",
}


class Catalog:
    """Look-ups over everything defined; filled once, then only read (answers are remembered)."""

    def __init__(self, program: Program, book: RuleBook, crate: Program | None = None) -> None:
        self.program = program
        self.book = book
        self.crate = crate if crate is not None else Program()
        self.functions: dict[str, Function] = {
            **self.crate.functions,
            **book.program.functions,
            **program.functions,
        }
        self.types: dict[str, TypeDef] = {**self.crate.types, **book.program.types, **program.types}
        self.drops: dict[str, str] = {**book.program.drops, **program.drops}
        self.constants: dict[str, int] = {**book.externals.constants, **program.constants}
        self._positions: dict[tuple[str, str], dict[str, int]] = {}
        self._derefs: dict[str, tuple[str, ...]] = {}
        self.run_deref: Callable[[State, Function, Ptr], Any] | None = None
        """Runs an own `deref`, for what that leads to."""
        self.looked_through: set[str] = set()
        """Functions that are known without a run of them."""
        self._methods: dict[tuple[str, str], str | None] = {}

    def position(self, value: Agg, name: str) -> int | None:
        """The position of a field in a value; `None` if it has no such field. `-1` is the last one."""
        path: str = value.ty.path
        layout = self._positions.get((path, value.variant))
        if layout is None:
            layout = self._layout(path, value.variant)
            self._positions[(path, value.variant)] = layout
        found = layout.get(name)
        if found is None and name[0] == "-":
            return len(value.items) + int(name)
        if found is None and name.isdigit() and int(name) < len(value.items) and path in ("()", "[]"):
            return int(name)
        return found

    def is_whole(self, value: Any, name: str) -> bool:
        """Does this field of the real type stand for the whole value here? A newtype may be its number."""
        if value.__class__ is not Agg:
            return name == "f0"
        definition = self.types.get(value.ty.path)
        return definition is not None and name in definition.identity

    def _layout(self, path: str, variant: str) -> dict[str, int]:
        definition = self.types.get(path)
        if definition is None:
            return {}
        fields = definition.fields
        if variant:
            fields = next((found for name, found in definition.variants if name == variant), ())
        return {name: index for index, (name, _) in enumerate(fields)}

    def deref(self, value: Agg) -> tuple[str, ...]:
        """The fields that `*value` goes through; empty if it does not dereference."""
        path: str = value.ty.path
        found = self._derefs.get(path)
        if found is None:
            definition = self.types.get(path)
            found = tuple(definition.deref.split(".")) if definition is not None and definition.deref else ()
            own = self.program.methods.get(path, {})
            self._derefs[path] = found = found or _own_deref(self.functions.get(own.get("deref", "")))
            if found:
                self.looked_through |= {own[name] for name in ("deref", "deref_mut") if name in own}
        return found

    def own_deref(self, value: Agg) -> Function | None:
        """The driver's function that `*value` runs, if it does more than to name a field."""
        return self.functions.get(self.program.methods.get(value.ty.path, {}).get("deref", ""))

    def type_path(self, value: Any) -> str:
        """The path under which the methods of a value are found."""
        kind = value.__class__
        if kind is Agg:
            path = str(value.ty.path)
            return "core::Fn" if path.endswith("closure}") else path
        if kind is Ptr:
            return _POINTER_TYPES[value.kind]
        if kind is str:
            return "core::str"
        if kind is FunctionValue:
            return "core::Fn"
        return "core::word"

    def method(self, type_path: str, name: str) -> str | None:
        """The function that `value.name()` runs for a type."""
        key = (type_path, name)
        if key not in self._methods:
            self._methods[key] = self._find_method(type_path, name)
        return self._methods[key]

    def _find_method(self, type_path: str, name: str) -> str | None:
        for methods in (self.program.methods, self.book.program.methods):
            found = methods.get(type_path, {}).get(name)
            if found is not None and found in self.functions:
                return found
        if type_path.startswith("kernel::") and name in self.crate.methods.get(type_path, {}):
            return self.crate.methods[type_path][name]
        return self._default_method(type_path, name) or self._trait_method(type_path, name)

    def _default_method(self, type_path: str, name: str) -> str | None:
        """What a trait of the driver, or one of the rules, gives to the types that implement it."""
        rules = self.book.program.methods
        for impl in self.program.impls:
            if impl.ty.path == type_path:
                found = self.program.defaults.get(impl.trait, {}).get(name)
                found = found or rules.get(impl.trait, {}).get(name)
                if found is not None and found in self.functions:
                    return found
        return None

    def _trait_method(self, type_path: str, name: str) -> str | None:
        """What the rules say of a type's traits; whoever has `next` is an iterator."""
        methods = self.book.program.methods
        definition = self.types.get(type_path)
        for trait in definition.traits if definition is not None else ():
            found = methods.get(trait, {}).get(name)
            if found is not None:
                return found
        if name != "next" and self.program.methods.get(type_path, {}).get("next") is not None:
            return methods.get("core::Iterator", {}).get(name)
        return None

    def associated(self, type_path: str, name: str) -> Ty:
        """An associated type of the impls of a type."""
        for impl in self.program.impls:
            if impl.ty.path == type_path:
                for found, ty in impl.types:
                    if found == name:
                        return ty
        return UNKNOWN

    def only_impl(self, trait: str) -> Ty | None:
        """The type that implements a trait, if exactly one does."""
        found = [impl.ty for impl in self.program.impls if impl.trait == trait]
        return found[0] if len(found) == 1 else None

    def only_field(self, type_path: str) -> Ty | None:
        """The type with arguments that the fields of the driver's types give to a type, if they agree."""
        found = {
            part
            for definition in self.program.types.values()
            for _, ty in definition.fields
            if (part := find(ty, type_path)) is not None
        }
        return found.pop() if len(found) == 1 else None

    def generics(self, type_path: str) -> tuple[str, ...]:
        """The type parameters of a type."""
        definition = self.types.get(type_path)
        return definition.generics if definition is not None else ()


def _own_deref(function: Function | None) -> tuple[str, ...]:
    """The fields that a driver's own `impl Deref` goes through, if it does nothing else."""
    if function is None or len(function.blocks) != 1:
        return ()
    values = {op.dest: op.rvalue for op in function.blocks[0].ops if isinstance(op, Assign)}
    value: object = values.get(Place(0))
    while isinstance(value, Use | Peek) and value.place in values:
        value = values[value.place]
    if not isinstance(value, Ref) or value.place.local != 1 or len(values) < len(function.blocks[0].ops):
        return ()
    parts = [part for part in value.place.path if not isinstance(part, Deref)]
    return tuple(part.name for part in parts if isinstance(part, Field))


def implements(catalog: Catalog, type_path: str, trait: str, name: str) -> str | None:
    """The function by which a type implements a method of a trait; `None` if the trait has it."""
    for impl in catalog.program.impls:
        if impl.ty.path == type_path and impl.trait == trait:
            return next((path for found, path in impl.functions if found == name), None)
    return None


def implementations(catalog: Catalog, type_path: str, trait: str) -> list[Impl]:
    """The impls of one trait for a type, in the order of the source."""
    return [impl for impl in catalog.program.impls if impl.ty.path == type_path and impl.trait == trait]


def place_of_callback(catalog: Catalog, name: str) -> Span | None:
    """The name of the driver's function that implements a framework's callback; where it could be, if it
    is one that this generation calls otherwise and the driver has none."""
    name = name.rpartition("::")[2]
    others = catalog.book.callbacks.get(name, ())
    for called in (name, *others):
        for impl in catalog.program.impls:
            for found, path in impl.functions:
                own = path in catalog.program.functions and impl.trait.startswith("kernel::")
                if found == called and own:
                    return catalog.program.functions[path].span
    drivers = [impl.span for impl in catalog.program.impls if dict(impl.functions).keys() & _DRIVERS]
    return drivers[0] if others and drivers else None
