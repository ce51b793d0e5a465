"""Places and operands of the IR in, terms out: reading, borrowing, moving, storing on one path."""

from __future__ import annotations

from modcheck.ir.ops import Binary as BinaryOp
from modcheck.ir.ops import (
    Bind,
    Cast,
    Closure,
    Const,
    Deref,
    Field,
    Format,
    Index,
    Make,
    Name,
    Operand,
    Peek,
    Place,
    Projection,
    Ref,
    Repeat,
    Rvalue,
    Unary,
    Use,
    Variant,
)
from modcheck.ir.types import UNKNOWN, Ty
from modcheck.learn.arithmetic import combined, opposite
from modcheck.learn.state import NotUnderstood, State
from modcheck.learn.terms import (
    GONE,
    NOTHING,
    OWNING,
    Address,
    Captured,
    Cell,
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
    Write,
)
from modcheck.learn.types import substitute_some
from modcheck.learn.values import inside, owns


def locate(state: State, place: Place) -> Pointer | Term:
    """Where a place is: in a cell, or a term that names what the caller has."""
    here: Pointer | Term = Pointer(Cell(state.frame.number, place.local))
    for part in place.path:
        here = _into(state, here, part)
    return here


def _into(state: State, here: Pointer | Term, part: Projection) -> Pointer | Term:
    if isinstance(here, Pointer):
        found = _in_memory(state, here, part)
        if found is not None:
            return found
        here = state.at(here)
    if isinstance(part, Deref):
        return here
    if isinstance(part, Index):
        return Element(here, read(state, part.operand))
    return inside(state.types, state.current(here), _step(state, state.current(here), part))


def _in_memory(state: State, here: Pointer, part: Projection) -> Pointer | Term | None:
    """A part of what the function itself keeps; `None` if a term stands there that only has a name."""
    value = state.at(here)
    if isinstance(value, Pointer | Address | Owner):
        return through(value) if isinstance(part, Deref) else _into(state, through(value), part)
    if isinstance(part, Deref):
        return _dereferenced(state, here, value)
    if isinstance(value, Whole):
        return _within(state, here, value, part)
    if _is_empty(value) and not isinstance(part, Index):
        return Pointer(here.cell, (*here.path, _step(state, value, part)))
    return None


def _is_empty(value: Term) -> bool:
    """Memory that was filled with zeros, or with nothing: its fields are places in it."""
    return isinstance(value, Pure) and value.name == "zero"


def _dereferenced(state: State, here: Pointer, value: Term) -> Pointer | Term:
    """`*value` of something that is no pointer made here: a guard leads to its field."""
    if isinstance(value, Whole):
        definition = state.types.definition(value.ty)
        if definition is not None and definition.deref:
            for name in definition.deref.split("."):
                here = Pointer(here.cell, (*here.path, name))
            found = state.at(here)
            return through(found) if isinstance(found, Pointer | Address | Owner) else here
        return here
    return value


def _within(state: State, here: Pointer, value: Whole, part: Projection) -> Pointer | Term:
    if isinstance(part, Index):
        return Element(value, read(state, part.operand))
    step = _step(state, value, part)
    if isinstance(step, str) and step not in value.names:
        definition = state.types.definition(value.ty)
        if definition is not None and step in definition.identity:
            return here
        if definition is not None and definition.deref and not value.variant:
            return _into(state, _dereferenced(state, here, value), part)
    return Pointer(here.cell, (*here.path, step))


def _step(state: State, value: Term, part: Projection) -> str | tuple[str, int]:
    if isinstance(part, Variant):
        return (part.name or _variant_of(state, value), part.position)
    if isinstance(part, Field):
        return part.name
    raise NotUnderstood("a place that is not followed")


def _variant_of(state: State, value: Term) -> str:
    """`payload(x)` of a rule file names no variant: it is the one that was asked for."""
    if isinstance(value, Whole):
        return value.variant
    outcome = state.decided.get(value)
    if isinstance(outcome, str):
        return outcome
    raise NotUnderstood("a payload whose variant was not asked for")


def through(value: Pointer | Address | Owner) -> Pointer | Term:
    """What a pointer or an owner leads to."""
    if isinstance(value, Address):
        return value.term
    return value if isinstance(value, Pointer) else Pointer(value.cell)


def behind(state: State, value: Term) -> Term:
    """A value, seen through what was made here and leads to another."""
    while isinstance(value, Pointer | Address | Owner):
        value = value_at(state, through(value))
    return value


def look(state: State, place: Place) -> Term:
    """The value of a place, which stays there."""
    return value_at(state, locate(state, place))


def value_at(state: State, here: Pointer | Term) -> Term:
    """The value of a location."""
    return state.settled(state.at(here)) if isinstance(here, Pointer) else state.current(here)


def take(state: State, place: Place) -> Term:
    """The value of a place; what owns something is moved out of it."""
    here = locate(state, place)
    value = value_at(state, here)
    if not isinstance(value, Gone) and owns(state, value):
        leave_empty(state, here)
    return value


def leave_empty(state: State, here: Pointer | Term) -> None:
    """A place that was moved out of. What lies behind a reference is copied by such code, not moved."""
    if isinstance(here, Pointer):
        state.store(here, GONE)
    elif not _behind_reference(state, here):
        state.written[here] = GONE


def _behind_reference(state: State, term: Term) -> bool:
    while isinstance(term, Part | Payload | Element):
        term = term.base
        if state.type_of(term).path in ("&", "*", "?"):
            return True
    return not isinstance(term, Param)


def read(state: State, operand: Operand) -> Term:
    """An operand."""
    if isinstance(operand, Const):
        return Lit(operand.value)
    if isinstance(operand, Use):
        return take(state, operand.place)
    if isinstance(operand, Peek):
        return look(state, operand.place)
    return named(state, operand)


def named(state: State, name: Name) -> Term:
    """A path as a value: a unit variant, or a constant or function by its name."""
    owner, _, last = name.path.rpartition("::")
    if name.path in ("core::None", "core::Option::None"):
        return Whole(Ty("core::Option"), "None", (), ())
    if last in state.types.variants(Ty(owner)):
        return Whole(Ty(owner), last, (), ())
    if name.path in state.types.crate.types and not state.types.crate.types[name.path].fields:
        return Whole(Ty(name.path), "", (), ())
    constant = state.types.crate.constants.get(name.path)
    return Lit(constant) if constant is not None else Named(name.path, name.args)


def store(state: State, here: Pointer | Term, value: Term) -> None:
    """Put a value somewhere. What outlives the function is told as an event."""
    if isinstance(here, Pointer):
        state.store(here, value)
        return
    if not _is_place(here):
        raise NotUnderstood("a store into what was stored before")
    state.events.append(Write(here, value))
    state.written[here] = value


def _is_place(term: Term) -> bool:
    """Does it name something that the caller, or C, has?"""
    while isinstance(term, Part | Payload | Element):
        term = term.base
    counted = isinstance(term, Pure) and term.name in ("convert", *OWNING)
    return counted or isinstance(term, Param | Result | Stored | Named)


def compute(state: State, rvalue: Rvalue) -> Term:
    """The value of the right side of an assignment."""
    if isinstance(rvalue, Const | Use | Peek | Name):
        return read(state, rvalue)
    if isinstance(rvalue, Ref):
        return address_of(locate(state, rvalue.place))
    if isinstance(rvalue, Bind):
        return _bind(state, rvalue.place)
    if isinstance(rvalue, Closure):
        return Captured(rvalue.function, tuple(compute(state, part) for part in rvalue.captures))
    return _compound(state, rvalue)


def _compound(state: State, rvalue: BinaryOp | Unary | Cast | Make | Repeat | Format) -> Term:
    if isinstance(rvalue, BinaryOp):
        return combined(rvalue.operator, read(state, rvalue.left), read(state, rvalue.right))
    if isinstance(rvalue, Unary):
        return opposite(rvalue.operator, read(state, rvalue.operand))
    if isinstance(rvalue, Cast):
        return _cast(state, rvalue)
    if isinstance(rvalue, Make):
        return _made(state, rvalue)
    if isinstance(rvalue, Repeat):
        return Pure("repeat", (read(state, rvalue.operand), read(state, rvalue.times)))
    return Pure("text", (Lit(rvalue.template), *(read(state, operand) for operand in rvalue.operands)))


def _cast(state: State, rvalue: Cast) -> Term:
    """`as` keeps what a value is; what it tells of its type is kept too."""
    value = read(state, rvalue.operand)
    named_type = rvalue.ty.path == "*" and rvalue.ty.args and rvalue.ty.args[0].path not in ("?", "_")
    if named_type and isinstance(value, Address):
        if state.type_of(value.term) == UNKNOWN:
            state.known[value.term] = substitute_some(rvalue.ty.args[0], state.frame.bindings)
    elif named_type and not isinstance(value, Pointer | Lit) and state.type_of(value).path in ("?", "*"):
        state.known[value] = substitute_some(rvalue.ty, state.frame.bindings)
    return value


def _made(state: State, rvalue: Make) -> Term:
    names = rvalue.names or tuple(str(i) for i in range(len(rvalue.operands)))
    values = tuple(read(state, operand) for operand in rvalue.operands)
    whole = Whole(substitute_some(rvalue.ty, state.frame.bindings), rvalue.variant, names, values)
    if rvalue.base is None:
        return whole
    base = read(state, rvalue.base)
    definition = state.types.definition(rvalue.ty)
    rest = [n for n, _ in definition.fields if n not in names] if definition is not None else []
    return Whole(
        whole.ty, whole.variant, (*names, *rest), (*values, *(state.inside(base, name) for name in rest))
    )


def _bind(state: State, place: Place) -> Term:
    """What a pattern variable gets: the value, or a reference if the place lies behind one."""
    here = locate(state, place)
    local = Cell(state.frame.number, place.local)
    if isinstance(here, Pointer) and here.cell != local:
        return here
    if not isinstance(here, Pointer) and _behind_reference(state, here):
        return address_of(here)
    return take(state, place)


def address_of(here: Pointer | Term) -> Term:
    """A reference to a place."""
    return Address(here) if isinstance(here, Part | Payload | Element) else here


def unit() -> Term:
    """`()`."""
    return NOTHING
