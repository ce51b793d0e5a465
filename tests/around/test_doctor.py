"""`modcheck doctor` as it is typed: its screen, its document, its exit codes, and input that is bad or
hostile. Nothing that is read is run: the processes that it starts are watched."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from modcheck.cli import main
from tests.around.beside import IN_TREE, OUT_OF_TREE, copied, diagnosed, edit, hello, lay
from tests.running import ROOT, A
from tests.scratch import story

SECONDS = 60
WATCH = """\
import sys
def watch(event, arguments):
    if event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn"):
        print("ran", arguments[0], file=sys.stderr)
sys.addaudithook(watch)
from modcheck.cli import main
sys.exit(main(sys.argv[1:]))
"""


def doctor(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The program in a process whose own processes are told on standard error."""
    return subprocess.run(
        [sys.executable, "-c", WATCH, "doctor", *map(str, arguments)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
        timeout=SECONDS, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def document(*arguments: object, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, object]]]:
    code = main(["doctor", *map(str, arguments), "--format", "json"])
    modules = json.loads(capsys.readouterr().out)["modules"]
    assert isinstance(modules, list)
    return code, modules


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """The driver as it is given, beside a configuration that has the C driver built in."""
    folder = tmp_path / "src_e1000"
    for name, text in story(folder, A).items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text)
    head = "# Linux/x86 6.1.0-rc1 Kernel Configuration\nCONFIG_RUST=y\nCONFIG_PCI=y\n"
    (folder / ".config").write_text(f"{head}CONFIG_E1000=y\n# CONFIG_E1000E is not set\n")
    return folder


def test_given_driver_beside_the_built_in_c_driver(given: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", str(given)]) == 1
    said = capsys.readouterr().out
    assert "binds      PCI device 8086:100e" in said
    assert "built as   a module, r4l_e1000_demo.ko" in said
    assert "CONFIG_E1000=y builds in e1000, which claims 8086:100e at boot" in said
    assert f"{given}/.config:4" in said and "write `# CONFIG_E1000 is not set`" in said
    assert len(said.splitlines()) <= 40 and "\033" not in said
    edit(given / ".config", "CONFIG_E1000=y", "# CONFIG_E1000 is not set")
    assert main(["doctor", str(given)]) == 0
    assert "nothing that was found keeps it from working" in capsys.readouterr().out
    edit(given / ".config", "# CONFIG_E1000 is not set", "CONFIG_E1000=m")
    assert main(["doctor", str(given)]) == 0
    told = "e1000, a module, claims 8086:100e too: what is loaded first has it"
    assert told in capsys.readouterr().out


def test_document_has_what_the_screen_has(capsys: pytest.CaptureFixture[str]) -> None:
    code, modules = document(IN_TREE / "wrong", capsys=capsys)
    assert code == 1
    names = {str(module["name"]): module for module in modules}
    assert set(names) == {"rust_card", "rust_cdev", "rust_helloworld", "rust_print"}
    card = names["rust_card"]
    assert (card["works"], card["problems"]) == (False, [])
    findings = card["findings"]
    assert isinstance(findings, list)
    (finding,) = findings
    assert finding["rule"] == "driver_shadowed"
    assert [place["path"].rpartition("/")[2] for place in finding["related"]] == [".config", "e1000_main.c"]
    assert str(names["rust_print"]["build"]).count("no line of") == 1


def test_right_tree_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    code, modules = document(IN_TREE / "right", capsys=capsys)
    assert code == 0 and all(module["works"] for module in modules)
    assert [module["build"]["told"] for module in modules] == [  # type: ignore[index]
        "a module, rust_card.ko", "a module, rust_chrdev.ko", "a module, rust_helloworld.ko",
    ]  # fmt: skip


def test_another_tree_and_configuration_can_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(OUT_OF_TREE / "card" / "right", tmp_path)
    trees = tmp_path / "around"
    assert main(["doctor", str(folder)]) == 0
    assert main(["doctor", str(folder), "--kernel", str(trees / "linux_e1000")]) == 1
    assert main(["doctor", str(folder), "--kernel-config", str(trees / "linux_c" / ".config")]) == 1
    capsys.readouterr()
    assert main(["doctor", str(folder), "--kernel-config", str(trees / "gone")]) == 2
    assert main(["doctor", str(folder), "--kernel", str(trees / "gone")]) == 2
    assert main(["doctor", str(tmp_path / "gone")]) == 3
    assert main(["doctor", str(trees / "linux_c")]) == 3
    errors = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]
    assert [error.rpartition(": ")[2] for error in errors] == [
        "no such file", "no such folder", "no such file or directory",
        "no Rust source of a kernel module here",
    ]  # fmt: skip


# Bad input: one clear line, and nothing is run


def includes_itself(folder: Path) -> None:
    edit(folder / "Kconfig", 'source "init/Kconfig"', 'source "Kconfig"')


def huge_makefile(folder: Path) -> None:
    (folder / "samples" / "rust" / "Makefile").write_text("obj-m += x.o\n" * 800_000)


def binary_config(folder: Path) -> None:
    (folder / ".config").write_bytes(bytes(range(256)) * 100)


def other_config(folder: Path) -> None:
    (folder / ".config").write_text("this is\nno configuration\n")


def config_is_a_folder(folder: Path) -> None:
    (folder / ".config").unlink()
    (folder / ".config").mkdir()


def config_is_a_pipe(folder: Path) -> None:
    (folder / ".config").unlink()
    os.mkfifo(folder / ".config")


def endless_config(folder: Path) -> None:
    (folder / ".config").unlink()
    (folder / ".config").symlink_to("/dev/zero")


def huge_config(folder: Path) -> None:
    (folder / ".config").write_text("CONFIG_A=y\n" * 100_000)


def deep_kconfig(folder: Path) -> None:
    (folder / "init" / "Kconfig").write_text("if A\n" * 50_000)


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "itself": (includes_itself, "recursive 'source' of 'Kconfig' detected"),
    "makefile_10_mb": (huge_makefile, "samples/rust/Makefile cannot be read: larger than 512 KiB"),
    "binary": (binary_config, ".config: binary content (a NUL byte)"),
    "other": (other_config, ".config: no kernel configuration: no line sets a CONFIG_ symbol"),
    "folder": (config_is_a_folder, ".config: not a regular file"),
    "pipe": (config_is_a_pipe, ".config: not a regular file"),
    "endless": (endless_config, ".config: not a regular file"),
    "huge": (huge_config, ".config: larger than 512 KiB"),
    "deep": (deep_kconfig, "RecursionError"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_clear_line(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copied(IN_TREE / "right", tmp_path)
    spoil, message = BAD[case]
    spoil(folder)
    assert main(["doctor", str(folder / "samples" / "rust" / "rust_helloworld.rs")]) == 3
    said = capsys.readouterr()
    errors = [line for line in said.err.splitlines() if not line.startswith("  help: ")]
    assert len(errors) == 1 and errors[0].startswith("error: ") and message in errors[0], errors
    assert "rust_helloworld" in said.out


@pytest.mark.parametrize("case", ["makefile_10_mb", "binary", "other"])
def test_check_says_it_too(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copied(IN_TREE / "right", tmp_path)
    spoil, message = BAD[case]
    spoil(folder)
    main(["check", str(folder / "samples" / "rust" / "rust_helloworld.rs")])
    assert capsys.readouterr().out.count(message) == 1


def test_nothing_that_is_read_is_run(tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    touch = f"touch {ran}"
    top = copied(IN_TREE / "right", tmp_path)
    rust = top / "samples" / "rust"
    edit(top / "init" / "Kconfig", "scripts/rust_is_available.sh", touch)
    line = "obj-$(CONFIG_SAMPLE_RUST_CARD)"
    edit(rust / "Makefile", line, f"X := $(shell {touch})\n{line}")
    edit(rust / "load_chrdev.sh", "insmod", f"{touch}\n$({touch})\nX=`{touch}`\ninsmod")
    (top / "kconfigfunctions.py").write_text(f"open({str(ran)!r}, 'w')\nfunctions = {{}}\n")
    (rust / "kconfigfunctions.py").write_text(f"open({str(ran)!r}, 'w')\nfunctions = {{}}\n")
    (rust / "kconfiglib.py").write_text(f"open({str(ran)!r}, 'w')\n")
    run = doctor(top)
    assert run.returncode == 0, run.stdout + run.stderr
    assert not ran.exists()
    processes = [line for line in run.stderr.splitlines() if line.startswith("ran ")]
    assert processes == [f"ran {sys.executable}"]


@pytest.mark.parametrize(
    ("tree", "told"),
    [
        ("/lib/modules/$(shell uname -r)/build", "`$(shell uname -r)` is not evaluated"),
        ("/lib/modules/`uname -r`/build", "`/lib/modules/'uname -r'/build` is not evaluated"),
        ("$(HOME)/linux", "`$(HOME)` is not evaluated"),
    ],
)
def test_the_machine_is_not_asked_for_its_tree(
    tree: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`uname -r` would be another machine's in CI: the tree is not known, and that is said."""
    makefile = f"KDIR ?= {tree}\nall:\n\t$(MAKE) -C $(KDIR) M=$(PWD)\n"
    lay(tmp_path, hello__rs=hello(), Kbuild="obj-m := hello.o\n", Makefile=makefile)
    assert main(["doctor", str(tmp_path)]) == 0
    assert f"{told}: the kernel tree is not known  Makefile:1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("recipe", "value"),
    [
        ("$(MAKE) -C ../tree M=$(PWD) CONFIG_HELLO=m modules", "m"),
        ("make -C ../tree M=`pwd` modules", ""),
        ("+$(MAKE) LLVM=1 -C '../tree' CONFIG_OTHER=m CONFIG_HELLO=m M=$$PWD", "m"),
    ],
)
def test_symbols_that_the_makefile_passes_on_count(recipe: str, value: str, tmp_path: Path) -> None:
    config = "CONFIG_RUST=y\n# CONFIG_X is not set\n"
    files = {"Kbuild": "obj-$(CONFIG_HELLO) += hello.o\n", "Makefile": f"all:\n\t{recipe}\n"}
    folder = lay(tmp_path / "hello", hello__rs=hello(), **files)
    lay(tmp_path / "tree", __config=config)
    (diagnosis,) = diagnosed(folder)
    assert diagnosis.build.value == value
