"""Calls: which function a path or method means, how the receiver is passed, what is unknown.

In this order: a body in the driver, a fact in rules/, a primitive of the environment, else unknown.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from modcheck.domains import Unknown
from modcheck.domains.heap import Frame, State
from modcheck.domains.values import EMPTY, Agg, FunctionValue, Ptr, PtrKind, owns
from modcheck.engine.access import UNIT_VALUE, Getter, getter, getters, named
from modcheck.engine.asking import ask
from modcheck.engine.coercion import Coercions
from modcheck.engine.constructing import WRAPPED, constructed, escaped, forget, given, store, wrap
from modcheck.engine.decode import Step
from modcheck.engine.forks import (
    chance,
    chosen,
    given_back,
    inject,
    interrupt_point,
    later,
    meanwhile,
    otherwise,
    rejoin,
)
from modcheck.engine.generics import bindings, bound, by_arguments, declared, of_parameter
from modcheck.engine.invoking import id_info, implementations_of, invoke, invoke_nth, invoke_numbered
from modcheck.engine.overloads import is_for, meant
from modcheck.engine.places import Opaque, follow, locate
from modcheck.engine.rvalues import MOVING_CLOSURE, is_closure
from modcheck.environment.port import PathEnd
from modcheck.ir.functions import FUTURE
from modcheck.ir.ops import Call, Function, Method, Path, Peek, Use, Value
from modcheck.ir.types import WIDTHS, Ty

if TYPE_CHECKING:
    from modcheck.engine.machine import Machine

_BY_REFERENCE = "core::Iterator::"
"""What takes its receiver takes the reference where it is called on one: `&mut I` is an iterator too."""
_DERIVED = "core::Derived"
"""Under this stands what `derive` gives to types."""
_NOBODYS = ("promote", "allocate", "borrow", "length")
"""Calls that nobody wrote: the lowering makes them of borrowed constants and of patterns."""
_INTEGER = "core::word"
"""Under this stand the methods of all integer types."""

Located = tuple[Any, tuple[int, ...], Any]
"""(object, path inside it, value there)."""


class Calls:
    """Resolves calls before they run as far as that can be done, and performs them."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.catalog = machine.catalog
        self.coercions = Coercions(machine.catalog)

    def step(self, op: Call, contract: bool) -> Step:
        """One call op of a function of the driver or of the rules (`contract`), as a closure."""
        callee = op.callee
        if isinstance(callee, Method):
            return self._method(op, callee)
        if isinstance(callee, Value):
            return self._value(op, callee)
        if callee.path[:1] == "'":
            return self._parametric(op, callee, contract)
        return self._path(op, callee.path, callee.owner, contract)

    def _parametric(self, op: Call, callee: Path, contract: bool) -> Step:
        """`T::name`: by what `T` stands for in the running function."""
        known: dict[tuple[str, Any], Step] = {}

        def step(state: State, frame: Frame) -> Any:
            key = of_parameter(self.catalog, frame, callee.path)
            if key not in known:
                known[key] = self._path(op, *key, contract)
            return known[key](state, frame)

        return step

    def _path(self, op: Call, path: str, owner: Any, contract: bool) -> Step:
        args = getters(self.catalog, op.args)
        wrapped = WRAPPED.get(path)
        if wrapped is not None:
            return wrap(wrapped, path[6:], args, op.dest.local)
        found = self._resolve(path)
        if not op.args and (found is None or path in self.catalog.constants):
            with suppress(Opaque):
                return store(named(self.catalog, path), op.dest.local)
        if isinstance(found, Function):
            of = path.rpartition("::")[0]
            known = of in self.catalog.types or of in WIDTHS
            return self._function(op, found, owner or (Ty(of) if known else None), args)
        if found is not None:
            return self._primitive(op, found, args, contract)

        return self._construct(op, path, args)

    def _function(self, op: Call, function: Function, owner: Any, args: tuple[Getter, ...]) -> Step:
        """Enter a function that is known before anything runs."""
        generic = bool(function.generics)

        def step(state: State, frame: Frame) -> bool:
            types = bindings(self.catalog, frame, op, function, owner) if generic else {}
            self._enter(state, frame, op, function, [get(state, frame) for get in args], types)
            return True

        return step

    def _primitive(self, op: Call, name: str, args: tuple[Getter, ...], contract: bool) -> Step:
        """Ask the environment."""
        machine, slot = self.machine, op.dest.local
        control, primitive = _CONTROL.get(name), machine.primitives.get(name)

        def step(state: State, frame: Frame) -> bool:
            values = [get(state, frame) for get in args]
            if not contract and name not in _NOBODYS:
                machine.coverage.setdefault(op.span, "effect")
            if control is not None:
                depth = len(state.frames)
                control(machine, state, frame, op, values)
                return len(state.frames) != depth
            if machine.tries is not None:
                machine.tries.place = op
            try:
                result = primitive(machine, state, values)  # type: ignore[misc]
            except (AttributeError, LookupError, TypeError, ValueError) as error:
                raise Opaque(f"{name} of something that it does not take") from error
            frame.locals[slot] = UNIT_VALUE if result is None else result
            return False

        return step

    def _resolve(self, path: str) -> Function | str | None:
        functions = self.catalog.functions
        if path in functions:
            return functions[path]
        owner, _, name = path.rpartition("::")
        own = self.catalog.program.methods.get(owner, {}).get(name) if owner in WIDTHS else None
        method = own or self.catalog.method(_INTEGER if owner in WIDTHS else owner, name)
        if method is None and (owner in WIDTHS or owner in self.catalog.types):
            method = self.catalog.book.program.methods.get(_DERIVED, {}).get(name)
        if method is not None:
            return functions[method]
        if owner == "bindings" and (name in self.machine.primitives or name in _CONTROL):
            return name
        return None

    def _enter(
        self, state: State, frame: Frame, op: Call, function: Function, args: list[Any], types: dict[str, Any]
    ) -> None:
        function = meant(self.catalog, state, function, args)
        surplus = len(args) - function.params
        if surplus > 0 and frame.function.contract:
            args = args[surplus:]
        if function.path.endswith("!"):
            args = [*args, *(0,) * (function.params - len(args))][: function.params]
        if len(args) != function.params:
            for value in args:
                escaped(state, value)
            raise Opaque(f"a call of {function.path} with {len(args)} arguments")
        if not function.contract:
            args = self.coercions.of(state, function, args)
        elif not frame.function.contract:
            self.machine.coverage.setdefault(op.span, "effect" if function.blocks[0].ops else "no_effect")
        if function.generics and len(types) < len(function.generics):
            types = by_arguments(state, function, args, types)
        self.machine.push(state, function, args, op.dest.local, types)

    def _construct(self, op: Call, path: str, args: tuple[Getter, ...]) -> Step:
        """A tuple struct or variant, or a call that nobody knows."""
        outer, _, last = path.rpartition("::")
        types = self.catalog.types
        ty, variant = (Ty(path), "") if path in types else (Ty(outer), last)
        known = path in types or (outer in types and last in dict(types[outer].variants))
        has_drop = ty.path in self.catalog.drops
        slot = op.dest.local

        def construct(state: State, frame: Frame) -> None:
            frame.locals[slot] = Agg(ty, variant, tuple([get(state, frame) for get in args]), has_drop)

        def unknown(state: State, frame: Frame) -> bool:
            depth, values = len(state.frames), [get(state, frame) for get in args]
            if values and outer and _by_first(self, state, frame, op, last, values):
                return len(state.frames) != depth
            for value in values:
                escaped(state, value)
            self._unknown(state, frame, op, path)
            return False

        return construct if known else unknown

    def _unknown(self, state: State, frame: Frame, op: Call, text: str) -> None:
        forget(self.catalog, state, frame, op)
        self.machine.coverage[op.span] = f"unknown {text}"
        self.machine.assume(state, f"unknown_call:{op.span.path}:{op.span.start}:{text}")
        frame.locals[op.dest.local] = Unknown(f"the result of {text}")

    def _value(self, op: Call, callee: Value) -> Step:
        """A closure or function value; in a place, it is called where it lies."""
        args = getters(self.catalog, op.args)
        part = callee.operand
        get = None if isinstance(part, Peek | Use) else getter(self.catalog, part)

        def step(state: State, frame: Frame) -> bool:
            depth = len(state.frames)
            if get is None:
                root, path, value, _ = locate(self.catalog, state, frame, part.place)  # type: ignore[union-attr]
            else:
                root, path, value = 0, (), get(state, frame)
            self._apply(state, op, (root, path, value), [get(state, frame) for get in args])
            return len(state.frames) != depth

        return step

    def _apply(self, state: State, op: Call, callee: Located, args: list[Any]) -> None:
        """Call a function value or a closure; a closure sees what it moved in at its own place."""
        root, path, value = callee
        while value.__class__ is Ptr:
            root, path, value, _ = follow(self.catalog, state, value, root, path)
        if is_closure(value):
            captured = value.items
            if value.ty.path == MOVING_CLOSURE.path:
                captured = tuple(Ptr(PtrKind.SHARED, root, (*path, i)) for i in range(len(value.items)))
            function = self.catalog.functions[value.variant]
            types = {part.path: part.args[0] for part in value.ty.args}
            self.machine.push(state, function, [*captured, *args], op.dest.local, types)
        elif value.__class__ is Agg and value.ty.path == FUTURE and value.variant:
            state.store(root, path, EMPTY)
            body = self.catalog.functions[value.variant]
            self.machine.push(state, body, list(value.items), op.dest.local, {})
        elif value.__class__ is FunctionValue and value.path not in self.catalog.functions:
            state.frames[-1].locals[op.dest.local] = constructed(self.catalog, value.path, args)
        elif value.__class__ is FunctionValue:
            function = meant(self.catalog, state, self.catalog.functions[value.path], args)
            self.machine.push(state, function, args, op.dest.local, bound(function, value.owner))
        else:
            self._unknown(state, state.frames[-1], op, "a function value")

    def _method(self, op: Call, callee: Method) -> Step:
        """Auto-dereference the receiver until a type has the method; behind a reference `NAME_borrowed`."""
        place = op.args[0].place  # type: ignore[union-attr]
        args = getters(self.catalog, op.args[1:])
        catalog, name = self.catalog, callee.name

        def step(state: State, frame: Frame) -> bool:
            depth = len(state.frames)
            try:
                root, path, value, _ = locate(catalog, state, frame, place)
            except Opaque:
                self._unknown(state, frame, op, f".{name}()")
                return False
            first = (root, path, value)
            borrowed, found = False, catalog.method(catalog.type_path(value), name)
            while found is None or not is_for(catalog, state, found, value):
                borrowed = borrowed or value.__class__ is Ptr
                try:
                    root, path, value, _ = follow(catalog, state, value, root, path)
                except (Opaque, PathEnd) as reason:
                    if isinstance(reason, PathEnd) and not reason.reason.startswith(
                        ("null", "use of a moved")
                    ):
                        raise
                    of = " of an unknown value" if value.__class__ is Unknown else ""
                    self._on_any(state, frame, op, name, first, args, of)
                    return len(state.frames) != depth
                found = catalog.method(catalog.type_path(value), name)
            if borrowed:
                found = catalog.method(catalog.type_path(value), f"{name}_borrowed") or found
            if borrowed and found.startswith(_BY_REFERENCE):
                value = Ptr(PtrKind.SHARED, root, path)
            self.receive(state, frame, op, found, (root, path, value), args)
            return len(state.frames) != depth

        return step

    def _on_any(
        self, state: State, frame: Frame, op: Call, name: str, first: Located, args: tuple[Getter, ...],
        of: str,
    ) -> None:  # fmt: skip
        """A method that no type on the way has."""
        found = self.catalog.method("core::Any", name)
        if found is not None:
            self.receive(state, frame, op, found, first, args)
        elif name == "call":
            self._apply(state, op, first, [get(state, frame) for get in args])
        else:
            self._unknown(state, frame, op, f".{name}(){of}")

    def receive(
        self, state: State, frame: Frame, op: Call, found: str, where: Located, args: tuple[Getter, ...]
    ) -> None:
        root, path, value = where
        function = self.catalog.functions[found]
        receiver: Any = Ptr(PtrKind.SHARED, root, path)
        if function.receiver != "&":
            receiver = operand_at(state, root, path, value)
        types = {}
        if function.generics:
            owner = value.ty if value.__class__ is Agg else declared(self.catalog, state, root, path)
            types = bindings(self.catalog, frame, op, function, owner)
        values = [receiver]
        values += [get(state, frame) for get in args]
        self._enter(state, frame, op, function, values, types)


_MAX_REFERENCES = 8


def _by_first(calls: Calls, state: State, frame: Frame, op: Call, name: str, values: list[Any]) -> bool:
    """`Trait::name(&x, …)` of a trait that nobody here knows: the method that `x` has."""
    value: Any = values[0]
    root: Any = ""
    path: tuple[int, ...] = ()
    for _ in range(_MAX_REFERENCES):
        found = calls.catalog.method(calls.catalog.type_path(value), name)
        if found is not None and value.__class__ is Agg and root:
            calls.receive(state, frame, op, found, (root, path, value), given(values[1:]))
            return True
        if value.__class__ is not Ptr:
            return False
        root, path, value, _ = follow(calls.catalog, state, value, root, path)
    return False


_CONTROL = {
    "id_info": id_info,
    "inject": inject,
    "invoke": invoke,
    "invoke_nth": invoke_nth,
    "invoke_numbered": invoke_numbered,
    "implementations": implementations_of,
    "interrupt_point": interrupt_point,
    "given_back_now": given_back,
    "chance": chance,
    "later": later,
    "meanwhile": meanwhile,
    "chosen": chosen,
    "otherwise": otherwise,
    "rejoin": rejoin,
    "ask": ask,
}


def operand_at(state: State, root: Any, path: tuple[int, ...], value: Any) -> Any:
    """Move what owns something out of its place."""
    if owns(value):
        state.store(root, path, EMPTY)
    return value
