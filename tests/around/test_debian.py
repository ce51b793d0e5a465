"""Debian's kernel source with Debian's own configuration: what is said of each driver and sample in Rust,
and whether the shipped table of C drivers is what that source claims.

Needs linux-source-6.12 and linux-config-6.12; of the source only what is read here is unpacked.
"""

import lzma
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from modcheck.around import Diagnosis
from modcheck.around.builtin import driver_ids, others_in_tree, told
from modcheck.around.kbuild import Kbuild, read_kbuild
from modcheck.around.sources import Sources
from modcheck.around.tree import tree_of
from modcheck.cli import main
from modcheck.contracts import rules_folder
from modcheck.source import ModuleLayout
from tests.around.beside import diagnosed
from tests.benchmarks.trees import line_of, mains
from tests.running import ROOT, rule_book

SOURCE = Path("/usr/src/linux-source-6.12.tar.xz")
CONFIG = Path("/usr/src/linux-config-6.12/config.amd64_none_amd64.xz")
TOP = "linux-source-6.12"
TOUR = ROOT / "docs" / "tour.md"
BLOCK = re.compile(r"<!-- on Debian's source -->\n```text\n(.*?)\n```", re.DOTALL)
SHOWN = re.compile(r"^[a-z0-9_]+ \(|built as|configured by|CONFIG_.* (is not set:|leaves)|verdict")
DRIVERS = (
    "8390/ne2k-pci", "amd/pcnet32", "dec/tulip/*", "intel/e1000/*", "intel/e1000e/*", "intel/igb/*",
    "realtek/8139*",
)  # fmt: skip
WANTED = (
    *(f"{TOP}/{name}" for name in ("*Kconfig*", "Kbuild", "samples/*Makefile", "samples/rust/*.rs")),
    *(f"{TOP}/drivers/{name}" for name in ("*.rs", "Makefile", "block/Makefile", "net/*Makefile")),
    f"{TOP}/drivers/net/vmxnet3/*.[ch]",
    *(f"{TOP}/drivers/net/ethernet/{name}.[ch]" for name in DRIVERS),
    f"{TOP}/include/linux/pci_ids.h",
    f"{TOP}/rust/kernel/*.rs",
)
UNWANTED = (f"{TOP}/arch/[!x]*", f"{TOP}/arch/xtensa/*", f"{TOP}/tools/*", f"{TOP}/scripts/kconfig/tests/*")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    missing = [str(path) for path in (SOURCE, CONFIG) if not path.is_file()]
    if missing or shutil.which("xz") is None:
        pytest.skip(f"not installed: {missing} (Debian: linux-source-6.12, linux-config-6.12, xz-utils)")
    folder = tmp_path_factory.mktemp("debian") / TOP
    folder.mkdir()
    with subprocess.Popen(["xz", "-T0", "-dc", SOURCE], stdout=subprocess.PIPE) as unpacked:
        not_these = [f"--exclude={name}" for name in UNWANTED]
        command = ["tar", "-x", "--strip-components=1", "--wildcards", "-C", str(folder), *not_these, *WANTED]
        subprocess.run(command, stdin=unpacked.stdout, check=True)
    (folder / ".config").write_bytes(lzma.decompress(CONFIG.read_bytes()))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def diagnoses(tree: Path) -> dict[str, Diagnosis]:
    return {told.main.removeprefix(f"{tree}/"): told for told in diagnosed(tree)}


def test_the_pack_of_its_generation_is_what_its_crate_gives(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rules written by hand do what the crate does, and those beside them are what `learn` writes."""
    pack = rules_folder() / "kernel" / "v6_12"
    assert main(["learn", "--kernel", str(tree), "--check", str(pack)]) == 0, capsys.readouterr().out


def without_numbers(text: str) -> str:
    """A security update moves lines."""
    return re.sub(r":\d+", ":N", text)


def test_the_tour_shows_it(
    tree: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """MODCHECK_UPDATE=1 writes it anew."""
    monkeypatch.chdir(tree.parent)
    assert main(["doctor", TOP]) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if SHOWN.search(line)]
    shown = "\n".join([f"$ modcheck doctor {TOP} | grep -E '{SHOWN.pattern}'", *map(str.rstrip, lines)])
    page = TOUR.read_text(encoding="utf-8")
    block = BLOCK.search(page)
    assert block is not None
    if os.environ.get("MODCHECK_UPDATE") == "1":
        TOUR.write_text(page.replace(block[1], shown), encoding="utf-8")
    else:
        assert without_numbers(block[1]) == without_numbers(shown)


def test_each_driver_and_sample_in_rust_is_told(diagnoses: dict[str, Diagnosis]) -> None:
    assert set(diagnoses) == {
        "drivers/block/rnull.rs",
        "drivers/net/phy/ax88796b_rust.rs",
        "drivers/net/phy/qt2025.rs",
        "samples/rust/rust_minimal.rs",
        "samples/rust/rust_print.rs",
    }
    assert {told.build.value for told in diagnoses.values()} == {""}
    assert all(told.problems == () for told in diagnoses.values())


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("drivers/block/rnull.rs", "CONFIG_BLK_DEV_RUST_NULL is not set: it needs `RUST`, which is not"),
        ("drivers/net/phy/qt2025.rs", "CONFIG_AMCC_QT2025_PHY is not set: it needs `RUST_PHYLIB_ABSTRACT"),
        ("drivers/net/phy/ax88796b_rust.rs", "`ifdef CONFIG_AX88796B_RUST_PHY` leaves ax88796b_rust.o out"),
        ("samples/rust/rust_print.rs", "CONFIG_SAMPLES is not set: nothing else is missing"),
        ("samples/rust/rust_minimal.rs", "CONFIG_SAMPLE_RUST_MINIMAL is not set: it needs `SAMPLES_RUST`"),
    ],
)
def test_the_reason_is_that_of_kbuild_and_kconfig(
    source: str, reason: str, diagnoses: dict[str, Diagnosis]
) -> None:
    obstacles = [line.text for line in diagnoses[source].build.obstacles]
    assert any(reason in text for text in obstacles), obstacles
    rust = "CONFIG_RUST is not set: it needs `RUST_IS_AVAILABLE`, which is not set"
    assert f"{rust}, and `!MODVERSIONS` (MODVERSIONS=y), and " in obstacles[-1]


def test_with_rust_and_the_samples_they_are_built(tree: Path, tmp_path: Path) -> None:
    text = (tree / ".config").read_text()
    names = ("RUST", "SAMPLES", "SAMPLES_RUST", "BLK_DEV_RUST_NULL=m", "SAMPLE_RUST_MINIMAL=m",
             "SAMPLE_RUST_PRINT", "AMCC_QT2025_PHY=m", "AX88796B_RUST_PHY", "AX88796B_PHY=m")  # fmt: skip
    lines = "".join(f"CONFIG_{name}\n" if "=" in name else f"CONFIG_{name}=y\n" for name in names)
    configuration = tmp_path / "config"
    configuration.write_text(text + lines)
    found = {told.main.rpartition("/")[2]: told.build.told for told in diagnosed(tree, None, configuration)}
    assert found == {
        "rnull.rs": "a module, rnull_mod.ko",
        "ax88796b_rust.rs": "a module, ax88796b_rust.ko",
        "qt2025.rs": "a module, qt2025.ko",
        "rust_minimal.rs": "a module, rust_minimal.ko",
        "rust_print.rs": "built into the kernel",
    }


def test_shipped_table_is_what_the_sources_claim(tree: Path) -> None:
    sources = Sources(ModuleLayout("x", tree / "x.rs", str(tree / "x.rs")))
    for symbol, driver in rule_book().drivers.items():
        ids = {told(id) for id in driver_ids(sources, tree, str(driver["source"]))}
        assert sorted(ids) == driver["ids"], symbol


def test_built_in_drivers_are_found_by_reading_the_tree(tree: Path, tmp_path: Path) -> None:
    sources = Sources(ModuleLayout("x", tree / "x.rs", str(tree / "x.rs")))
    wanted = ((0x8086, 0x100E), (0x8086, 0x10D3), (0x10EC, 0x8139), (0x15AD, 0x07B0))
    configuration = tmp_path / "config"
    text = (tree / ".config").read_text()
    for symbol in ("E1000", "E1000E", "8139TOO", "VMXNET3"):
        text = text.replace(f"CONFIG_{symbol}=m\n", f"CONFIG_{symbol}=y\n")
    assert others_in_tree(sources, tree_of(sources, None), wanted) == ([], "")
    configuration.write_text(text)
    found, incomplete = others_in_tree(sources, tree_of(sources, None, str(configuration)), wanted)
    assert {(other.symbol, other.id) for other in found} == set(
        zip(("E1000", "E1000E", "8139TOO", "VMXNET3"), wanted, strict=True)
    )
    assert incomplete == ""


def test_makefiles_of_linux_are_read(tree: Path) -> None:
    """Of all folders of network drivers few have a line that is not evaluated."""
    sources = Sources(ModuleLayout("x", tree / "x.rs", str(tree / "x.rs")))
    setting = tree_of(sources, None).setting
    read, noted = 0, 0
    for path in (tree / "drivers").rglob("Makefile"):
        kbuild = read_kbuild(sources, path.parent, setting)
        assert isinstance(kbuild, Kbuild)
        read, noted = read + 1, noted + bool(kbuild.notes)
    assert read > 300 and noted < 4


def test_what_is_written_in_rust_is_understood_and_right(tree: Path) -> None:
    """Of each module: nothing unread, nothing unknown, nothing reported, something proved."""
    lines = [line_of(tree, path) for path in mains(tree)]
    assert len(lines) >= 5
    for line in lines:
        assert (line.generation, line.unread, line.share, line.rules) == ("v6_12", 0, 100.0, ()), line.path
        assert line.proved >= 5, line.path
