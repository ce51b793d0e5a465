"""Mutated crates, mutated drivers: whatever is in the files, derivation ends and raises nothing."""

from __future__ import annotations

import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modcheck.ir import lower
from modcheck.learn import Crate, files_of, hazards_of, learn
from modcheck.source import SourceFile
from modcheck.syntax import parse
from tests.learn_crates import MINI, models
from tests.syntax.test_fuzz import FILES, mutated

SECONDS = 20
CRATES = {
    f"{name}/{path.name}": path.read_bytes()
    for name, tree in MINI.items()
    for path in sorted((tree / "rust" / "kernel").glob("*.rs"))
}
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def is_derived(data: bytes) -> None:
    started = time.monotonic()
    tree = parse(SourceFile("x.rs", data))
    program = lower("kernel", {"kernel::x": tree}, models().externals, root="kernel")
    crate = Crate(Path("."), program, {"x.rs": tree.file})
    learned = learn(crate, models())
    hazards_of(learned, models())
    files_of(learned)
    assert time.monotonic() - started < SECONDS


@given(st.data())
@FUZZ
def test_mutated_crate_is_derived_in_bounds(data: st.DataObject) -> None:
    is_derived(data.draw(mutated(CRATES[data.draw(st.sampled_from(sorted(CRATES)))])))


@given(st.data())
@FUZZ
def test_mutated_driver_is_derived_in_bounds(data: st.DataObject) -> None:
    is_derived(data.draw(mutated(FILES[data.draw(st.sampled_from(sorted(FILES)))])))
