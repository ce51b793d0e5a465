"""Values of the model in, JSON data out, and back. Decoding is guided by the declared types of the fields, so
data of any other shape is refused and never becomes a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from modcheck.source import Span


def encode(value: Any) -> Any:
    """Dataclasses and spans as lists of their fields, in order; enums as their values."""
    if is_dataclass(value):
        return [encode(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return [encode(part) for part in value]
    return value.value if isinstance(value, Enum) else value


def decode(shape: Any, data: Any) -> Any:
    """The value of type `shape`; `ValueError` if the data is not of this shape."""
    try:
        return _decoder(shape)(data)
    except (TypeError, LookupError, RecursionError) as error:
        raise ValueError(f"not a {shape.__name__}") from error


@cache
def _decoder(shape: Any) -> Callable[[Any], Any]:
    if get_origin(shape) is tuple:
        return _of_tuple(get_args(shape))
    if isinstance(shape, UnionType):
        return _of_union(get_args(shape))
    if is_dataclass(shape) or shape is Span:
        hints = get_type_hints(shape)
        names = [field.name for field in fields(shape)] if is_dataclass(shape) else list(hints)
        return _of_record(shape, [_decoder(hints[name]) for name in names])
    return shape if issubclass(shape, Enum) else _of_plain(shape)


def _of_tuple(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(parts) == 2 and parts[1] is Ellipsis:
        each = _decoder(parts[0])
        return lambda data: tuple([each(part) for part in _list(data)])
    decoders = [_decoder(part) for part in parts]
    return lambda data: tuple([d(part) for d, part in zip(decoders, _list(data), strict=True)])


def _of_union(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    """Of plain types, or of one type and None."""
    others = [part for part in parts if part is not NoneType]
    if len(others) > 1:
        return _of_plain(tuple(parts))
    inner = _decoder(others[0])
    return lambda data: None if data is None else inner(data)


def _of_record(shape: Any, decoders: list[Callable[[Any], Any]]) -> Callable[[Any], Any]:
    return lambda data: shape(*[d(part) for d, part in zip(decoders, _list(data), strict=True)])


def _of_plain(shape: Any) -> Callable[[Any], Any]:
    def checked(data: Any) -> Any:
        if not isinstance(data, shape):
            raise ValueError(f"{data!r:.40} is no {shape}")
        return data

    return checked


def _list(data: Any) -> list[Any]:
    if not isinstance(data, list):
        raise ValueError(f"{data!r:.40} is no list")
    return data
