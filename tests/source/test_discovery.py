"""Which modules arguments name, what stands in the way of others, and how names are shown."""

import os
import subprocess
from pathlib import Path

import pytest

from modcheck.errors import InputError
from modcheck.source import (
    Looked,
    SourceFile,
    Unreadable,
    discover,
    files_defining,
    find_modules,
    kernel_crate,
    logical_lines,
    read_bytes,
    read_source,
)
from modcheck.source.files import MAX_BYTES
from modcheck.source.modules import MAX_FILES, ModuleLayout

MAIN = 'module! { type: M, name: "m", license: "GPL", }\n'


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / (name if name in ("Kbuild", "Makefile") else f"{name}.rs")).write_text(text)
    return folder


def mains(*arguments: Path) -> list[str]:
    return [layout.main.name for layout in discover(map(str, arguments)).modules]


def problems(*arguments: Path) -> list[str]:
    return [problem.told() for problem in discover(map(str, arguments)).problems]


@pytest.mark.parametrize(
    "kbuild",
    [
        "obj-m := main.o\n",
        "obj-m += main.o # and the helper other.o\n",
        "obj-$(CONFIG_DRIVER) += \\\n\tmain.o\n",
        "obj-y := sub/ main.o $(EXTRA).o\n",
    ],
)
def test_kbuild_names_the_main_file(kbuild: str, tmp_path: Path) -> None:
    folder = write(tmp_path, Kbuild=kbuild, main="", other=MAIN)
    assert mains(folder) == ["main.rs"]
    assert problems(folder) == []


def test_object_of_c_or_of_several_files_is_not_missed(tmp_path: Path) -> None:
    folder = write(tmp_path, Makefile="obj-m := old.o both.o main.o\nboth-y := a.o b.o\n", main=MAIN)
    (folder / "old.c").touch()
    assert problems(folder) == []
    assert mains(folder) == ["main.rs"]


def test_main_file_of_a_composite_is_the_part_with_the_macro(tmp_path: Path) -> None:
    kbuild = "obj-$(CONFIG_X) += whole.o\nwhole-y := helper.o main.o\nwhole-$(CONFIG_Y) += more.o\n"
    folder = write(tmp_path, Kbuild=kbuild, main=MAIN, helper="fn f() {}", more="", stray=MAIN)
    assert mains(folder) == ["main.rs"]
    assert problems(folder) == []


def test_nested_folders_are_found_by_their_kbuilds(tmp_path: Path) -> None:
    write(tmp_path, Kbuild="obj-m += a/ b/\n")
    write(tmp_path / "a", Kbuild="obj-m := first.o\n", first=MAIN, stray=MAIN)
    write(tmp_path / "b", Makefile="obj-y += deep/\n")
    write(tmp_path / "b" / "deep", Makefile="obj-m := second.o\n", second=MAIN)
    assert mains(tmp_path) == ["first.rs", "second.rs"]
    assert problems(tmp_path) == []


def test_makefile_beside_a_kbuild_lists_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path, Kbuild="obj-m := main.o\n", Makefile="obj-m := gone.o\n", main=MAIN)
    assert mains(folder) == ["main.rs"]
    assert problems(folder) == []


def test_makefile_that_is_too_large_is_a_problem(tmp_path: Path) -> None:
    folder = write(tmp_path, Makefile="obj-m := main.o\n" + "# more\n" * 100_000, main=MAIN)
    assert problems(folder) == [f"{folder}/Makefile: larger than 512 KiB"]


def test_lines_keep_their_offsets() -> None:
    text = "a := b \\\n\tc # d\n\nobj-m := x\\#y.o # z \\\nmore\nend"
    lines = logical_lines(text)
    words = [line.text.split() for line in lines]
    assert words == [["a", ":=", "b", "c"], [], ["obj-m", ":=", "x\\#y.o"], ["end"]]
    assert [text[line.start] for line in lines] == ["a", "\n", "o", "e"]


def test_object_without_source_is_a_problem_with_its_line(tmp_path: Path) -> None:
    folder = write(tmp_path, Kbuild="# two\nobj-m := main.o\nobj-m += gone.o\n", main=MAIN)
    assert mains(folder) == ["main.rs"]
    assert problems(folder) == [f"{folder}/Kbuild:3: names gone.o, but there is no gone.rs"]


def test_one_bad_argument_does_not_hide_the_others(tmp_path: Path) -> None:
    folder = write(tmp_path, main=MAIN)
    assert mains(tmp_path / "gone", folder) == ["main.rs"]
    assert problems(tmp_path / "gone", folder) == [f"{tmp_path}/gone: no such file or directory"]
    with pytest.raises(InputError, match="no such file"):
        find_modules([str(tmp_path / "gone"), str(folder)])


def test_module_named_twice_is_found_once(tmp_path: Path) -> None:
    folder = write(tmp_path, main=MAIN)
    (folder / "link.rs").symlink_to(folder / "main.rs")
    assert mains(folder, folder / "main.rs", folder / "link.rs") == ["link.rs"]


def test_member_leads_to_its_main_file(tmp_path: Path) -> None:
    write(tmp_path, main=f"{MAIN}mod a;\n", a="pub(crate) mod b;\n")
    write(tmp_path / "a", b="fn f() {}\n")
    assert mains(tmp_path / "a" / "b.rs") == ["main.rs"]


def test_included_file_leads_to_the_main_file(tmp_path: Path) -> None:
    write(tmp_path, main=f'{MAIN}include!("a/b.rs");\n', other='include!("a/c.rs");\n')
    write(tmp_path / "a", b="fn f() {}\n")
    assert mains(tmp_path / "a" / "b.rs") == ["main.rs"]


def test_script_and_makefile_lead_to_the_modules_beside(tmp_path: Path) -> None:
    folder = write(tmp_path, Kbuild="obj-m := main.o\n", main=MAIN, stray=MAIN)
    (folder / "load.sh").touch()
    (folder / "inner").mkdir()
    assert mains(folder / "load.sh") == mains(folder / "Kbuild") == ["main.rs"]
    (folder / "Kbuild").unlink()
    assert mains(folder / "load.sh") == ["main.rs", "stray.rs"]


def test_members_that_include_each_other_end(tmp_path: Path) -> None:
    write(tmp_path, a="mod b;\n", b="mod a;\n", c="mod c;\n")
    assert len(mains(tmp_path / "a.rs", tmp_path / "c.rs")) == 2


def test_file_that_cannot_be_read_is_not_passed_over(tmp_path: Path) -> None:
    folder = write(tmp_path, main=MAIN, huge=" " * (MAX_BYTES + 1), other="fn f() {}")
    (folder / "dangling.rs").symlink_to(folder / "gone.rs")
    assert mains(folder) == ["dangling.rs", "huge.rs", "main.rs"]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    folder = write(tmp_path / "sub", main=MAIN)
    (folder / "again").symlink_to(tmp_path)
    assert mains(tmp_path) == ["main.rs"]


def test_folders_deeper_than_recursion_goes(tmp_path: Path) -> None:
    here = os.getcwd()
    os.chdir(tmp_path)
    try:
        for _ in range(1500):
            os.mkdir("d")
            os.chdir("d")
        Path("main.rs").write_text(MAIN)
        os.chdir(here)
        assert mains(tmp_path) == ["main.rs"]
    finally:
        os.chdir(here)
        # What pytest cleans up with recurses as deep as the folders go.
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("modcheck.source.modules.MAX_FILES", 3)
    folder = write(tmp_path, a=MAIN, b="", c="", d="")
    assert MAX_FILES > 3
    assert problems(folder) == [f"{folder}: more than 3 Rust files"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"fn f() {}", ""),
        (b"\xef\xbb\xbffn f() {}", ""),
        (b"", "empty file"),
        (b" \n\t", "empty file"),
        (b"fn \0", "binary content (a NUL byte)"),
        (b"ab\xc3", "not UTF-8 at byte 2"),
        (b"a" * MAX_BYTES, ""),
        (b"a" * (MAX_BYTES + 1), "larger than 512 KiB"),
    ],
    ids=["plain", "mark", "empty", "blank", "nul", "cut", "largest", "too_large"],
)
def test_what_is_read_and_why_not(data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "x.rs"
    path.write_bytes(data)
    found = read_source(path, "shown.rs", read_bytes)
    assert found == (Unreadable("shown.rs", reason) if reason else SourceFile("shown.rs", data))


def test_lines_and_columns_count_characters() -> None:
    file = SourceFile("x.rs", "a\nбв\r\n\tc".encode())
    assert file.line_column(0) == (1, 1)
    assert file.line_column(4) == (2, 2)
    assert file.line_column(len(file.data)) == (3, 3)
    assert [file.line_text(line) for line in (1, 2, 3)] == ["a", "бв", "\tc"]


def test_hostile_makefile_names_no_tree(tmp_path: Path) -> None:
    text = f"KDIR := {'a' * 5000}\nKDIR = /dev\nKSRC = $(X)\nKDIR ?= \0\n"
    folder = write(tmp_path, Makefile=text, main=MAIN)
    assert kernel_crate(ModuleLayout("main", folder / "main.rs", "main.rs"), None) is None


def test_crate_of_pipes_and_binaries_defines_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.rs")
    (tmp_path / "pci.rs").write_text("pub fn enable() {}")
    (tmp_path / "bad.rs").write_bytes(b"\0\xff")
    assert files_defining(tmp_path, {"enable", "no name"}, Looked()) == [("kernel::pci", tmp_path / "pci.rs")]
