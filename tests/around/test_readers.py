"""The readers of configurations, Kconfig files, scripts, C tables and registrations, each alone."""

import time
from pathlib import Path

import pytest

from modcheck.around.ctable import claims
from modcheck.around.dotconfig import Configuration, parsed
from modcheck.around.kconfig import Symbols, defined_beside, read_symbols, top_of
from modcheck.around.registered import registered_devices
from modcheck.around.scripts import read_script
from modcheck.source import SourceFile, Unreadable
from tests.around.beside import lay, sources_of

# .config


def configuration(text: str) -> Configuration:
    found = parsed(SourceFile(".config", text.encode()))
    assert isinstance(found, Configuration)
    return found


def test_values_of_a_configuration() -> None:
    text = '# Linux/arm64 6.1 Kernel Configuration\nCONFIG_A=y\n# CONFIG_B is not set\nCONFIG_C="x y"\n'
    found = configuration(text + "CONFIG_D=0x10\nCONFIG_E=n\nCONFIG_A=m\n# CONFIG_D is not set\n")
    assert found.values == {"A": "m", "C": "x y"}
    assert set(found.lines) == {"A", "B", "C", "D", "E"}
    assert found.architecture == "arm64"
    assert found.lines["A"].start > found.lines["B"].start


@pytest.mark.parametrize("text", ["", "#include <x>\n", "\n" * 1000, "CONFIG A=y\n"])
def test_what_sets_nothing_is_no_configuration(text: str) -> None:
    found = parsed(SourceFile(".config", text.encode()))
    assert isinstance(found, Unreadable) and "no kernel configuration" in found.reason


# Kconfig

MENU = 'mainmenu "x"\n'


def symbols(folder: Path, *names: str, config: str = "") -> Symbols:
    values = configuration(config) if config else None
    return read_symbols(sources_of(folder), folder, names, values)


def test_what_a_symbol_needs(tmp_path: Path) -> None:
    kconfig = (
        'config A\n\ttristate "a"\n\tdepends on B && (C || D) && !E && F >= 3\n\nconfig F\n\tint "f"\n'
        'if G\nconfig B\n\tbool "b"\nendif\nconfig C\n\tbool\n'
    )
    lay(tmp_path, Kconfig=MENU + kconfig)
    found = symbols(tmp_path, "A", "B", "Z", config="CONFIG_E=y\nCONFIG_F=2\n").found
    assert set(found) == {"A", "B"}
    assert found["A"].places == ("Kconfig:2",) and found["A"].type == "tristate"
    assert found["A"].unmet == (
        "`B`, which is not set", "`C || D` (C is not set, D is not set)", "`!E` (E=y)", "`F >= 3` (F=2)",
    )  # fmt: skip
    assert found["B"].unmet == ("`G`, which is not set",)


def test_nothing_of_a_kconfig_is_run(tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    text = (
        f"x := $(shell,touch {ran})\n$(info,$(shell,touch {ran}))\nsuccess = $(shell,{{ $(1); }} && echo y)\n"
        f"config A\n\tdef_bool $(success,touch {ran})\n$(error-if,y,stop)\n$(warning-if,y,hear)\n"
        'config B\n\tbool "b"\n'
    )
    lay(tmp_path, Kconfig=MENU + text, kconfigfunctions__py=f"open({str(ran)!r}, 'w'); functions = {{}}\n")
    found = symbols(tmp_path, "A", "B")
    assert (found.problem, set(found.found)) == ("", {"A", "B"})
    assert not ran.exists()
    assert found.notes == ("`$(shell,…)` of Kconfig is not run; its answer is taken as `n` (times: 3)",)


@pytest.mark.parametrize(
    ("source", "note"),
    [
        ('source "gone/Kconfig"', "gone/Kconfig is included here, but is not there"),
        ('source "/etc/hostname"', "but lies outside of the tree and is not read"),
        ('source "../outside/Kconfig"', "but lies outside of the tree and is not read"),
        ('source "link"', "but lies outside of the tree and is not read"),
        ('source "folder"', "but is not a regular file"),
        ('source "huge"', "but is larger than 512 KiB"),
        ('source "*/Kconfig"', "is no name of a file"),
        ('source "$(HOME)/x"', "/x is included here, but is not there"),
    ],
)
def test_what_is_not_included_is_said_and_the_rest_is_read(source: str, note: str, tmp_path: Path) -> None:
    lay(tmp_path, outside_in_Kconfig="config OUT\n\tbool\n")
    top = lay(tmp_path / "tree", Kconfig=f'{MENU}{source}\nconfig B\n\tbool "b"\n', folder_in_x="")
    (top / "link").symlink_to(tmp_path / "outside" / "Kconfig")
    (top / "huge").write_text("#" * 600_000)
    found = symbols(top, "B", "OUT")
    assert (found.problem, set(found.found)) == ("", {"B"})
    assert len(found.notes) == 1 and note in found.notes[0]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('source "Kconfig"\n', "recursive 'source' of 'Kconfig' detected"),
        ("config\n", "Kconfig:2: error: couldn't parse 'config'"),
        ("x = $(x)\nconfig $(x)\n\tbool\n", "Kconfig"),
        ("config A\n\tdepends on " + "(" * 5_000 + "\n", "Kconfig"),
        ("\x01\x02", "Kconfig:2: error: couldn't parse"),
    ],
    ids=["itself", "cut", "variable", "deep", "no_text"],
)
def test_a_kconfig_that_cannot_be_read_is_one_line(text: str, problem: str, tmp_path: Path) -> None:
    found = symbols(lay(tmp_path, Kconfig=MENU + text), "A")
    assert found.found == {} and "\n" not in found.problem
    assert problem in found.problem or "Error" in found.problem


def test_the_top_is_where_the_mainmenu_is(tmp_path: Path) -> None:
    lay(tmp_path, Kconfig=MENU, a_in_Kconfig="config A\n\tbool\n", a_in_b_in_x="")
    sources = sources_of(tmp_path / "a" / "b")
    assert top_of(sources, tmp_path / "a" / "b") == tmp_path
    assert defined_beside(sources, tmp_path / "a" / "b", tmp_path, "A")
    assert not defined_beside(sources, tmp_path / "a" / "b", tmp_path, "B")


# Scripts

LOOKED_UP = ("/dev/a", None, "demo")


def script(text: str) -> tuple[list[str], list[tuple[str, str | None, str | None]], list[str]]:
    found = read_script(SourceFile("x.sh", text.encode()))
    loads = [f"{load.verb} {load.module}" for load in found.loads]
    return loads, [node[:3] for node in found.nodes], [lookup.name for lookup in found.lookups]


@pytest.mark.parametrize(
    "text",
    [
        "insmod ./one-two.ko debug=1\n",
        'insmod "$PWD"/x.ko; name=one_two; insmod ./$name.ko\n',
        "sudo /sbin/insmod one_two.ko || exit 1\n",
        "if true; then\n  busybox insmod ${dir}one_two.ko\nfi\ndir=\n",
        "cat > rcS <<EOF\ninsmod /one_two.ko\nEOF\n",
        "cat > rcS <<'EOF'\ninsmod /one_two.ko\nEOF\n",
        "echo 'insmod one_two.ko' >> rcS\n",
        'load() { insmod "one_two.ko"; }\nload\n',
        "for x in 1; do insmod one_two.ko; done\n",
    ],
)
def test_modules_that_are_loaded(text: str) -> None:
    known = script("dir=/lib/\n" + text)[0]
    assert known == ["insmod one_two"]


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("mknod /dev/a c 248 0", ("/dev/a", "248", None)),
        ("mknod -m 666 /dev/a c 248 0", ("/dev/a", "248", None)),
        ("m=248; mknod /dev/a c $m 0", ("/dev/a", "248", None)),
        ("mknod /dev/a c $1 0", ("/dev/a", None, None)),
        ("m=1\nm=2\nmknod /dev/a c $m 0", ("/dev/a", None, None)),
        ("m=$(awk '$2==\"demo\" {print $1}' /proc/devices)\nmknod /dev/a c $m 0", LOOKED_UP),
        (
            'n=demo\nm=`awk "\\\\$2==\\"$n\\" {print \\\\$1}" /proc/devices`\nmknod /dev/a c $m 0',
            LOOKED_UP,
        ),
        ("m=$(awk -v n=demo '$2 == n {print $1}' /proc/devices)\nmknod /dev/a c \"$m\" 0", LOOKED_UP),
        ("m=$(awk '/ demo$/ {print $1}' /proc/devices)\nmknod /dev/a c ${m} 0", LOOKED_UP),
        ("m=$(grep -w demo /proc/devices | cut -d' ' -f1)\nmknod /dev/a c $m 0", LOOKED_UP),
        ("m=$(cat /proc/devices | grep demo | awk '{print $1}')\nmknod /dev/a c $m 0", LOOKED_UP),
        ("mknod /dev/a c $(awk '$2==\"demo\" {print $1}' /proc/devices) 0", LOOKED_UP),
    ],
)  # fmt: skip
def test_nodes_that_are_made(text: str, node: tuple[str, str | None, str | None]) -> None:
    assert script(text + "\n")[1] == [node]


@pytest.mark.parametrize(
    "text", ["mknod /dev/sda b 8 0\n", "mknod pipe p\n", "mknod\n", "# mknod /dev/a c 1 0\n"]
)
def test_other_nodes_are_none(text: str) -> None:
    assert script(text)[1] == []


@pytest.mark.parametrize(
    "text",
    ["(" * 60_000, "$(" * 30_000, "<<A\n" * 2_000, "'" * 60_001, "mknod " * 10_000, "a=$a$a\n" * 5_000],
)
def test_hostile_scripts_end(text: str) -> None:
    script(text)


# Tables of C drivers


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("{ PCI_DEVICE(0x8086, 0x100e) },", [(0x8086, 0x100E)]),
        ("{ PCI_VDEVICE(INTEL, 0x100e), 1 },", [(0x8086, 0x100E)]),
        ("{ PCI_DEVICE(PCI_VENDOR_ID_INTEL, OWN) },", [(0x8086, 0x1234)]),
        ("{ PCI_DEVICE_DATA(INTEL, CARD, NULL) },", [(0x8086, 0x10)]),
        ("{ 0x8086, 0x100e, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 3 },", [(0x8086, 0x100E)]),
        ("ENTRY(0x100e),", [(0x8086, 0x100E)]),
        ("SHORT(0x100e),", [(0x8086, 0x100E)]),
        ("/* { PCI_DEVICE(0x8086, 0x100e) }, */", []),
        ("{ PCI_DEVICE(0x8086, UNKNOWN) },", []),
        ("{ PCI_DEVICE_SUB(0x8086, 0x100e, 1, 2) },", []),
        ("{ PCI_DEVICE_CLASS(0x0200, 0xffff00) },", []),
        ("{ 0, }", []),
    ],
)
def test_ids_of_a_table(entry: str, found: list[tuple[int, int]]) -> None:
    text = (
        "#define OWN 0x1234\n#define ENTRY(x) { \\\n\tPCI_DEVICE(PCI_VENDOR_ID_INTEL, x)}\n"
        "#define SHORT(id) { PCI_VENDOR_ID_INTEL, id, PCI_ANY_ID, PCI_ANY_ID }\n"
        f"static const struct pci_device_id ids[] = {{\n\t{entry}\n\t{{}}\n}};\nPCI_DEVICE(0x1, 0x2);\n"
    )
    constants = {"PCI_VENDOR_ID_INTEL": 0x8086, "PCI_DEVICE_ID_INTEL_CARD": 0x10}
    assert [claim[:2] for claim in claims(text.encode(), constants)] == found


@pytest.mark.parametrize(
    "text",
    [
        "/*" * 200_000,
        "struct pci_device_id x[" * 20_000,
        "struct pci_device_id x[] = {" + "__a" * 100_000,
        "struct pci_device_id x[] " + "__a" * 100_000,
        f"#define X(a) {'a' * 200_000}\nstruct pci_device_id x[] = {{" + "X(1)," * 50_000,
        "struct pci_device_id x[] = {" + "{" * 200_000,
        "struct pci_device_id x[] = {" + "PCI_DEVICE(" * 40_000,
    ],
    ids=["comment", "bracket", "words", "attributes", "macro", "braces", "calls"],
)
def test_hostile_tables_end(text: str) -> None:
    started = time.process_time()
    claims(text.encode(), {})
    assert time.process_time() - started < 10


# Registrations

INIT = """\
impl kernel::Module for M {{
    fn init(name: &'static CStr, module: &'static ThisModule) -> Result<Self> {{
        {}
    }}
}}
"""


@pytest.mark.parametrize(
    ("call", "kind", "name"),
    [
        ("let r = chrdev::Registration::<1>::new_pinned(name, 0, module)?;", "chrdev", "demo"),
        ("let r = kernel::chrdev::Registration::new_pinned(name, 0, module)?;", "chrdev", "demo"),
        ('let r = chrdev::Registration::<2>::new_pinned(c_str!("own"), 0, module)?;', "chrdev", "own"),
        ("let r = chrdev::Registration::<1>::new_pinned(self::NAME, 0, module)?;", "chrdev", None),
        ('let r = miscdev::Registration::<File>::new_pinned(fmt!("misc"), ())?;', "miscdev", "misc"),
        ('let r = miscdev::Registration::<File>::new_pinned(fmt!("m{}", 1), ())?;', "miscdev", None),
    ],
)
def test_registrations(call: str, kind: str, name: str | None) -> None:
    file = SourceFile("m.rs", INIT.format(call).encode())
    assert [entry[:2] for entry in registered_devices({"m.rs": file}, "demo")] == [(kind, name)]


def test_a_comment_registers_nothing() -> None:
    comment = "// chrdev::Registration::<1>::new_pinned(name, 0, module)"
    file = SourceFile("m.rs", INIT.format(comment).encode())
    assert registered_devices({"m.rs": file}, "demo") == []
