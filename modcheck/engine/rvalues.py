"""Operands and rvalues in, values out: reads, borrows, arithmetic, casts, aggregates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from modcheck import domains
from modcheck.domains import Bits, Pointer, Unknown
from modcheck.domains.affine import Counter
from modcheck.domains.heap import Frame, State
from modcheck.domains.values import (
    EMPTY,
    Agg,
    FunctionValue,
    Ptr,
    PtrKind,
    TypeValue,
    owns,
)
from modcheck.engine.catalog import Catalog
from modcheck.engine.places import Opaque, locate, target
from modcheck.environment.port import PathEnd
from modcheck.ir import ops
from modcheck.ir.fold import wrap
from modcheck.ir.macros import render_format
from modcheck.ir.types import UNIT, WIDTHS, Ty, substitute, width

CLOSURE, MOVING_CLOSURE = Ty("{closure}"), Ty("{move closure}")
"""A closure is an aggregate: its variant is its function, its items are what it captured."""
UNIT_VALUE = Agg(UNIT, "", ())
_POINTERS = (Pointer, Unknown, Bits)


def operand(catalog: Catalog, state: State, frame: Frame, part: ops.Operand) -> Any:
    """The value of an operand; `Use` moves what owns something."""
    kind = part.__class__
    if kind is ops.Const:
        value = part.value  # type: ignore[union-attr]
        return UNIT_VALUE if value is None else value
    if kind is ops.Name:
        return name(catalog, frame, part)  # type: ignore[arg-type]
    place = part.place  # type: ignore[union-attr]
    if not place.path:
        value = frame.locals[place.local]
        if kind is ops.Use and value.__class__ is not int and owns(value):
            frame.locals[place.local] = EMPTY
        return value
    root, path, value, _ = locate(catalog, state, frame, place)
    if kind is ops.Use and value.__class__ is not int and owns(value):
        state.store(root, path, EMPTY)
    return value


def name(catalog: Catalog, frame: Frame, part: ops.Name) -> Any:
    """A path used as a value."""
    path = part.path
    if path.startswith("type::"):
        return TypeValue(frame.types.get(path[7:]))
    if path.startswith("self_type::"):
        return TypeValue(Ty(path[11:], tuple(substitute(arg, frame.types) for arg in part.args)))
    return named(catalog, path)


def named(catalog: Catalog, path: str) -> Any:
    """A constant, the world, a static, a function, a unit struct or a variant without payload."""
    known = catalog.constants.get(path)
    if known is not None:
        return known
    if path == "bindings::world":
        return Ptr(PtrKind.RAW, "world")
    if path in catalog.program.statics:
        return Ptr(PtrKind.SHARED, f"static {path}")
    if path in catalog.functions:
        return FunctionValue(path)
    if path == "core::None":
        return Agg(Ty("core::Option"), "None", ())
    outer, _, last = path.rpartition("::")
    definition = catalog.types.get(outer)
    if definition is not None and last in dict(definition.variants):
        return Agg(Ty(outer), last, ())
    if path in catalog.types:
        return Agg(Ty(path), "", (), path in catalog.drops)
    raise Opaque(f"the name {path}")


def rvalue(catalog: Catalog, state: State, frame: Frame, part: ops.Rvalue) -> Any:
    """The value of an rvalue."""
    handler = _RVALUES.get(part.__class__)
    if handler is None:
        return operand(catalog, state, frame, part)  # type: ignore[arg-type]
    return handler(catalog, state, frame, part)


def _ref(catalog: Catalog, state: State, frame: Frame, part: ops.Ref) -> Any:
    root, path, _, _ = locate(catalog, state, frame, part.place)
    return Ptr(PtrKind.SHARED if part.kind == "&" else PtrKind.RAW, root, path)


def _bind(catalog: Catalog, state: State, frame: Frame, part: ops.Bind) -> Any:
    root, path, value, through = locate(catalog, state, frame, part.place)
    if through and part.place.path:
        return Ptr(PtrKind.SHARED, root, path)
    if value.__class__ is not int and owns(value):
        state.store(root, path, EMPTY)
    return value


def binary(catalog: Catalog, state: State, part: ops.Binary, left: Any, right: Any) -> Any:
    """What an operator gives for two values."""
    if left.__class__ is int and right.__class__ is int:
        return _integers(part.operator, left, right, part.ty)
    if left.__class__ is Counter or right.__class__ is Counter:
        return _counted(part, left, right)
    left, right = plain(state, left), plain(state, right)
    compare = _COMPARE.get(part.operator)
    if compare is not None:
        _comparable(catalog, part.operator, left, right)
        truth = compare(left, right)
        return Unknown("an undecided comparison") if truth is None else truth
    if left.__class__ is int and right.__class__ is int:
        return _integers(part.operator, left, right, part.ty)
    if isinstance(left, bool) and isinstance(right, bool):
        return bool(_integers(part.operator, int(left), int(right), None))
    function = _WORDS.get(part.operator)
    if function is None or not _word(left) or not _word(right):
        raise Opaque(f"the result of {part.operator}")
    return function(as_word(left), as_word(right), width(part.ty) or 64)


def _comparable(catalog: Catalog, operator: str, left: Any, right: Any) -> None:
    """Comparing aggregates is comparing their parts, unless the driver says what it is; an order of them
    is not known."""
    if left.__class__ is not Agg and right.__class__ is not Agg:
        return
    path = left.ty.path if left.__class__ is Agg else right.ty.path
    if operator not in ("==", "!=") or "eq" in catalog.program.methods.get(path, {}):
        raise Opaque(f"the result of {operator}")


def _counted(part: ops.Binary, left: Any, right: Any) -> Any:
    """Arithmetic with a loop counter that is being summarised."""
    if isinstance(left, int) and isinstance(right, int):
        return _integers(part.operator, left, right, part.ty)
    function = _WORDS.get(part.operator)
    if function is None or not _word(left) or not _word(right):
        raise Opaque(f"the result of {part.operator}")
    return function(as_word(left), as_word(right), width(part.ty) or 64)


def _word(value: Any) -> bool:
    return isinstance(value, int | Pointer | Unknown | Bits) or (value.__class__ is Ptr and not value.path)


def as_word(value: Any) -> Any:
    """A pointer as an address."""
    return Pointer(value.root, 0) if value.__class__ is Ptr else value


def plain(state: State, value: Any) -> Any:
    """Comparisons look through references."""
    while value.__class__ is Ptr and value.kind is PtrKind.SHARED:
        value = target(state, value)
    return value


_INTEGER: dict[str, Callable[[int, int], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "&": lambda a, b: a & b,
    "|": lambda a, b: a | b,
    "^": lambda a, b: a ^ b,
    "<<": lambda a, b: a << (b & 127),
    ">>": lambda a, b: a >> (b & 127),
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
}
_HUGE = 1 << 128
_COMPARISONS = frozenset({"==", "!=", "<", ">", "<=", ">="})


def _integers(operator: str, left: int, right: int, ty: Ty | None) -> Any:
    if operator in ("/", "%"):
        if right == 0:
            raise PathEnd("division by zero")
        quotient = abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)
        return quotient if operator == "/" else left - quotient * right
    result = _INTEGER[operator](left, right)
    if operator in _COMPARISONS or (ty is None and -_HUGE < result < _HUGE):
        return result
    return wrap(result, ty if ty is not None else Ty("u128"))


def _equal(left: Any, right: Any) -> bool | None:
    if isinstance(left, Ptr) or isinstance(right, Ptr):
        if isinstance(left, Ptr) and isinstance(right, Ptr):
            return (left.root, left.path) == (right.root, right.path)
        other = right if isinstance(left, Ptr) else left
        pointer = left if isinstance(left, Ptr) else right
        return False if other == 0 and not isinstance(other, Agg) else domains.equal(as_word(pointer), other)
    if isinstance(left, Agg | str) or isinstance(right, Agg | str):
        return None if isinstance(left, Unknown) or isinstance(right, Unknown) else bool(left == right)
    if isinstance(left, int | Pointer | Unknown | Bits) and isinstance(right, int | Pointer | Unknown | Bits):
        return domains.equal(left, right)
    return bool(left == right)


def _less(left: Any, right: Any) -> bool | None:
    if not _word(left) or not _word(right):
        return None
    return domains.less(as_word(left), as_word(right))


def _negate(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


_COMPARE: dict[str, Callable[[Any, Any], bool | None]] = {
    "==": _equal,
    "!=": lambda a, b: _negate(_equal(a, b)),
    "<": _less,
    ">": lambda a, b: _less(b, a),
    "<=": lambda a, b: _negate(_less(b, a)),
    ">=": lambda a, b: _negate(_less(a, b)),
}
_WORDS: dict[str, Callable[[Any, Any, int], Any]] = {
    "+": domains.add,
    "-": domains.sub,
    "*": domains.mul,
    "&": domains.and_,
    "|": domains.or_,
    "^": domains.xor,
    "<<": domains.shl,
    ">>": domains.shr,
}


def _unary(catalog: Catalog, state: State, frame: Frame, part: ops.Unary) -> Any:
    value = operand(catalog, state, frame, part.operand)
    if isinstance(value, bool):
        return not value
    if isinstance(value, Unknown) and width(part.ty) in (0, 1):
        return value
    if isinstance(value, int):
        result = ~value if part.operator == "!" else -value
        return wrap(result, part.ty if part.ty is not None else Ty("u64" if part.operator == "!" else "i64"))
    if part.operator == "!" and _word(value):
        return domains.not_(as_word(value), width(part.ty) or 64)
    raise Opaque(f"the result of {part.operator}")


def _cast(catalog: Catalog, state: State, frame: Frame, part: ops.Cast) -> Any:
    value = operand(catalog, state, frame, part.operand)
    if value.__class__ is int or isinstance(value, bool):
        return wrap(int(value), part.ty)
    if value.__class__ is Counter:
        return wrap(value, part.ty)
    if isinstance(value, Ptr):
        if part.ty.path in WIDTHS:
            return Pointer(value.root, 0) if not value.path else Unknown("the address of a part")
        return (
            value._replace(kind=PtrKind.RAW)
            if part.ty.path == "*" and value.kind is PtrKind.SHARED
            else value
        )
    if (
        isinstance(value, Pointer)
        and part.ty.path == "*"
        and isinstance(value.base, str)
        and not value.offset
    ):
        return Ptr(PtrKind.RAW, value.base)
    if isinstance(value, Bits):
        return domains.truncate(value, width(part.ty) or 64)
    if isinstance(value, Agg) and value.variant:
        return _discriminant(catalog, value)
    return value


def _discriminant(catalog: Catalog, value: Agg) -> Any:
    definition = catalog.types.get(value.ty.path)
    numbers = dict(definition.discriminants) if definition is not None else {}
    return numbers.get(value.variant, Unknown("a discriminant"))


def _make(catalog: Catalog, state: State, frame: Frame, part: ops.Make) -> Any:
    values = [operand(catalog, state, frame, o) for o in part.operands]
    ty = substitute(part.ty, frame.types) if part.ty.args else part.ty
    if not part.names:
        return Agg(ty, part.variant, tuple(values), ty.path in catalog.drops)
    by_name = dict(zip(part.names, values, strict=True))
    definition = catalog.types.get(ty.path)
    if definition is None:
        if ty.path == "core::Range":
            return Agg(ty, "", tuple(values))
        return Unknown(f"a value of {ty.path}")
    fields = definition.fields
    if part.variant:
        fields = dict(definition.variants).get(part.variant, ())
    items = []
    for index, (field, declared) in enumerate(fields):
        if field in by_name:
            items.append(ascribe(by_name[field], declared))
        elif isinstance(part.base, ops.Peek):
            items.append(_from_base(catalog, state, frame, part.base.place, index))
        else:
            items.append(EMPTY if definition.span is not None else 0)
    return Agg(ty, part.variant, tuple(items), ty.path in catalog.drops)


def _from_base(catalog: Catalog, state: State, frame: Frame, place: ops.Place, index: int) -> Any:
    """Move one field out of `..base`; what is not taken is dropped with it."""
    root, path, value, _ = locate(catalog, state, frame, place)
    if not isinstance(value, Agg):
        return Unknown("a field of the base")
    if owns(value.items[index]):
        state.store(root, (*path, index), EMPTY)
    return value.items[index]


def ascribe(value: Any, declared: Ty) -> Any:
    """A value whose type arguments were left open takes those of the place it is put in."""
    if value.__class__ is Agg and not value.ty.args and declared.path == value.ty.path and declared.args:
        return Agg(declared, value.variant, value.items, value.owns)
    return value


def _repeat(catalog: Catalog, state: State, frame: Frame, part: ops.Repeat) -> Any:
    value = operand(catalog, state, frame, part.operand)
    count = operand(catalog, state, frame, part.times)
    size, part_of = count, value
    while isinstance(size, int) and part_of.__class__ is Agg and part_of.items:
        size, part_of = size * len(part_of.items), part_of.items[0]
    if not isinstance(count, int) or size > 65_536:
        raise Opaque("an array whose length is not known, or too large")
    return Agg(Ty("[]"), "", (value,) * count)


def _closure(catalog: Catalog, state: State, frame: Frame, part: ops.Closure) -> Any:
    captured = tuple(rvalue(catalog, state, frame, c) for c in part.captures)
    moves = any(isinstance(c, ops.Use) for c in part.captures)
    return Agg(MOVING_CLOSURE if moves else CLOSURE, part.function, captured)


def _format(catalog: Catalog, state: State, frame: Frame, part: ops.Format) -> Any:
    values = [_told(catalog, state, frame, o) for o in part.operands]
    return render_format(part.template, part.names, values)[:4096]


def _told(catalog: Catalog, state: State, frame: Frame, part: ops.Operand) -> str:
    try:
        return shown(catalog, state, operand(catalog, state, frame, part))
    except Opaque:
        return "?"


def shown(catalog: Catalog, state: State, value: Any) -> str:
    """A value as `{}` prints it."""
    value = plain(state, value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | str):
        return str(value)
    if isinstance(value, Agg) and value.variant:
        inner = ", ".join(shown(catalog, state, item) for item in value.items)
        return f"{value.variant}({inner})" if inner else value.variant
    return "?"


_RVALUES: dict[type, Callable[[Catalog, State, Frame, Any], Any]] = {
    ops.Ref: _ref,
    ops.Bind: _bind,
    ops.Unary: _unary,
    ops.Cast: _cast,
    ops.Make: _make,
    ops.Repeat: _repeat,
    ops.Closure: _closure,
    ops.Format: _format,
}
