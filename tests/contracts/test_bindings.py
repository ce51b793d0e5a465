"""The facts on the C API: each pair of functions has its books, each fact says where it is known from."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from modcheck.graph import effects_of
from tests.running import rule_book

SOURCE = Path("/usr/src/linux-source-6.12.tar.xz")
TOP = "linux-source-6.12"
CITED = re.compile(r"^([\w./-]+\.[ch]):(\d+)\b")
NEAR = 40
"""A security update moves lines."""
PAIRS = Path(__file__).with_name("pairs.txt")


def citations() -> dict[str, tuple[str, int]]:
    """Function of `rules/bindings` → the file of Linux 6.12 and the line that its fact cites."""
    book, found = rule_book(), {}
    for name, fact in book.facts.items():
        function = book.program.functions.get(f"bindings::{name}")
        cited = CITED.match(fact.source)
        if cited and function is not None and function.span.path.startswith("rules/bindings/"):
            found[name] = (cited[1], int(cited[2]))
    return found


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if not SOURCE.is_file() or shutil.which("xz") is None:
        pytest.skip(f"not installed: {SOURCE} (Debian: linux-source-6.12, xz-utils)")
    folder = tmp_path_factory.mktemp("cited")
    wanted = sorted({f"{TOP}/{path}" for path, _ in citations().values()})
    with subprocess.Popen(["xz", "-T0", "-dc", SOURCE], stdout=subprocess.PIPE) as unpacked:
        command = ["tar", "-x", "--strip-components=1", "-C", str(folder), *wanted]
        subprocess.run(command, stdin=unpacked.stdout, check=False, capture_output=True)
    yield folder
    shutil.rmtree(folder)


def test_most_facts_cite_a_line() -> None:
    assert len(citations()) > 350


def test_the_function_stands_near_the_line_that_is_cited(tree: Path) -> None:
    wrong = {}
    for name, (path, line) in citations().items():
        file = tree / path
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines() if file.is_file() else []
        if not any(name in text for text in lines[max(0, line - NEAR) : line + NEAR]):
            wrong[name] = f"{path}:{line}"
    assert wrong == {}


OTHERWISE = {
    "cdev_add": "it takes what the crate has in the place of a struct cdev",
    "misc_register": "it takes what the crate has in the place of a struct miscdevice",
    "spin_lock_irqsave": "the flags are an argument of the macro and the result of Rust's helper",
    "raw_spin_lock_irqsave": "the same",
    "__spin_lock_init": "the last argument is that of a kernel with PREEMPT_RT",
    "security_secid_to_secctx": "as in the kernels whose crate calls it",
    "security_release_secctx": "the same",
}
"""Facts with other parameters than the function that is cited."""


def parameters(text: str) -> list[str] | None:
    """What stands between the first brackets, between its commas; None for a macro that takes anything."""
    found, depth = [""], 0
    for letter in text[text.index("(") :]:
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            break
        if letter == "," and depth == 1:
            found.append("")
        elif letter != "(" or depth > 1:
            found[-1] += letter
    named = [part.strip() for part in found if part.strip() not in ("", "void")]
    return None if named == ["..."] else [part for part in named if part != "..."]


def test_the_prototype_is_that_of_c(tree: Path) -> None:
    """As far as it can be seen by counting: as many parameters, without those of a format."""
    book, wrong, counted = rule_book(), {}, 0
    for name, (path, line) in citations().items():
        lines = (tree / path).read_text(encoding="utf-8", errors="replace").splitlines()
        near = [n for step in range(NEAR) for n in (line - 1 - step, line - 1 + step) if 0 <= n < len(lines)]
        called = re.compile(rf"^[^ \t*/].*\b{name}(_noprof)?\s*\(|^{name}\(")
        start = next((n for n in near if called.search(lines[n])), None)
        if start is None or name in OTHERWISE:
            continue
        text = "\n".join(lines[start : start + 12])
        inside = parameters(text[text.index(name) :])
        counted += inside is not None
        if inside is not None and len(inside) != book.program.functions[f"bindings::{name}"].params:
            wrong[name] = inside
    assert wrong == {}
    assert counted > 350


def pairs() -> dict[str, tuple[list[str], list[str]]]:
    """Id → the functions that acquire, and those that release."""
    found = {}
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        name, _, functions = line.partition(": ")
        acquire, _, release = functions.partition(" -> ")
        found[name] = (acquire.split(), release.split())
    return found


@pytest.mark.parametrize("name", pairs())
def test_each_pair_is_on_the_books(name: str) -> None:
    """Every function that acquires books a kind that one of the others takes off, and the other way round."""
    acquires, releases = effects_of(rule_book(), False), effects_of(rule_book(), True)
    acquire, release = pairs()[name]
    booked = {function: acquires.get(f"bindings::{function}", set()) for function in acquire}
    given = {function: releases.get(f"bindings::{function}", set()) for function in release}
    back, taken = set().union(*given.values()), set().union(*booked.values())
    assert acquire and release
    assert {function for function, kinds in booked.items() if not kinds & back} == set()
    assert {function for function, kinds in given.items() if not kinds & taken} == set()


def test_each_kind_says_how_people_call_it_and_how_long_it_may_live() -> None:
    book = rule_book()
    used = {fact.acquires[0] for fact in book.facts.values() if fact.acquires}
    used |= {kind for kinds in effects_of(book, False).values() for kind in kinds}
    assert used - set(book.resources) == set()
    lives = {"function", "open", "memory", "raw", "listed"}
    for kind, words in book.resources.items():
        assert set(words) == {"noun", "release", "life"}, kind
        assert words["life"] in lives, kind


def test_each_key_is_a_parameter() -> None:
    """Or the result, or words with a space: something that there is one of."""
    book = rule_book()
    for name, fact in book.facts.items():
        function = book.program.functions.get(f"bindings::{name}")
        keys = {pair[1] for pair in (fact.acquires, fact.releases) if pair and " " not in pair[1]}
        if function is not None:
            parameters = set(function.names[1 : function.params + 1])
            assert keys <= parameters | {"return"}, name


def test_a_function_has_one_prototype() -> None:
    """No two files define the same function, and no function has the name of a primitive."""
    folder = Path(__file__).resolve().parents[2] / "rules"
    seen: dict[str, str] = {}
    for path in sorted([*folder.glob("bindings/*.py"), *folder.glob("lifecycle/*.py")]):
        for name in re.findall(r"^def (\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert name not in seen, f"{name} in {path.name} and {seen[name]}"
            seen[name] = path.name
