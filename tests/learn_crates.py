"""What the tests of `learn` share: the kernel trees in miniature, what is derived from them, as text."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from modcheck.contracts import RuleBook, load_rules, rules_folder
from modcheck.learn import Learned, files_of, learn, read_crate

ROOT = Path(__file__).resolve().parent.parent
KERNELS = ROOT / "fixtures" / "kernels"
MINI = {name: KERNELS / name for name in ("mini_camp", "mini_modern")}
PAIRS = {name: KERNELS / name for name in ("pairs_before", "pairs_after")}
"""Wrappers before and after the fix of a real bug."""
MARKED = MINI | PAIRS


@cache
def models() -> RuleBook:
    return load_rules(rules_folder(), "learn")


def learned(tree: Path) -> Learned:
    return learn(read_crate(tree, models()), models())


def summaries(of: Learned) -> dict[str, str]:
    """Path in the rule files → the text of the function."""
    texts: dict[str, str] = {}
    for file in files_of(of).files:
        texts |= {f"{file.module}::{name}": text for name, text in file.functions.items()}
        for made in file.classes.values():
            texts |= {f"{file.module}::{made.name}::{name}": text for name, text in made.functions.items()}
    return texts


def copy_of(name: str, folder: Path) -> Path:
    """A mini tree that a test may spoil."""
    target = folder / name
    shutil.copytree(MARKED[name], target)
    return target


def tree_with(folder: Path, **files: str) -> Path:
    """A tree whose crate has these files."""
    crate = folder / "tree" / "rust" / "kernel"
    crate.mkdir(parents=True)
    for name, text in files.items():
        (crate / f"{name}.rs").write_text(text, encoding="utf-8")
    return folder / "tree"
