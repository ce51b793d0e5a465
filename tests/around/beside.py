"""What the tests around modules share: small folders, and what is found around the modules in them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

from modcheck.around import Asked, Beside, Diagnosis, Kconfigs, beside, diagnose
from modcheck.around.sources import Sources
from modcheck.frontend import read
from modcheck.source import ModuleLayout, declared, find_modules
from tests.running import ROOT, rule_book

FIXTURES = ROOT / "fixtures" / "around"
OUT_OF_TREE = FIXTURES / "out_of_tree"
IN_TREE = FIXTURES / "in_tree"

HELLO = """\
use kernel::prelude::*;
module! { type: Hello, name: "%s", author: "a", description: "d", license: "GPL", }
struct Hello;
impl kernel::Module for Hello {
    fn init(_name: &'static CStr, _module: &'static ThisModule) -> Result<Self> {
        Ok(Hello)
    }
}
"""


class Found(NamedTuple):
    """A finding, by what a person sees of it."""

    rule: str
    file: str
    line: int


def hello(name: str = "hello") -> str:
    """A module that only says who it is."""
    return HELLO % name


def lay(folder: Path, **files: str) -> Path:
    """A folder with files; in their names `__` stands for a dot, and `_in_` for a slash."""
    for name, text in files.items():
        path = folder / name.replace("_in_", "/").replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def sources_of(folder: Path, main: str = "hello.rs") -> Sources:
    """The reader of what stands beside a module."""
    return Sources(ModuleLayout(main.removesuffix(".rs"), folder / main, str(folder / main)))


def around(path: Path, kernel: str | None = None) -> list[Beside]:
    """What `check` finds around each module of a folder."""
    found = []
    for layout in find_modules([str(path)]):
        program, files = read(layout, rule_book())
        found.append(beside(layout, program, files, rule_book(), kernel))
    return found


def diagnosed(path: Path, kernel: str | None = None, configuration: Path | None = None) -> list[Diagnosis]:
    """What `doctor` says of each module of a folder."""
    asked = Asked(kernel, str(configuration) if configuration is not None else None, Kconfigs())
    found = []
    for layout in declared([str(path)]).modules:
        program, files = read(layout, rule_book())
        found.append(diagnose(layout, program, files, rule_book(), asked))
    return found


def findings(path: Path, kernel: str | None = None) -> set[Found]:
    """The findings of `check` around the modules of a folder, with places relative to it."""
    found = set()
    for each in around(path, kernel):
        for finding in each.findings:
            file = each.files.get(finding.place.path)
            text = file.data if file is not None else Path(finding.place.path).read_bytes()
            line = text.count(b"\n", 0, finding.place.start) + 1
            found.add(Found(finding.rule, str(Path(finding.place.path).relative_to(path)), line))
    return found


def rules(path: Path, kernel: str | None = None) -> list[str]:
    """The checks that find something around the modules of a folder, one for each finding."""
    return sorted(finding.rule for each in around(path, kernel) for finding in each.findings)


def copied(folder: Path, to: Path) -> Path:
    """All fixtures around modules, copied, so that names of trees still lead to them; the folder there."""
    shutil.copytree(FIXTURES, to / "around")
    return to / "around" / folder.relative_to(FIXTURES)


def edit(path: Path, before: str, after: str) -> None:
    """Replace a text that must be there."""
    text = path.read_text(encoding="utf-8")
    assert before in text, f"{before!r} is not in {path}"
    path.write_text(text.replace(before, after), encoding="utf-8")
