"""Mutated drivers and random bytes: whatever is in the files, the whole analysis ends, and raises nothing
but a `ModcheckError`."""

import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modcheck.device import catalogue
from modcheck.engine import Limits
from modcheck.errors import InternalError, ModcheckError
from modcheck.pipeline import Options, analyse
from modcheck.source import ModuleLayout, SourceFile
from modcheck.syntax import parse
from tests.running import C, rule_book

SECONDS = 20
FILES = {path.name: path.read_bytes() for path in sorted(C.glob("*.rs"))}
OPTIONS = Options(Limits(ops=20_000))
FUZZ = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """The data with a few chunks deleted, doubled, swapped or overwritten."""
    for _ in range(draw(st.integers(1, 6))):
        points = sorted(draw(st.lists(st.integers(0, len(data)), min_size=3, max_size=3)))
        low, middle, high = (points[0], *(min(point, points[0] + 300) for point in points[1:]))
        before, left, right, after = data[:low], data[low:middle], data[middle:high], data[high:]
        data = draw(
            st.sampled_from(
                [
                    before + right + after,
                    before + left + left + right + after,
                    before + right + left + after,
                    before + draw(st.binary(max_size=8)) + right + after,
                    before + draw(st.sampled_from(TOKENS)) + left + right + after,
                ]
            )
        )
    return data


TOKENS = (
    b"{ } ( ) < > :: ? & * .. => | 'a \" /* #[ ! ; , self Self fn impl loop{} return match let -1 <<99"
).split()


def is_bounded(folder: Path, files: dict[str, bytes]) -> None:
    """Analyses the files as one module; a defect of ours is an error, an input that is refused is not."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    main = folder / "r4l_e1000_demo.rs"
    started = time.monotonic()
    try:
        analyse(ModuleLayout(main.stem, main, main.name), rule_book(), catalogue()[0], OPTIONS)
    except ModcheckError as error:
        assert not isinstance(error, InternalError)
    assert time.monotonic() - started < SECONDS


@given(st.data())
@FUZZ
def test_mutated_driver_is_analysed_in_bounds(tmp_path: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    is_bounded(tmp_path, {**FILES, name: data.draw(mutated(FILES[name]))})


@given(st.binary(max_size=2000))
@FUZZ
def test_random_bytes_are_analysed_in_bounds(tmp_path: Path, data: bytes) -> None:
    is_bounded(tmp_path, {"r4l_e1000_demo.rs": data})


@given(st.data())
@FUZZ
def test_mutated_file_is_parsed(data: st.DataObject) -> None:
    found = data.draw(mutated(data.draw(st.sampled_from(sorted(FILES.values())))))
    assert parse(SourceFile("x.rs", found)).root.end <= len(found)
