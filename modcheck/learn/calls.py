"""One call in, what it comes to on this path out: a body that is entered, an event, or a value at once."""

from __future__ import annotations

from modcheck.ir.ops import Assign, Call, Function, Method, Operand, Peek, Use, Value
from modcheck.ir.ops import Path as Named_callee
from modcheck.ir.types import UNKNOWN, WIDTHS, Ty
from modcheck.learn import methods
from modcheck.learn.arithmetic import ERRNO
from modcheck.learn.places import (
    address_of,
    behind,
    leave_empty,
    locate,
    read,
    store,
    take,
    through,
    value_at,
)
from modcheck.learn.primitives import PRIMITIVES, QUESTIONS
from modcheck.learn.state import ALLOCATED, Frame, NotUnderstood, State, Wrap
from modcheck.learn.terms import (
    Address,
    CallC,
    Captured,
    Cell,
    Dispatch,
    Element,
    Gone,
    Lit,
    Named,
    Owner,
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
from modcheck.learn.types import substitute_some
from modcheck.learn.values import owns

MAX_DEPTH = 40
_WRAPPING = {"core::Ok": "Ok", "core::Err": "Err", "core::Some": "Some"}
_C = "bindings::"


def call(state: State, op: Call) -> None:
    """Do the call; `state.frame` may be another one after it."""
    callee = op.callee
    if isinstance(callee, Named_callee):
        args = tuple(read(state, arg) for arg in op.args)
        owner = substitute_some(callee.owner, state.frame.bindings) if callee.owner is not None else None
        by_path(state, op, callee.path, owner, callee.args, args)
    elif isinstance(callee, Method):
        _method(state, op, callee)
    else:
        _value(state, op, callee)


def give(state: State, op: Call, value: Term) -> None:
    """The call is over and gave this."""
    if op.want is not None and isinstance(value, Result | Pure) and state.type_of(value) == UNKNOWN:
        state.known[value] = substitute_some(op.want, state.frame.bindings)
    store(state, locate(state, op.dest), value)


def by_path(
    state: State, op: Call, path: str, owner: Ty | None, types: tuple[Ty, ...], args: tuple[Term, ...]
) -> None:
    """A call of what a path names."""
    path, owner = _bound(state, path, owner)
    if path in state.types.silent:
        give(state, op, Lit(None))
    elif path in _WRAPPING:
        outer = "core::Option" if path == "core::Some" else "core::Result"
        ty = op.want if op.want is not None and op.want.path == outer else Ty(outer)
        give(state, op, Whole(ty, _WRAPPING[path], ("0",), args))
    elif path.startswith(_C):
        _of_c(state, op, path, args)
    elif path.rpartition("::")[2].isupper() and not args:
        give(state, op, Named(path))  # a constant, which stays its name
    elif (function := _function(state, path)) is not None:
        enter(state, function, args, op, bindings_of(function, owner, types))
    elif (made := _constructed(state, path, owner, args)) is not None:
        give(state, op, made)
    else:
        _open_path(state, op, path, args)


def _open_path(state: State, op: Call, path: str, args: tuple[Term, ...]) -> None:
    if not path.startswith("'"):
        _of_a_trait(state, op, path, args)
        return
    parameter, _, name = path[1:].rpartition("::")
    if args and _hands_over(state, op, name, args[0]):
        return
    _dispatch(state, op, Named(f"'{parameter}"), name, args)


def _hands_over(state: State, op: Call, name: str, value: Term) -> bool:
    """A value becomes a raw pointer that C keeps, or is taken back."""
    if name in state.types.handed_over:
        state.calls += 1
        state.events.append(CallC(state.calls, "as_raw", (value,), state.frame.function.path, op.span))
        give(state, op, Result(state.calls))
    elif name in state.types.handed_over.values():
        give(state, op, Pure("own", (value,)))
    else:
        return False
    return True


def _of_c(state: State, op: Call, path: str, args: tuple[Term, ...]) -> None:
    said = _expression(state, path)
    if said is not None:
        enter(state, said, args, op, {})
    elif path.count("::") > 1:
        _of_binding(state, op, path)
    else:
        _c_call(state, op, path[len(_C) :], args)


def _of_binding(state: State, op: Call, path: str) -> None:
    """A function of a C type; bindgen makes `default` fill it with zeros."""
    if not path.endswith("::default"):
        raise NotUnderstood(f"the function {path}", op.span)
    give(state, op, Pure("zero", (Named(path.rpartition("::")[0]),)))


def _expression(state: State, path: str) -> Function | None:
    """A fact that only says which value the call gives."""
    function = state.types.rules.functions.get(path)
    if function is None or len(function.blocks) != 1:
        return None
    for op in function.blocks[0].ops:
        callee = op.callee if isinstance(op, Call) else None
        if isinstance(callee, Named_callee) and callee.path[len(_C) :] in QUESTIONS:
            continue
        if not isinstance(op, Assign) or not isinstance(op.rvalue, Use | Peek):
            return None
    return function


def _bound(state: State, path: str, owner: Ty | None) -> tuple[str, Ty | None]:
    """A path through a type parameter that is bound here."""
    head, _, last = path.rpartition("::")
    bound = state.frame.bindings.get(head[1:]) if head.startswith("'") else None
    if bound is not None and not bound.path.startswith("'") and bound != UNKNOWN:
        return f"{bound.path}::{last}", bound
    if head in WIDTHS or head == "core::primitive":
        return f"core::word::{last}", Ty("core::word", (Ty(head),))
    return path, owner


def _function(state: State, path: str) -> Function | None:
    """The body that a path means: of the rules before that of the crate."""
    found = state.types.rules.functions.get(path) or state.types.crate.functions.get(path)
    if found is not None:
        return found
    owner, _, name = path.rpartition("::")
    return methods.of_type(state.types, Ty(owner), name)


def bindings_of(function: Function, owner: Ty | None, types: tuple[Ty, ...]) -> dict[str, Ty]:
    """What the type parameters of a function stand for."""
    found: dict[str, Ty] = {}
    if owner is not None and function.owner is not None:
        for parameter, given in zip(function.owner.args, owner.args, strict=False):
            if parameter.path.startswith("'") and given.path != "?":
                found[parameter.path[1:]] = given
    own = function.generics[len(function.owner.args) if function.owner is not None else 0 :]
    found.update({name: ty for name, ty in zip(own, types, strict=False) if ty.path not in ("?", "_")})
    return found


def enter(
    state: State,
    function: Function,
    args: tuple[Term, ...],
    op: Call | None,
    bindings: dict[str, Ty],
    wrap: Wrap | None = None,
) -> None:
    """Go on in a body; where it returns, `op` is over."""
    if function.path in state.types.conditional:
        raise NotUnderstood(f"{function.path} depends on the configuration")
    again = not function.contract and any(f.function.path == function.path for f in state.frames)
    if again:
        raise NotUnderstood(f"a call that leads back to itself: {function.path}")
    if len(state.frames) >= MAX_DEPTH:
        raise NotUnderstood("calls nested too deeply")
    frame = Frame(function, state.number(), dest=op.dest if op is not None else None, wrap=wrap)
    frame.bindings = bindings
    if op is not None and op.want is not None:
        frame.want = substitute_some(op.want, state.frame.bindings)
    state.frames.append(frame)
    for index, value in enumerate(args[: function.params]):
        state.cells[Cell(frame.number, index + 1)] = value
        types = function.param_types
        if (
            index < len(types)
            and types[index] is not None
            and isinstance(value, Result | Pure | Named | Address | Part | Payload)
        ):
            learn_type(state, value, types[index], bindings)


def learn_type(state: State, value: Term, ty: Ty | None, bindings: dict[str, Ty]) -> None:
    """What a signature tells of a value of which nothing else tells the type."""
    found = substitute_some(ty, bindings) if ty is not None else UNKNOWN
    if isinstance(value, Address):
        value, found = value.term, found.args[0] if found.path in ("&", "*") and found.args else UNKNOWN
    now = state.type_of(value)
    open_type = found.path in ("?", "dyn") or found.path.startswith("'")
    if not open_type and (now == UNKNOWN or now == Ty("*", now.args)):
        state.known[value] = found


def _c_call(state: State, op: Call, name: str, args: tuple[Term, ...]) -> None:
    primitive = PRIMITIVES.get(name) if state.frame.function.contract else None
    if primitive is not None:
        give(state, op, primitive(state, args))
        return
    state.calls += 1
    number = state.calls
    shown = []
    for position, arg in enumerate(args):
        if isinstance(arg, Pointer) and isinstance(state.at(arg), Lit | Pure | Gone):
            state.store(arg, Stored(number, position))  # C fills it
            shown.append(state.at(arg))
        else:
            shown.append(_shown_to(state, arg))
    state.events.append(CallC(number, name, tuple(shown), state.frame.function.path, op.span))
    ty = substitute_some(op.want, state.frame.bindings) if op.want is not None else UNKNOWN
    give(state, op, Result(number, ERRNO if name in state.types.errno else ty))


def _shown_to(state: State, arg: Term) -> Term:
    """What a callee that is not followed is given: behind a pointer to what was made here, its content."""
    if isinstance(arg, Whole):
        return Whole(arg.ty, arg.variant, arg.names, tuple(_shown_to(state, part) for part in arg.values))
    if not isinstance(arg, Pointer | Owner):
        return arg
    inner = value_at(state, through(arg))
    shown = _shown_to(state, inner)
    kinds = [kind for kind, frame in ALLOCATED.items() if kind and frame == arg.cell.frame]
    if kinds and isinstance(arg, Pointer) and not arg.path:
        return Pure("as_raw", (Pure(kinds[0], (shown,)),))
    return shown if isinstance(inner, Owner) else Pure("ref", (shown,))


def _constructed(state: State, path: str, owner: Ty | None, args: tuple[Term, ...]) -> Term | None:
    names = tuple(str(position) for position in range(len(args)))
    definition = state.types.crate.types.get(path)
    if definition is not None:
        ty = owner if owner is not None and owner.path == path else Ty(path)
        return Whole(ty, "", names, args)
    outer, _, last = path.rpartition("::")
    if last in state.types.variants(Ty(outer)):
        return Whole(owner or Ty(outer), last, names, args)
    return None


def _of_a_trait(state: State, op: Call, path: str, args: tuple[Term, ...]) -> None:
    """`Trait::method(value)`: decided by the value, if the crate has such a trait."""
    trait, _, name = path.rpartition("::")
    if args and (trait in state.types.traits or trait.startswith("core::")):
        on_value(state, op, args[0], args[0], name, args[1:])
        return
    raise NotUnderstood(f"the function {path}", op.span)


def _dispatch(state: State, op: Call, on: Term, name: str, args: tuple[Term, ...]) -> None:
    state.calls += 1
    shown = tuple(_shown_to(state, arg) for arg in args)
    state.events.append(Dispatch(state.calls, on, name, shown))
    ty = substitute_some(op.want, state.frame.bindings) if op.want is not None else UNKNOWN
    give(state, op, Result(state.calls, ty))


def _method(state: State, op: Call, callee: Method) -> None:
    first = op.args[0]
    here = locate(state, first.place) if isinstance(first, Use | Peek) else read(state, first)
    value = value_at(state, here)
    function, bindings, reached = methods.find(state, here, value, callee.name, callee.on)
    if function is not None:
        if function.contract and reached == here and _is_name(value):
            reached = value
        receiver = address_of(reached) if function.receiver == "&" else _by_value(state, first, here, reached)
        args = (receiver, *(read(state, arg) for arg in op.args[1:]))
        enter(state, function, args, op, {**bindings, **bindings_of(function, None, callee.args)})
        return
    args = tuple(read(state, arg) for arg in op.args[1:])
    if methods.is_open(state, value):
        consumed = callee.name in state.types.handed_over or state.types.takes_self(callee.name)
        if consumed and isinstance(first, Use | Peek):
            take(state, first.place)
        if not _hands_over(state, op, callee.name, value):
            _dispatch(state, op, value, callee.name, args)
        return
    raise NotUnderstood(f"the method .{callee.name}() of {_shown(state, value)}", op.span)


def _is_name(value: Term) -> bool:
    """Does the value stand for something elsewhere, so that its own place does not matter?"""
    return not isinstance(value, Whole | Owner | Lit | Part | Payload | Element)


def _by_value(state: State, first: Operand, here: Pointer | Term, reached: Pointer | Term) -> Term:
    if isinstance(first, Use | Peek) and (here == reached or not isinstance(reached, Pointer)):
        return take(state, first.place)
    return value_at(state, reached)


def on_value(state: State, op: Call, here: Term, value: Term, name: str, args: tuple[Term, ...]) -> None:
    """A method of a value that is at hand."""
    inner = behind(state, value)
    function, bindings, reached = methods.find(state, here, inner, name, None)
    if function is not None:
        receiver = value if function.receiver == "value" else address_of(reached)
        enter(state, function, (receiver, *args), op, bindings)
    elif methods.is_open(state, inner):
        _dispatch(state, op, inner, name, args)
    else:
        raise NotUnderstood(f"the method .{name}() of {_shown(state, inner)}", op.span)


def _shown(state: State, value: Term) -> str:
    ty = state.type_of(value)
    return str(ty) if ty != UNKNOWN else f"a value whose type is not known ({type(value).__name__.lower()})"


def _value(state: State, op: Call, callee: Value) -> None:
    """A closure or a function in a place."""
    operand = callee.operand
    where = locate(state, operand.place) if isinstance(operand, Use | Peek) else read(state, operand)
    held = value_at(state, where)
    if isinstance(held, Pointer | Address):
        where = through(held)
        held = value_at(state, where)
    args = tuple(read(state, arg) for arg in op.args)
    if isinstance(held, Captured):
        function = state.types.crate.functions.get(held.function)
        if function is None:
            raise NotUnderstood("a closure without a body", op.span)
        if any(owns(state, part) for part in held.captures):
            leave_empty(state, where)  # it is used up by the call, which drops what it does not give away
        enter(state, function, (*held.captures, *args), op, dict(state.frame.bindings))
        state.frame.captured = len(held.captures)
    elif isinstance(held, Named):
        by_path(state, op, held.path, None, held.args, args)
    elif isinstance(held, Param):
        _dispatch(state, op, held, "", args)
    else:
        raise NotUnderstood("a call of a value", op.span)
