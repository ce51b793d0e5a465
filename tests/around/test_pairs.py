"""Each pair of fixtures says itself what is wrong: markers are findings, findings are markers. And what is
said follows what the files mean, not how they are written: names, order and spelling are changed."""

import re
from pathlib import Path

import pytest

from modcheck.device import catalogue
from modcheck.pipeline import Options, analyse
from modcheck.source import find_modules
from tests.around.beside import (
    IN_TREE,
    OUT_OF_TREE,
    Found,
    copied,
    diagnosed,
    edit,
    findings,
    hello,
    lay,
    rules,
)
from tests.running import rule_book

PAIRS = [*sorted(OUT_OF_TREE.iterdir()), IN_TREE]
FOLDERS = [folder for pair in PAIRS for folder in sorted(pair.iterdir())]
MARKER = re.compile(r"(?://|#)~ (\w+)$")
CHECKS = {"module_not_built", "driver_shadowed", "device_node_mismatch", "module_name_mismatch"}


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def marked(folder: Path) -> set[Found]:
    found = set()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in (".rs", ".sh", ""):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                mark = MARKER.search(line)
                if mark:
                    found.add(Found(mark[1], str(path.relative_to(folder)), number))
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_marked_is_found_and_found_is_marked(folder: Path) -> None:
    found, marks = findings(folder), marked(folder)
    assert {"missed": marks - found, "not marked": found - marks} == {"missed": set(), "not marked": set()}


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_right_has_no_markers_and_wrong_has_some(folder: Path) -> None:
    assert bool(marked(folder)) is (folder.name == "wrong")


NOT_IN_A_TREE = {"module_name_mismatch"}
"""A third of the modules in the kernel's own tree have another name than their file."""


def test_each_check_has_pairs_in_the_tree_and_beside_it() -> None:
    inside = {found.rule for found in marked(IN_TREE / "wrong")}
    outside = {found.rule for pair in OUT_OF_TREE.iterdir() for found in marked(pair / "wrong")}
    assert inside | NOT_IN_A_TREE == outside == CHECKS


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_the_right_ones_work_for_doctor_too(folder: Path) -> None:
    diagnoses = diagnosed(folder)
    assert diagnoses
    if folder.name == "right":
        assert [(d.name, d.build.told, d.findings, d.problems) for d in diagnoses if not d.works] == []
        assert {d.build.value for d in diagnoses} == {"m"}
    else:
        assert {f.rule for d in diagnoses for f in d.findings} == {found.rule for found in marked(folder)}


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_the_modules_of_the_fixtures_are_right_drivers(folder: Path) -> None:
    """What is wrong is around them: the engine finds nothing, and the whole judgement has the findings."""
    for layout in find_modules([str(folder)]):
        judgement = analyse(layout, rule_book(), catalogue()[0], Options()).judgement
        assert {finding.rule for finding in judgement.findings} <= CHECKS
        assert judgement.coverage.unknown == () and judgement.coverage.faults == ()


# The same, written otherwise


def test_out_of_tree_module_by_another_name(tmp_path: Path) -> None:
    for kind in ("right", "wrong"):
        folder = copied(OUT_OF_TREE / "completion" / kind, tmp_path / kind)
        (folder / "completion.rs").rename(folder / "waiting.rs")
        for path in folder.iterdir():
            path.write_text(path.read_text().replace("completion", "waiting"))
        expected = [] if kind == "right" else ["device_node_mismatch", "module_name_mismatch"]
        assert rules(folder) == expected


@pytest.mark.parametrize(
    "kbuild",
    [
        "obj-m := other.o hello.o\n",
        "obj-m += hello.o\nobj-m += other.o\n",
        "objects := hello\nobj-m := $(addsuffix .o,$(objects)) other.o\n",
        "obj-m := \\\n\tother.o \\\n\thello.o\n",
        "obj-m := whole.o other.o\nwhole-objs := hello.o\n",
        "obj-m := other.o\nobj-$(CONFIG_HELLO) += hello.o\nCONFIG_HELLO := m\n",
        "ifneq ($(KERNELRELEASE),)\nobj-m := hello.o other.o\nendif\n",
        "ifeq ($(KERNELRELEASE),)\nall:\n\t$(MAKE) -C x M=.\nelse\nobj-m := hello.o other.o\nendif\n",
        "obj-m := $(patsubst %.rs,%.o,hello.rs other.rs)\n",
    ],
)
def test_a_listed_object_is_listed_however_it_is_written(kbuild: str, tmp_path: Path) -> None:
    folder = copied(OUT_OF_TREE / "hello" / "right", tmp_path)
    (folder / "other.c").touch()
    (folder / "load.sh").unlink()
    (folder / "Kbuild").write_text(kbuild)
    found = [rule for rule in rules(folder / "hello.rs") if rule != "module_name_mismatch"]
    assert found == []


@pytest.mark.parametrize(
    "kbuild",
    [
        "obj-m := hallo.o\n",
        "# obj-m := hello.o\nobj-m := other.o\n",
        "ifeq ($(KERNELRELEASE),)\nobj-m := hello.o\nendif\nobj-m += other.o\n",
        "obj-m := whole.o\nwhole-objs := other.o\n",
        "obj-m := $(filter-out hello.o,hello.o other.o)\n",
        "obj-y := hello.o\n",
    ],
)
def test_an_object_that_is_not_listed_is_said(kbuild: str, tmp_path: Path) -> None:
    folder = copied(OUT_OF_TREE / "hello" / "right", tmp_path)
    (folder / "other.c").touch()
    (folder / "load.sh").unlink()
    (folder / "Kbuild").write_text(kbuild)
    assert rules(folder / "hello.rs") == ["module_not_built"]


@pytest.mark.parametrize(
    "kbuild",
    [
        "obj-m := $(shell ls *.rs)\n",
        "obj-m := $(MODULES)\n",
        "include objects.mk\n",
        "ifeq ($(HOST),y)\nobj-m := hello.o\nendif\n",
        "obj-m := $(patsubst %.rs,%.o,$(wildcard *.rs))\n",
    ],
)
def test_what_is_not_evaluated_is_counted_and_nothing_is_guessed(kbuild: str, tmp_path: Path) -> None:
    folder = copied(OUT_OF_TREE / "hello" / "right", tmp_path)
    (folder / "Kbuild").write_text(kbuild)
    assert rules(folder / "hello.rs") == []
    layout = find_modules([str(folder / "hello.rs")])[0]
    judgement = analyse(layout, rule_book(), catalogue()[0], Options()).judgement
    assert len(judgement.coverage.faults) == 1, judgement.coverage.faults
    (diagnosis,) = diagnosed(folder / "hello.rs")
    assert diagnosis.build.value is None and diagnosis.undecided


def test_makefile_beside_a_kbuild_is_not_what_kbuild_reads(tmp_path: Path) -> None:
    folder = copied(OUT_OF_TREE / "hello" / "right", tmp_path)
    (folder / "Kbuild").write_text("obj-m := other.o\n")
    (folder / "other.c").touch()
    edit(folder / "Makefile", "KDIR ?=", "obj-m := hello.o\nKDIR ?=")
    assert rules(folder / "hello.rs") == ["module_not_built"]


def test_makefile_of_another_program_says_nothing(tmp_path: Path) -> None:
    folder = copied(OUT_OF_TREE / "hello" / "right", tmp_path)
    (folder / "Kbuild").unlink()
    (folder / "Makefile").write_text("all:\n\tcargo build\n")
    assert rules(folder) == []


@pytest.mark.parametrize(
    ("makefile", "kbuild", "expected"),
    [
        ("all:\n\t$(MAKE) -C ../linux M=$$PWD\n", "obj-m += sub/\n", []),
        ("all:\n\t$(MAKE) -C ../linux M=$(PWD) modules\n", "obj-y += deep/ sub/\n", []),
        ("all:\n\t$(MAKE) -C ../linux M=$(CURDIR)\n", "obj-m += other/\n", ["module_not_built"]),
        ("all:\n\t$(MAKE) -C ../linux M=$(CURDIR)/sub\n", "obj-m += other/\n", []),
        ("all:\n\t$(MAKE) -C ../linux M=$(PWD)/other\n", "obj-m += other/\n", []),
        ("all:\n\t$(MAKE) -C other\n", "obj-m += other/\n", []),
    ],
)
def test_nested_folders_of_an_external_module(
    makefile: str, kbuild: str, expected: list[str], tmp_path: Path
) -> None:
    (tmp_path / "linux").mkdir()
    top = lay(tmp_path / "top", Makefile=makefile, Kbuild=kbuild)
    lay(top / "sub", Kbuild="obj-m := hello.o\n", hello__rs=hello())
    assert rules(top / "sub") == expected
    (diagnosis,) = diagnosed(top)
    assert (diagnosis.build.value, diagnosis.works) == (("m", True) if not expected else ("", False))


@pytest.mark.parametrize("reorder", [False, True])
def test_in_the_tree_by_other_names(reorder: bool, tmp_path: Path) -> None:
    folder = copied(IN_TREE / "right", tmp_path)
    rust = folder / "samples" / "rust"
    (rust / "rust_helloworld.rs").rename(rust / "first.rs")
    edit(rust / "first.rs", '"rust_helloworld"', '"first"')
    edit(rust / "Makefile", "rust_helloworld.o", "first.o")
    for path in (rust / "Makefile", rust / "Kconfig", folder / ".config"):
        edit(path, "SAMPLE_RUST_HELLOWORLD", "FIRST")
    if reorder:
        for path in (rust / "Makefile", folder / ".config"):
            lines = path.read_text().splitlines(keepends=True)
            path.write_text("".join(reversed(lines)))
    assert rules(folder) == []
    assert {d.build.value for d in diagnosed(folder)} == {"m"}


@pytest.mark.parametrize(
    ("file", "before", "after", "expected"),
    [
        ("samples/rust/Makefile", "SAMPLE_RUST_CARD", "SAMPLE_RUST_KARD", ["module_not_built"]),
        ("samples/rust/Kconfig", "SAMPLE_RUST_CHRDEV", "SAMPLE_RUST_CHARDEV", ["module_not_built"]),
        ("samples/Makefile", "rust/", "rost/", ["module_not_built"] * 3),
        ("Kbuild", "samples/", "examples/", ["module_not_built"] * 3),
        (".config", "CONFIG_RUST=y", "# CONFIG_RUST is not set", ["module_not_built"] * 3),
        (".config", "CONFIG_E1000=m", "CONFIG_E1000=y", ["driver_shadowed"]),
        (".config", "CONFIG_SAMPLES=y", "# CONFIG_SAMPLES is not set", []),
        (".config", "CONFIG_SAMPLE_RUST_CARD=m", "CONFIG_SAMPLE_RUST_CARD=y", []),
        ("samples/rust/Kconfig", "config SAMPLE_RUST_CARD\n", "menuconfig SAMPLE_RUST_CARD\n", []),
    ],
)
def test_one_change_in_the_tree(
    file: str, before: str, after: str, expected: list[str], tmp_path: Path
) -> None:
    folder = copied(IN_TREE / "right", tmp_path)
    edit(folder / file, before, after)
    assert rules(folder) == expected


@pytest.mark.parametrize(
    ("symbol", "value", "told"),
    [
        ("SAMPLES", "", "CONFIG_SAMPLES is not set: nothing else is missing, so it can be set"),
        ("SAMPLE_RUST_CARD", "", "CONFIG_SAMPLE_RUST_CARD is not set: nothing else is missing"),
        ("PCI", "", ""),
    ],
)
def test_doctor_says_why_a_sample_is_not_built(symbol: str, value: str, told: str, tmp_path: Path) -> None:
    folder = copied(IN_TREE / "right", tmp_path)
    old = next(
        line for line in (folder / ".config").read_text().splitlines() if line.startswith(f"CONFIG_{symbol}=")
    )
    edit(folder / ".config", old, f"# CONFIG_{symbol} is not set")
    (card,) = diagnosed(folder / "samples" / "rust" / "rust_card.rs")
    obstacles = [line.text for line in card.build.obstacles]
    assert (card.build.value, len(obstacles)) == (("", 1) if told else ("m", 0))
    assert all(told in text for text in obstacles)


def test_the_line_of_the_other_driver_follows_the_configuration(tmp_path: Path) -> None:
    folder = copied(OUT_OF_TREE / "card" / "wrong", tmp_path)
    config = tmp_path / "around" / "linux_e1000" / ".config"
    edit(config, "CONFIG_E1000=y\n", "")
    config.write_text("CONFIG_E1000=y\n" + config.read_text())
    (diagnosis,) = diagnosed(folder)
    (finding,) = diagnosis.findings
    assert "linux_e1000/.config:1 " in finding.help and "CONFIG_E1000" in finding.help


def test_source_that_claims_other_devices_shadows_nothing(tmp_path: Path) -> None:
    folder = copied(OUT_OF_TREE / "card" / "wrong", tmp_path)
    source = tmp_path / "around" / "linux_e1000" / "drivers/net/ethernet/intel/e1000/e1000_main.c"
    edit(source, "\tCARD(0x100E),\n", "")
    assert rules(folder) == []


def test_doctor_finds_a_built_in_driver_that_no_table_names(tmp_path: Path) -> None:
    folder = copied(OUT_OF_TREE / "card" / "wrong", tmp_path)
    tree = tmp_path / "around" / "linux_e1000"
    net = tree / "drivers" / "net"
    edit(folder / "card.rs", "0x8086, 0x100e", "0x1234, 0x11e8")
    assert rules(folder) == []
    table = "static const struct pci_device_id ids[] = { { PCI_DEVICE(OTHER, 0x11e8) }, {} };"
    (net / "other.c").write_text(f"#define OTHER 0x1234\n{table}\n")
    edit(net / "Makefile", "obj-$(CONFIG_PCI) +=", "obj-$(CONFIG_OTHER) += other.o\nobj-$(CONFIG_PCI) +=")
    edit(tree / ".config", "CONFIG_PCI=y", "CONFIG_PCI=y\nCONFIG_OTHER=y")
    (diagnosis,) = diagnosed(folder)
    assert [finding.resource for finding in diagnosis.findings] == ["CONFIG_OTHER"]
    edit(tree / ".config", "CONFIG_OTHER=y", "CONFIG_OTHER=m")
    (diagnosis,) = diagnosed(folder)
    assert diagnosis.findings == ()
