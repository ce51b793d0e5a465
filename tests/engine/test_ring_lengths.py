"""A ring that is longer than its memory is found where the driver says how far it is filled."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.running import D, analyse_anew


@pytest.mark.parametrize("register", ["REG_RDLEN", "REG_TDLEN"])
def test_the_length_register_says_more_than_there_is(register: str, tmp_path: Path) -> None:
    made = tmp_path / "driver"
    shutil.copytree(D, made)
    source = (made / "nic.rs").read_text(encoding="utf-8")
    wrong = source.replace(f"self.write(RING_BYTES, {register})", f"self.write(RING_BYTES * 16, {register})")
    assert wrong != source
    (made / "nic.rs").write_text(wrong, encoding="utf-8")
    judgement = analyse_anew(made).judgement
    (finding,) = [f for f in judgement.findings if f.rule == "dma_buffer_too_small"]
    assert "its ring has" in finding.message
