"""Calls: which function a path or method means, how the receiver is passed, what is unknown.

In this order: a body in the driver, a fact in rules/, a primitive of the environment, else unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from modcheck.domains import Unknown
from modcheck.domains.heap import Frame, State
from modcheck.domains.values import EMPTY, Agg, FunctionValue, Ptr, PtrKind, TypeValue, owns
from modcheck.engine.places import Opaque, follow, locate
from modcheck.engine.rvalues import CLOSURE, MOVING_CLOSURE, UNIT_VALUE, operand
from modcheck.environment.port import PathEnd
from modcheck.ir.ops import Call, Function, Method, Path, Peek, Use, Value
from modcheck.ir.types import Ty, find, substitute, unify

if TYPE_CHECKING:
    from modcheck.engine.machine import Machine

_WRAPPED = {"core::Some": "core::Option", "core::Ok": "core::Result", "core::Err": "core::Result"}


class Calls:
    """Resolves and performs calls; remembers resolutions of paths."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.catalog = machine.catalog
        self.paths: dict[str, Function | str | None] = {}

    def call(self, state: State, frame: Frame, op: Call) -> None:
        """Perform one call op."""
        callee = op.callee
        if callee.__class__ is Path:
            self._path(state, frame, op, callee)
        elif callee.__class__ is Method:
            self._method(state, frame, op, callee)
        else:
            self._value(state, frame, op, callee)  # type: ignore[arg-type]

    def _args(self, state: State, frame: Frame, op: Call, skip: int = 0) -> list[Any]:
        return [operand(self.catalog, state, frame, part) for part in op.args[skip:]]

    def _path(self, state: State, frame: Frame, op: Call, callee: Path) -> None:
        path = callee.path
        owner = callee.owner
        if path.startswith("'"):
            owner = frame.types.get(path[1:].partition("::")[0])
            path = self._of_parameter(frame, path)
        wrapped = _WRAPPED.get(path)
        if wrapped is not None:
            value = self._args(state, frame, op)
            frame.locals[op.dest.local] = Agg(Ty(wrapped), path[6:], tuple(value))
            return
        if path not in self.paths:
            self.paths[path] = self._resolve(path)
        found = self.paths[path]
        if isinstance(found, Function):
            types = self._bindings(frame, op, found, owner)
            self._enter(state, frame, op, found, self._args(state, frame, op), types)
        elif found is not None:
            self._primitive(state, frame, op, found, self._args(state, frame, op))
        else:
            self._construct(state, frame, op, path)

    def _of_parameter(self, frame: Frame, path: str) -> str:
        parameter, _, name = path[1:].partition("::")
        ty = frame.types.get(parameter)
        if isinstance(ty, Ty):
            return self.catalog.method(ty.path, name) or f"{ty.path}::{name}"
        return path

    def _resolve(self, path: str) -> Function | str | None:
        functions = self.catalog.functions
        if path in functions:
            return functions[path]
        owner, _, name = path.rpartition("::")
        method = self.catalog.method(owner, name)
        if method is not None:
            return functions[method]
        if owner == "bindings" and (name in self.machine.primitives or name in _CONTROL):
            return name
        return None

    def _bindings(self, frame: Frame, op: Call, function: Function, owner: Any) -> dict[str, Any]:
        """What the type parameters of the callee stand for: by the written owner and arguments, then by
        the expected result, then by the caller's own of the same name."""
        types: dict[str, Any] = {}
        if not function.generics:
            return types
        if isinstance(owner, Ty) and function.owner is not None:
            unify(function.owner, substitute(owner, frame.types), types)
        callee = op.callee
        if isinstance(callee, Path) and callee.args:
            own = [name for name in function.generics if name not in types]
            for name, arg in zip(own, callee.args, strict=False):
                types[name] = substitute(arg, frame.types)
        if op.want is not None and function.result is not None:
            unify(function.result, substitute(op.want, frame.types), types)
        if function.contract and function.owner is not None and len(types) < len(function.owner.args):
            self._from_context(frame, op, function.owner, types)
        if function.contract and frame.function.contract:
            for name in function.generics:
                if name not in types and name in frame.types:
                    types[name] = frame.types[name]
        return types

    def _from_context(self, frame: Frame, op: Call, owner: Ty, types: dict[str, Any]) -> None:
        """The arguments of a framework's type that are not written at the call: from the type expected
        of the result, else from the only field in the driver that holds such a type."""
        expected = find(substitute(op.want, frame.types), owner.path) if op.want is not None else None
        if expected is None and not frame.function.contract:
            expected = self.catalog.only_field(owner.path)
        if expected is not None:
            unify(owner, expected, types)

    def _enter(
        self, state: State, frame: Frame, op: Call, function: Function, args: list[Any], types: dict[str, Any]
    ) -> None:
        surplus = len(args) - function.params
        if surplus > 0 and frame.function.contract:
            args = args[surplus:]
        if len(args) != function.params:
            raise Opaque(f"a call of {function.path} with {len(args)} arguments")
        if function.contract and not frame.function.contract:
            self.machine.coverage.setdefault(op.span, "effect" if function.blocks[0].ops else "no_effect")
        self.machine.push(state, function, args, op.dest.local, types)

    def _primitive(self, state: State, frame: Frame, op: Call, name: str, args: list[Any]) -> None:
        if not frame.function.contract:
            self.machine.coverage.setdefault(op.span, "effect")
        if name in _CONTROL:
            _CONTROL[name](self, state, frame, op, args)
            return
        result = self.machine.primitives[name](self.machine, state, args)
        frame.locals[op.dest.local] = UNIT_VALUE if result is None else result

    def _inject(self, state: State, frame: Frame, op: Call, args: list[Any]) -> None:
        """A call that can fail: the failure is another path, while the budget lasts."""
        name = str(args[0])
        where = f"{name}@{self.machine.site(state)}"
        count = state.taken.get(where, 0) + 1
        state.taken[where] = count
        label = f"{where}#{count}"
        if self.machine.plan is not None:
            fails = label in self.machine.plan
            if fails:
                state.choices = (*state.choices, label)
                state.note("choice", f"`{name}` fails", self.machine.where(state))
            frame.locals[op.dest.local] = fails
            return
        if state.budget[0] > 0 and self.machine.where(state) is not None:
            other = state.fork()
            other.budget = (other.budget[0] - 1, *other.budget[1:])
            other.choices = (*other.choices, label)
            other.note("choice", f"`{name}` fails", self.machine.where(other))
            other.frames[-1].locals[op.dest.local] = True
            self.machine.forks.append(other)
        frame.locals[op.dest.local] = False

    def _interrupt(self, state: State, frame: Frame, op: Call, args: list[Any]) -> None:
        """A visible operation: the interrupt may be delivered here, if the line is up and somebody
        listens. It does not nest, and a path has one awkward thing: a failure or such an interrupt."""
        frame.locals[op.dest.local] = UNIT_VALUE
        if self.machine.device.line(state.device[1]) and self._interruptible(state):
            self.interrupt(state, op.dest.local)

    def after_free(self, state: State) -> None:
        """Memory was given back: on a shared line a handler may run at any time, and it may use it."""
        if state.scope[-1:] in _INTERRUPTED and self._interruptible(state, shared=True):
            self.interrupt(state, None)

    def interrupt(self, state: State, dest: int | None) -> None:
        """Another path on which the interrupt is delivered here."""
        machine = self.machine
        where = f"irq@{machine.site(state)}"
        count = state.taken.get(where, 0) + 1
        state.taken[where] = count
        label = f"{where}#{count}"
        event = self.catalog.functions["bindings::event_irq"]
        if machine.plan is not None:
            if label in machine.plan:
                state.choices = (*state.choices, label)
                state.note("choice", "the interrupt comes here", machine.where(state))
                machine.push(state, event, [], dest, {})
            return
        if count > 1 or state.budget[0] < 1:
            return
        other = state.fork()
        other.budget = (other.budget[0] - 1, *other.budget[1:])
        other.choices = (*other.choices, label)
        other.note("choice", "the interrupt comes here", machine.where(other))
        machine.push(other, event, [], dest, {})
        machine.forks.append(other)

    def _interruptible(self, state: State, shared: bool = False) -> bool:
        """Interrupts on, not in an interrupt already, a handler on the line, the function's INTx routed
        (pci_disable_device takes it off), inside a driver's callback."""
        world = state.heap["world"]
        position = self.catalog.position
        values = [
            world.items[position(world, name) or 0]
            for name in ("irqs_off", "in_hardirq", "in_softirq", "disabled")
        ]
        actions = world.items[position(world, "actions") or 0]
        if any(values) or not actions.items or state.scope[-1:] not in _INTERRUPTED:
            return False
        return not shared or any(self._shared(state, action) for action in actions.items)

    def _shared(self, state: State, action: Any) -> bool:
        found = state.heap.get(action.root)
        if not isinstance(found, Agg):
            return False
        index = self.catalog.position(found, "shared")
        return index is not None and bool(found.items[index])

    def _invoke(self, state: State, frame: Frame, op: Call, args: list[Any]) -> None:
        """`invoke(type, "method", args…)`: call what the driver implements; leading arguments that an
        older signature does not have are left out."""
        ty, name, rest = args[0], str(args[1]), args[2:]
        path = (
            self.catalog.method(ty.ty.path, name) if isinstance(ty, TypeValue) and ty.ty is not None else None
        )
        if path is None:
            frame.locals[op.dest.local] = UNIT_VALUE
            return
        function = self.catalog.functions[path]
        rest = rest[len(rest) - function.params :] if len(rest) > function.params else rest
        types = dict(zip(self.catalog.generics(ty.ty.path), ty.ty.args, strict=False))
        self.machine.push(state, function, rest, op.dest.local, types)

    def _construct(self, state: State, frame: Frame, op: Call, path: str) -> None:
        """A tuple struct or variant, or a call that nobody knows."""
        args = self._args(state, frame, op)
        outer, _, last = path.rpartition("::")
        definition = self.catalog.types.get(path)
        if definition is not None:
            frame.locals[op.dest.local] = Agg(Ty(path), "", tuple(args), path in self.catalog.drops)
            return
        definition = self.catalog.types.get(outer)
        if definition is not None and last in dict(definition.variants):
            frame.locals[op.dest.local] = Agg(Ty(outer), last, tuple(args), outer in self.catalog.drops)
            return
        self._unknown(state, frame, op, path)

    def _unknown(self, state: State, frame: Frame, op: Call, text: str) -> None:
        self.machine.coverage[op.span] = f"unknown {text}"
        self.machine.assume(state, f"unknown_call:{op.span.path}:{op.span.start}:{text}")
        frame.locals[op.dest.local] = Unknown(f"the result of {text}")

    def _value(self, state: State, frame: Frame, op: Call, callee: Value) -> None:
        if isinstance(callee.operand, Peek | Use):
            root, path, value, _ = locate(self.catalog, state, frame, callee.operand.place)
        else:
            root, path, value = 0, (), operand(self.catalog, state, frame, callee.operand)
        self._apply(state, op, (root, path, value), self._args(state, frame, op))

    def _apply(
        self, state: State, op: Call, callee: tuple[Any, tuple[int, ...], Any], args: list[Any]
    ) -> None:
        """Call a function value or a closure; a closure sees what it moved in at its own place."""
        root, path, value = callee
        while value.__class__ is Ptr:
            root, path, value, _ = follow(self.catalog, state, value, root, path)
        if value.__class__ is Agg and value.ty in (CLOSURE, MOVING_CLOSURE):
            captured = value.items
            if value.ty == MOVING_CLOSURE:
                captured = tuple(Ptr(PtrKind.SHARED, root, (*path, i)) for i in range(len(value.items)))
            function = self.catalog.functions[value.variant]
            self.machine.push(state, function, [*captured, *args], op.dest.local, {})
        elif value.__class__ is FunctionValue:
            self.machine.push(state, self.catalog.functions[value.path], args, op.dest.local, {})
        else:
            self._unknown(state, state.frames[-1], op, "a function value")

    def _method(self, state: State, frame: Frame, op: Call, callee: Method) -> None:
        """Auto-dereference the receiver until a type has the method."""
        place = op.args[0].place  # type: ignore[union-attr]
        try:
            root, path, value, _ = locate(self.catalog, state, frame, place)
        except Opaque:
            self._unknown(state, frame, op, f".{callee.name}()")
            return
        first = (root, path, value)
        while True:
            found = self.catalog.method(self.catalog.type_path(value), callee.name)
            if found is not None:
                self._receive(state, frame, op, found, root, path, value)
                return
            try:
                root, path, value, _ = follow(self.catalog, state, value, root, path)
            except (Opaque, PathEnd) as reason:
                if isinstance(reason, PathEnd) and not reason.reason.startswith(("null", "use of a moved")):
                    raise
                break
        found = self.catalog.method("core::Any", callee.name)
        if found is not None:
            self._receive(state, frame, op, found, *first)
        elif callee.name == "call":
            self._apply(state, op, first, self._args(state, frame, op, 1))
        else:
            self._unknown(state, frame, op, f".{callee.name}()")

    def _receive(
        self, state: State, frame: Frame, op: Call, found: str, root: Any, path: tuple[int, ...], value: Any
    ) -> None:
        function = self.catalog.functions[found]
        if function.receiver == "&":
            receiver: Any = Ptr(PtrKind.SHARED, root, path)
        else:
            receiver = operand_at(state, root, path, value)
        types = self._bindings(frame, op, function, value.ty if value.__class__ is Agg else None)
        self._enter(state, frame, op, function, [receiver, *self._args(state, frame, op, 1)], types)


_INTERRUPTED = (("open",), ("stop",), ("remove",))
"""Callbacks in which the moment of an interrupt matters: in the others it can as well come after."""
_CONTROL = {"inject": Calls._inject, "invoke": Calls._invoke, "interrupt_point": Calls._interrupt}


def operand_at(state: State, root: Any, path: tuple[int, ...], value: Any) -> Any:
    """Move what owns something out of its place."""
    if owns(value):
        state.store(root, path, EMPTY)
    return value
