"""Values in, what operators and casts give out: width-exact arithmetic, comparisons, addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from modcheck import domains
from modcheck.domains import UNDECIDED, Bits, Pointer, Unknown
from modcheck.domains.affine import Counter
from modcheck.domains.asked import Asked, Asking
from modcheck.domains.heap import State
from modcheck.domains.lanes import Lanes
from modcheck.domains.values import Agg, Ptr, PtrKind
from modcheck.engine import asking
from modcheck.engine.catalog import Catalog
from modcheck.engine.comparison import equal, order
from modcheck.engine.places import Opaque, target
from modcheck.environment.port import PathEnd
from modcheck.ir import ops
from modcheck.ir.fold import wrap
from modcheck.ir.types import WIDTHS, Ty, width

_SPECIAL = (Counter, Lanes)
"""Ints that watch what is done with them."""


def binary(catalog: Catalog, state: State, part: ops.Binary, left: Any, right: Any) -> Any:
    """What an operator gives for two values."""
    if left.__class__ is int and right.__class__ is int:
        return _integers(part.operator, left, right, part.ty)
    if left.__class__ in _SPECIAL or right.__class__ in _SPECIAL:
        return _counted(part, left, right)
    left, right = plain(state, left), plain(state, right)
    tried = asking.asked_of(left, right)
    if tried is not None:
        return _chosen(tried, part, left, right)
    if part.operator in _COMPARISONS:
        if _own_comparison(catalog, part.operator, left, right):
            raise Opaque(f"the result of {part.operator}")
        truth = _compared(catalog, state, part.operator, left, right)
        return _undecided(left, right) if truth is None else truth
    if left.__class__ is int and right.__class__ is int:
        return _integers(part.operator, left, right, part.ty)
    if isinstance(left, bool) and isinstance(right, bool):
        return bool(_integers(part.operator, int(left), int(right), None))
    return _computed(part, left, right)


def _computed(part: ops.Binary, left: Any, right: Any) -> Any:
    """Arithmetic with words that are known in part."""
    function = _WORDS.get(part.operator)
    if isinstance(left, Bits) and part.operator in ("/", "%") and isinstance(right, int) and right:
        return Bits(0, (1 << (width(part.ty) or 64)) - 1)
    if function is None or not _word(left) or not _word(right):
        raise Opaque(f"the result of {part.operator}")
    return function(as_word(left), as_word(right), width(part.ty) or 64)


def _undecided(left: Any, right: Any) -> Unknown:
    """The truth of a comparison that is not decided: of words that are known in part it can be either."""
    partly = isinstance(left, int | Bits) and isinstance(right, int | Bits)
    return UNDECIDED if partly else Unknown("a comparison that is not understood")


def _chosen(tried: Asking, part: ops.Binary, left: int, right: int) -> Any:
    """What a process chose is part of it."""
    if part.operator in _COMPARISONS:
        asking.compared(tried, part, left, right)
        return _integers(part.operator, int(left), int(right), None)
    return asking.computed(tried, part, left, right, _integers(part.operator, int(left), int(right), part.ty))


def _own_comparison(catalog: Catalog, operator: str, left: Any, right: Any) -> bool:
    """Does the driver say itself what the comparison of such values is?"""
    name = "eq" if operator in ("==", "!=") else "partial_cmp"
    whole = left if left.__class__ is Agg else right if right.__class__ is Agg else None
    return whole is not None and name in catalog.program.methods.get(whole.ty.path, {})


def _compared(catalog: Catalog, state: State, operator: str, left: Any, right: Any) -> bool | None:
    if operator in ("==", "!="):
        truth = equal(catalog, state, left, right)
        return _negate(truth) if operator == "!=" else truth
    if _word(left) and _word(right):
        return _COMPARE[operator](left, right)
    found = order(catalog, state, left, right)
    return None if found is None else bool(_INTEGER[operator](found, 0))


def _counted(part: ops.Binary, left: Any, right: Any) -> Any:
    """Arithmetic with a loop counter that is being summarised, or a number by lanes."""
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
    if operator in _COMPARISONS or (not width(ty) and -_HUGE < result < _HUGE):
        return result
    return wrap(result, ty if width(ty) else Ty("u128"))


def _less(left: Any, right: Any) -> bool | None:
    if not _word(left) or not _word(right):
        return None
    return domains.less(as_word(left), as_word(right))


def _negate(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


_COMPARE: dict[str, Callable[[Any, Any], bool | None]] = {
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


def unary(part: ops.Unary, value: Any) -> Any:
    """What `!` or `-` gives for a value."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, Unknown) and width(part.ty) in (0, 1):
        return value
    if value.__class__ is Asked and part.operator == "-":
        return asking.negated(value, part.ty)
    if isinstance(value, int):
        result = ~value if part.operator == "!" else -value
        return wrap(result, part.ty if part.ty is not None else Ty("u64" if part.operator == "!" else "i64"))
    if part.operator == "!" and _word(value):
        return domains.not_(as_word(value), width(part.ty) or 64)
    raise Opaque(f"the result of {part.operator}")


def cast(catalog: Catalog, ty: Ty, value: Any) -> Any:
    """What `value as ty` gives."""
    if value.__class__ is int or isinstance(value, bool):
        return wrap(int(value), ty)
    if value.__class__ is Asked:
        return asking.cast(ty, value)
    if value.__class__ in _SPECIAL:
        return wrap(value, ty)
    if isinstance(value, Ptr):
        return _cast_pointer(ty, value)
    if isinstance(value, Pointer) and ty.path == "*" and isinstance(value.base, str) and not value.offset:
        return Ptr(PtrKind.RAW, value.base)
    if isinstance(value, Bits):
        return domains.truncate(value, width(ty) or 64)
    if isinstance(value, Agg) and value.variant:
        return _discriminant(catalog, value)
    return value


def _cast_pointer(ty: Ty, value: Ptr) -> Any:
    if ty.path in WIDTHS:
        return Pointer(value.root, 0) if not value.path else Unknown("the address of a part")
    return value._replace(kind=PtrKind.RAW) if ty.path == "*" and value.kind is PtrKind.SHARED else value


def _discriminant(catalog: Catalog, value: Agg) -> Any:
    definition = catalog.types.get(value.ty.path)
    numbers = dict(definition.discriminants) if definition is not None else {}
    return numbers.get(value.variant, Unknown("a discriminant"))
