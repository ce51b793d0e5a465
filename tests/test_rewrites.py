"""What does not change the driver does not change the judgement: names, order, helpers, files, comments."""

from collections import Counter
from pathlib import Path

import pytest

from modcheck.findings import Judgement
from modcheck.ir import verify
from tests.rewriting import (
    Rewrite,
    Sources,
    constants_in_two_files,
    each,
    extracted,
    full_of_comments,
    new_name,
    on_one_line,
    renamed,
    reversed_items,
    slots_in_their_own_file,
    tokens,
    without_comments,
)
from tests.running import LONG, RIGHT, ROOT, B, C, analyse_anew, analysed, name_of, program_of

MAIN = "r4l_e1000_demo.rs"
REWRITES: dict[str, Rewrite] = {
    "names": renamed,
    "order": each(reversed_items),
    "stop in a helper": each(extracted("stop")),
    "remove in a helper": each(extracted("remove")),
    "open in a helper": each(extracted("open")),
    "probe in a helper": each(extracted("probe")),
    "constants in two files": constants_in_two_files,
    "slots in their own file": slots_in_their_own_file,
    "one line": each(on_one_line),
    "full of comments": each(full_of_comments),
    "names and order": lambda sources: renamed(each(reversed_items)(sources)),
}


OF_THE_STORY = ("constants in two files", "slots in their own file")
"""Rewrites that know the story's files."""
CALLBACKS = ("open", "stop", "poll", "start_xmit", "handle_irq", "probe", "remove")
FIXTURES = sorted(file for kind in ("fails", "passes") for file in (ROOT / "fixtures").glob(f"*/{kind}_*.rs"))


def sources_of(path: Path) -> Sources:
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(path.glob("*.rs"))}


def written(sources: Sources, like: Path, folder: Path) -> Path:
    """The module with other sources, its Kbuild beside them."""
    (folder / "Kbuild").write_text((like / "Kbuild").read_text(encoding="utf-8"), encoding="utf-8")
    for name, text in sources.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def verdicts(judgement: Judgement) -> Counter[tuple[str, str, str, str]]:
    return Counter((f.rule, f.level.value, f.callback, f.verdict.value) for f in judgement.findings)


def _by_turns(drivers: list[Path], rewrites: list[str]) -> list[tuple[Path, str]]:
    """Each rewrite with one of the drivers in turn; with MODCHECK_LONG=1 with all of them."""
    if LONG:
        return [(driver, rewrite) for rewrite in rewrites for driver in drivers]
    return [(drivers[n % len(drivers)], rewrite) for n, rewrite in enumerate(rewrites)]


def _shown(value: Path | str) -> str:
    return name_of(value) if isinstance(value, Path) else value


@pytest.mark.parametrize(("path", "rewrite"), _by_turns([B, C], list(REWRITES)), ids=_shown)
def test_the_judgement_stays(path: Path, rewrite: str, tmp_path: Path) -> None:
    sources = sources_of(path)
    changed = REWRITES[rewrite](sources)
    assert changed != sources
    before = analysed(path).judgement
    module = written(changed, path, tmp_path)
    assert [p for function in program_of(module).functions.values() for p in verify(function)] == []
    after = analyse_anew(module).judgement
    assert verdicts(after) == verdicts(before)
    assert (after.coverage.unknown, after.coverage.faults, after.bounds) == ((), (), ())


ANYWHERE = [name for name in REWRITES if name not in OF_THE_STORY]


@pytest.mark.parametrize(("path", "rewrite"), _by_turns(list(RIGHT.values()), ANYWHERE), ids=_shown)
def test_the_proofs_stay(path: Path, rewrite: str, tmp_path: Path) -> None:
    after = analyse_anew(written(REWRITES[rewrite](sources_of(path)), path, tmp_path)).judgement
    assert after.findings == () and len(after.proved) == len(analysed(path).judgement.proved)


EVERY = 1 if LONG else 12
"""One in so many fixtures is rewritten; with MODCHECK_LONG=1 all are."""


@pytest.mark.parametrize("path", FIXTURES[::EVERY], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_fixture_is_judged_by_what_it_does(path: Path, tmp_path: Path) -> None:
    """All its names changed, its items in another order, the body of each callback in a helper."""
    sources = {path.name: path.read_text(encoding="utf-8")}
    before = analyse_anew(path).judgement
    for callback in CALLBACKS:
        sources = each(extracted(callback))(sources)
    sources = renamed(each(reversed_items)(sources))
    (tmp_path / path.name).write_text(sources[path.name], encoding="utf-8")
    after = analyse_anew(tmp_path / path.name).judgement
    assert verdicts(after) == verdicts(before)
    assert (after.coverage.unknown, after.coverage.faults, after.bounds) == ((), (), ())
    assert len(after.proved) == len(before.proved)


@pytest.mark.parametrize("rewrite", REWRITES.values(), ids=REWRITES)
def test_a_rewrite_is_the_same_each_time(rewrite: Rewrite) -> None:
    assert rewrite(sources_of(C)) == rewrite(sources_of(C))


def test_tokens_are_the_whole_text() -> None:
    for text in sources_of(C).values():
        assert "".join(token for _, token in tokens(text)) == text


def test_names_are_really_changed() -> None:
    text = "".join(renamed(sources_of(C)).values())
    words = {token for kind, token in tokens(without_comments(text)) if kind == "word"}
    own = ("PortData", "DemoModule", "tx_ring", "drain_receive", "RING_LEN", "fresh", "_port", "causes")
    for name in own:
        assert name not in words and new_name(name) in words
    assert {"open", "stop", "poll", "irq", "Registration", "into_raw", "Data"} <= words


def test_order_is_really_changed() -> None:
    text = each(reversed_items)(sources_of(C))[MAIN]
    assert text.index("struct DemoModule") < text.index("struct PortData")
    assert text.index("fn stop(") < text.index("fn open(")


def test_a_body_is_really_moved() -> None:
    text = each(extracted("stop"))(sources_of(C))[MAIN]
    assert "inner_stop(netdev, data)" in text
    helper = text.index("fn inner_stop(netdev: &net::Device, data: &PortData) -> Result {")
    assert helper > text.index("fn probe")
