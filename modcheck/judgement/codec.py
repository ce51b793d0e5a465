"""Values of the model in, JSON data out, and back. Decoding is guided by the declared types of the fields, so
data of any other shape is refused and never becomes a value."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints


def encode(value: Any) -> Any:
    """Tuples, with or without names, as lists of their fields in order; enums as their values."""
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
    if issubclass(shape, tuple):
        return _of_record(shape)
    return shape if issubclass(shape, Enum) else _of_plain((shape,))


def _of_tuple(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(parts) == 2 and parts[1] is Ellipsis:
        each, plain = _decoder(parts[0]), _plain(parts[0])

        def decoded(data: Any) -> Any:
            if plain and set(map(type, _list(data))) <= set(plain):
                return tuple(data)
            return tuple([each(part) for part in _list(data)])

        return decoded
    decoders = [_decoder(part) for part in parts]
    return lambda data: tuple([d(part) for d, part in zip(decoders, _list(data), strict=True)])


def _of_union(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    """Of plain types, or of one type and None."""
    others = [part for part in parts if part is not NoneType]
    if len(others) > 1:
        return _of_plain(parts)
    inner = _decoder(others[0])
    return lambda data: None if data is None else inner(data)


def _of_record(shape: Any) -> Callable[[Any], Any]:
    """Most fields are plain, so they are only looked at."""
    hints = list(get_type_hints(shape).values())
    plain = [(index, _plain(hint)) for index, hint in enumerate(hints) if _plain(hint)]
    others = [(index, _decoder(hint)) for index, hint in enumerate(hints) if not _plain(hint)]

    def decoded(data: Any) -> Any:
        if len(_list(data)) != len(hints):
            raise ValueError(f"{len(data)} fields instead of {len(hints)}")
        for index, types in plain:
            if data[index].__class__ not in types:
                raise ValueError(f"{data[index]!r:.40} is no {types}")
        for index, decoder in others:
            data[index] = decoder(data[index])
        return shape._make(data)

    return decoded


def _plain(hint: Any) -> tuple[type, ...]:
    """The classes of a type that is kept as it is; none of another."""
    parts = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    return parts if all(part in (str, int, bool, NoneType) for part in parts) else ()


def _of_plain(types: tuple[type, ...]) -> Callable[[Any], Any]:
    def checked(data: Any) -> Any:
        if data.__class__ not in types:
            raise ValueError(f"{data!r:.40} is no {types}")
        return data

    return checked


def _list(data: Any) -> list[Any]:
    if not isinstance(data, list):
        raise ValueError(f"{data!r:.40} is no list")
    return data
