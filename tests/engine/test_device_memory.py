"""The heap as the device sees it: numbers laid out as C does are bytes in a row."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modcheck.domains import Pointer, Unknown
from modcheck.domains.heap import State
from modcheck.domains.values import Agg
from modcheck.engine import Machine
from modcheck.engine.host import EngineMemory
from modcheck.engine.schedule import boot
from modcheck.ir.types import Ty
from tests.engine.snippets import machine_for, text_of

TYPES = """
struct Fields { status: u8, errors: u8, special: u16 }

union Upper { data: u32, fields: Fields }

struct Mixed { address: u64, length: u16, cso: u8, command: u8, upper: Upper }
"""
U8, U16, U32, U64 = (Ty(name) for name in ("u8", "u16", "u32", "u64"))


@cache
def machine() -> Machine:
    with TemporaryDirectory() as folder:
        return machine_for(Path(folder), text_of("", TYPES))


def union(data: int) -> Agg:
    name = next(name for name in machine().catalog.types if name.endswith("::Upper"))
    return Agg(Ty(name), "", (data, Unknown("the other member")))


def mixed(data: bytes) -> Agg:
    """`Mixed` with these 16 bytes in it."""
    name = next(name for name in machine().catalog.types if name.endswith("::Mixed"))
    address, length, cso, command, upper = struct.unpack("<QHBBI", data)
    return Agg(Ty(name), "", (address, length, cso, command, union(upper)))


def array(element: Ty, form: str, data: bytes) -> Agg:
    return Agg(Ty("[]", (element,)), "", struct.unpack(f"<{len(data) // struct.calcsize(form)}{form}", data))


SHAPES = {
    "bytes": lambda data: array(U8, "B", data),
    "halfwords": lambda data: array(U16, "H", data),
    "words": lambda data: array(U32, "I", data),
    "doublewords": lambda data: array(U64, "Q", data),
    "a struct with a union": mixed,
}


def memory_with(value: Agg) -> EngineMemory:
    state: State = boot(machine()).fork()
    state.heap["there"] = value
    return EngineMemory(machine().catalog, state)


def read(memory: EngineMemory) -> bytes:
    return bytes(int(memory.load(Pointer("there", at), 1)) for at in range(16))  # type: ignore[arg-type]


WIDTHS = st.sampled_from([1, 2, 4, 8])
OFFSETS = st.integers(0, 15)
SIXTEEN = st.binary(min_size=16, max_size=16)


@pytest.mark.parametrize("shape", SHAPES)
@settings(deadline=None)
@given(data=SIXTEEN, at=OFFSETS, width=WIDTHS)
def test_a_number_is_read_wherever_it_lies(shape: str, data: bytes, at: int, width: int) -> None:
    at -= at % width
    memory = memory_with(SHAPES[shape](data))
    assert memory.load(Pointer("there", at), width) == int.from_bytes(data[at : at + width], "little")


@pytest.mark.parametrize("shape", SHAPES)
@settings(deadline=None)
@given(data=SIXTEEN, at=OFFSETS, width=WIDTHS, value=st.integers(0, (1 << 64) - 1))
def test_a_number_is_written_wherever_it_lies(
    shape: str, data: bytes, at: int, width: int, value: int
) -> None:
    at -= at % width
    new = (value & (1 << 8 * width) - 1).to_bytes(width, "little")
    memory = memory_with(SHAPES[shape](data))
    memory.store(Pointer("there", at), width, int.from_bytes(new, "little"))
    assert read(memory) == data[:at] + new + data[at + width :]


def test_past_the_end_nothing_is_known() -> None:
    memory = memory_with(SHAPES["bytes"](bytes(16)))
    assert not isinstance(memory.load(Pointer("there", 14), 4), int)
