"""Whatever stands around a module is read to an end: no reader raises, and places lie in their files."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from modcheck.around.ctable import claims
from modcheck.around.dotconfig import Configuration, parsed
from modcheck.around.kbuild import Kbuild, Setting, read_kbuild
from modcheck.around.scripts import read_script
from modcheck.source import SourceFile
from tests.around.beside import sources_of

MAKE = st.lists(
    st.sampled_from(
        ["obj-m", "obj-y", "obj-$(CONFIG_A)", "a-objs", " := ", " += ", " = ", "a.o ", "b/ ", "$(", ")", "${",
         "}", "$(shell x)", "$(X)", "$(X:.c=.o)", "$(if a,b,c)", "ifdef X\n", "ifeq (", ",", "else\n",
         "endif\n",
         "include x\n", "define X\n", "endef\n", "\\\n", "\n", "\t", "#", "X ", "é", "$", "'", '"', ":", "%"]
    ),
    max_size=60,
).map("".join)  # fmt: skip
SHELL = st.lists(
    st.sampled_from(
        ["mknod ", "insmod ", "/dev/a ", "c ", "248 ", "0 ", "$x ", "x=", "$(", ")", "`", '"', "'", "<<E\n",
         "E\n",
         "awk ", "grep ", "/proc/devices ", "| ", "; ", "\n", "{", "}", "if ", "then ", "fi ", "$2==", "\\",
         "é"]
    ),
    max_size=60,
).map("".join)  # fmt: skip
C_TEXT = st.lists(
    st.sampled_from(
        ["struct pci_device_id x[] = {", "};", "PCI_DEVICE(", "0x8086", ",", "0x100e", ")", "{", "}",
         "#define X(a) ", "#define Y 1\n", "X(", "/*", "*/", "//", "\n", "\\\n", "0", "00", "09", "é"]
    ),
    max_size=60,
).map("".join)  # fmt: skip
few = settings(max_examples=150, deadline=None)


@few
@given(MAKE)
def test_makefiles(text: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "Makefile").write_text(text, encoding="utf-8")
        setting = Setting(None, Configuration("x", {"A": "m"}, {}, ""), True)
        found = read_kbuild(sources_of(folder), folder, setting)
        assert isinstance(found, Kbuild)
        size = len(text.encode())
        places = [*(goal.line for goal in found.goals), *(note.span for note in found.notes)]
        assert all(0 <= place.start <= place.end <= size for place in places)


@few
@given(SHELL)
def test_scripts(text: str) -> None:
    found = read_script(SourceFile("x.sh", text.encode()))
    groups = (found.loads, found.nodes, found.lookups, found.notes)
    places = [entry.span for group in groups for entry in group]
    assert all(0 <= place.start <= place.end <= len(text.encode()) for place in places)


@few
@given(C_TEXT)
def test_tables(text: str) -> None:
    assert all(0 <= claim.start < claim.end <= len(text.encode()) for claim in claims(text.encode(), {}))


@few
@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_configurations(data: bytes) -> None:
    parsed(SourceFile(".config", b"CONFIG_A=y\n" + data))
