"""Bad and hostile input, through the command line: a clear message with a place, exit code 2 or 3, no
traceback, bounded time and memory, and the other modules of the same run still analysed."""

import ctypes
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from modcheck import cli
from modcheck.pipeline import Analysis, analyse
from modcheck.source import Found, ModuleLayout, discover
from tests.source.hostile import HOSTILE, driver

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 60
MEMORY = 1536 * 1024 * 1024
SMALL_MEMORY = 256 * 1024 * 1024
PLACE_OF_FIRST_FUNCTION = 4


class Run(NamedTuple):
    """What a run of the command said."""

    code: int
    out: str
    err: str


def confine(memory: int) -> None:
    """In the child: little memory, and no right to read what permissions forbid (tests may run as root)."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    libc = ctypes.CDLL(None)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def check(cache_folder: Path) -> Callable[..., Run]:
    """Runs `modcheck check --brief` confined; whatever happens, there is no traceback."""

    def run(*arguments: str | Path | bytes, memory: int = MEMORY) -> Run:
        done = subprocess.run(
            [sys.executable, "-m", "modcheck", "check", "--brief", *arguments],
            cwd=ROOT, env={**os.environ, "XDG_CACHE_HOME": str(cache_folder)}, capture_output=True,
            timeout=SECONDS, preexec_fn=partial(confine, memory), check=False,
        )  # fmt: skip
        result = Run(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in result.err
        assert "internal error" not in result.err, result.err
        return result

    return run


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A module without a fault, analysed in the same run as each bad one."""
    (tmp_path / "good").mkdir()
    path = tmp_path / "good" / "good.rs"
    path.write_text(driver("good"))
    return path


def bad_file(content: str | bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "bad.rs"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


def missing(folder: Path) -> Path:
    return folder / "bad.rs"


def unreadable(folder: Path) -> Path:
    path = bad_file(driver())(folder)
    path.chmod(0)
    return path


def unreadable_folder(folder: Path) -> Path:
    bad_file(driver())(folder)
    folder.chmod(0)
    return folder


def unreadable_below(folder: Path) -> Path:
    (folder / "inner").mkdir(mode=0)
    return folder


def link_loop(folder: Path) -> Path:
    (folder / "bad.rs").symlink_to(folder / "other.rs")
    (folder / "other.rs").symlink_to(folder / "bad.rs")
    return folder / "bad.rs"


def link_loop_in_folder(folder: Path) -> Path:
    link_loop(folder)
    return folder


def folder_loop(folder: Path) -> Path:
    (folder / "again").symlink_to(folder)
    return folder


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "bad.rs")
    return folder / "bad.rs"


def endless(folder: Path) -> Path:
    (folder / "bad.rs").symlink_to("/dev/zero")
    return folder / "bad.rs"


def kbuild(text: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / "Kbuild").write_text(text)
        return folder

    return make


def members(**files: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        for name, text in files.items():
            (folder / f"{name}.rs").write_text(text)
        return folder / "bad.rs"

    return make


def member_is_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "a.rs")
    return members(bad=driver(items="mod a;"))(folder)


CASES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "not_utf8": (bad_file(b"fn f() {} // \xff\xfe"), "bad.rs: not UTF-8 at byte 13"),
    "empty": (bad_file(""), "bad.rs: empty file"),
    "blank": (bad_file("\n" * 500_000), "bad.rs: empty file"),
    "binary": (bad_file(bytes(range(256)) * 20), "bad.rs: binary content"),
    "braces_50_mb": (bad_file(b"{" * 50_000_000), "bad.rs: larger than 512 KiB"),
    "braces": (bad_file(b"{" * 500_000), "bad.rs"),
    "quotes": (bad_file(b'"' * 500_000), "bad.rs"),
    "semicolons": (bad_file(b";" * 500_000), "unread: too much syntax in one file"),
    "comment_only": (bad_file("// nothing\n"), "bad.rs: no callback of a kernel module could be read"),
    "missing": (missing, "bad.rs: no such file or directory"),
    "unreadable": (unreadable, "bad.rs: Permission denied"),
    "unreadable_folder": (unreadable_folder, "bad: Permission denied"),
    "unreadable_below": (unreadable_below, "inner: Permission denied"),
    "link_loop": (link_loop, "bad.rs: Too many levels of symbolic links"),
    "link_loop_in_folder": (link_loop_in_folder, "bad.rs: Too many levels of symbolic links"),
    "folder_loop": (folder_loop, "bad: no Rust source of a kernel module here"),
    "no_rust": (kbuild("obj-m := driver-y\n"), "bad: no Rust source of a kernel module here"),
    "pipe": (pipe, "bad.rs: not a regular file"),
    "endless": (endless, "bad.rs: not a regular file"),
    "kbuild": (kbuild("# none\nobj-m := gone.o\n"), "Kbuild:2: names gone.o, but there is no gone.rs"),
    "mod_missing": (members(bad=driver(items="mod a;")), "unread: the file of `mod a` is missing at"),
    "mod_cycle": (
        members(bad=driver(items="mod a;"), a="mod b;", b="mod a;"),
        "b.rs:1",
    ),
    "mod_itself": (members(bad=driver(items="mod bad;")), "`mod bad` leads to a file that was read already"),
    "mod_long_name": (members(bad=driver(items=f"mod {'a' * 300};")), "cannot be read: File name too long"),
    "mod_binary": (members(bad=driver(items="mod a;"), a="\0"), "`mod a` cannot be read: binary content"),
    "mod_pipe": (member_is_pipe, "`mod a` cannot be read: not a regular file"),
    "mod_inline": (members(bad=driver(items="mod a { mod b; }")), "the file of `mod b` is missing"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_bad_file_is_named_and_the_others_are_analysed(
    case: str, check: Callable[..., Run], good: Path, tmp_path: Path
) -> None:
    make, message = CASES[case]
    folder = tmp_path / "bad"
    folder.mkdir()
    try:
        run = check(make(folder), good)
    finally:
        folder.chmod(0o700)
    assert run.code == 3, run
    assert message in run.out + run.err
    assert "good: 0 errors" in run.out


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_source_ends_in_bounds(
    case: str, check: Callable[..., Run], good: Path, tmp_path: Path
) -> None:
    items, body = HOSTILE[case]
    (tmp_path / "bad.rs").write_text(driver(items=items, body=body))
    run = check(tmp_path / "bad.rs", good)
    assert run.code in (0, 1, 3)
    assert "good: 0 errors" in run.out
    assert "bad: " in run.out, run


def test_value_that_doubles_ends_at_the_limit_and_gives_back_what_it_took(
    check: Callable[..., Run], good: Path, tmp_path: Path
) -> None:
    doubled = "let p = (p, p);" * 40
    body = f"let p = Box::into_raw(Box::try_new(1)?); {doubled} return Ok(Module {{ x: p }});"
    (tmp_path / "bad.rs").write_text(driver(body=body))
    run = check(tmp_path / "bad.rs", good, memory=SMALL_MEMORY)
    assert run.code == 3
    assert f"needs more than {SMALL_MEMORY >> 20} MiB of memory" in run.err
    assert "good: 0 errors" in run.out


def test_driver_of_which_no_function_can_be_read_is_not_clean(
    check: Callable[..., Run], tmp_path: Path
) -> None:
    (tmp_path / "bad.rs").write_text(driver(body=HOSTILE["parentheses"][1]))
    run = check(tmp_path / "bad.rs")
    assert run.code == 3
    assert "bad.rs: no callback of a kernel module could be read: nothing was analysed" in run.err
    assert "2 unread places" in run.out


def test_fault_in_one_function_is_listed_and_counted(check: Callable[..., Run], tmp_path: Path) -> None:
    items = f"fn odd() {{ {HOSTILE['parentheses'][1]} }}"
    (tmp_path / "bad.rs").write_text(driver(items=items))
    run = check(tmp_path / "bad.rs")
    assert run.code == 0
    assert "2 unread places" in run.out
    listed = [line for line in run.out.splitlines() if line.startswith("  unread: ")]
    assert len(listed) == 2
    assert all(f"bad.rs:{PLACE_OF_FIRST_FUNCTION}" in line for line in listed)


RULES: dict[str, str | bytes] = {
    "import": "import os\n",
    "import_from": "from os import system\n",
    "call": "print(1)\n",
    "endless": "while True:\n    pass\n",
    "large": "x = 1\n" * 1_700_000,
    "brackets": f"x = {'(' * 5000}{')' * 5000}\n",
    "sums": f"x = {'1 + ' * 60_000}1\n",
    "calls": f"x = f{'(1, 1)' * 40_000}\n",
    "no_python": "x = = 1\n",
    "not_utf8": b'x = "\xff"\n',
    "unhashable": "x = {[]: 1}\n",
    "wrong_call": "def f(x):\n    return take()\n",
}


@pytest.mark.parametrize("folder", ["bindings", "checks"])
@pytest.mark.parametrize("case", RULES)
def test_bad_rule_file_is_a_mistake_of_the_configuration(
    case: str, folder: str, check: Callable[..., Run], good: Path, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    content = RULES[case]
    (tmp_path / "rules" / folder / "zz.py").write_bytes(
        content.encode() if isinstance(content, str) else content
    )
    run = check("--rules", tmp_path / "rules", good)
    assert run.code == 2
    assert run.err.startswith("error: ")
    assert f"{folder}/zz.py" in run.err


def test_rules_folder_that_is_none_is_a_mistake_of_usage(check: Callable[..., Run], good: Path) -> None:
    run = check("--rules", good.parent, good)
    assert run.code == 2
    assert "no rules here" in run.err


def test_rule_file_that_is_a_pipe(check: Callable[..., Run], good: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    os.mkfifo(tmp_path / "rules" / "checks" / "zz.py")
    run = check("--rules", tmp_path / "rules", good)
    assert run.code == 2
    assert "checks/zz.py: the rule file cannot be read: not a regular file" in run.err


def controls(text: str) -> set[str]:
    return {char for char in text if char < " " and char != "\n"} | {
        char for char in text if "\x7f" <= char <= "\x9f"
    }


def test_control_characters_do_not_reach_the_terminal(check: Callable[..., Run], tmp_path: Path) -> None:
    path = tmp_path / "evil\x1b]0;title\x07\nerror[forged]\u202e.rs"
    forged = 'let x = "\x1b[2J\x9b31m"; // modcheck: expect(none, reason = "\x1b[31mred\r")\n@@\x1b@@'
    path.write_text(driver("a\x1b[31mb", body=forged))
    for run in (check(path), check(path.with_name("evil\x1b\n.rs"))):
        assert controls(run.out + run.err) == set()
        assert "\u202e" not in run.out + run.err
        assert not any(line.startswith("error[forged]") for line in (run.out + run.err).splitlines())


@pytest.mark.parametrize("form", ["text", "json"])
def test_name_that_is_no_text_is_printed_all_the_same(
    form: str, check: Callable[..., Run], tmp_path: Path
) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.rs"
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(driver(body="@@@"))
    run = check("--format", form, path)
    assert "unread" in run.out or "faults" in run.out


# What cannot be brought about from outside is done to the command in this process.

Analyse = Callable[..., Analysis]


def failing(real: Analyse, error: BaseException | None) -> Analyse:
    """`analyse` with a defect that only the module `bad` meets; without an error it never ends."""

    def analyse_or_fail(layout: ModuleLayout, *rest: object) -> Analysis:
        while layout.name == "bad":
            if error is not None:
                raise error
        return real(layout, *rest)

    return analyse_or_fail


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (KeyError("x"), "error: internal error in {}: KeyError 'x' (at test_bad_input.py:"),
        (RecursionError("deep"), "error: internal error in {}: RecursionError deep"),
        (MemoryError(), "error: {}: needs more than 2048 MiB of memory"),
        (None, "error: {}: not finished after 1 seconds"),
    ],
    ids=["defect", "recursion", "memory", "time"],
)
def test_defect_of_ours_is_one_line(
    error: BaseException | None, message: str, good: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    bad = good.with_name("bad.rs")
    bad.write_text(driver())
    monkeypatch.delenv("MODCHECK_DEBUG", raising=False)
    monkeypatch.setattr("modcheck.pipeline.analyse", failing(analyse, error))
    assert cli.main(["check", str(bad), str(good), "--max-seconds", "1" if error is None else "60"]) == 3
    out, err = capsys.readouterr()
    assert err.startswith(message.format(bad))
    assert "Traceback" not in err
    assert "good: 0 errors" in out


def test_defect_of_ours_shows_its_traceback_to_us(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = good.with_name("bad.rs")
    bad.write_text(driver())
    monkeypatch.setenv("MODCHECK_DEBUG", "1")
    monkeypatch.setattr("modcheck.pipeline.analyse", failing(analyse, KeyError("x")))
    with pytest.raises(KeyError):
        cli.main(["check", str(bad)])


@pytest.mark.parametrize("gone", ["bad.rs", "a.rs"])
def test_file_deleted_between_listing_and_reading(
    gone: str, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main = members(bad=driver(items="mod a;"), a="fn f() {}")(tmp_path)

    def deleting(arguments: list[str]) -> Found:
        found = discover(arguments)
        (tmp_path / gone).unlink()
        return found

    monkeypatch.setattr("modcheck.cli.modules.discover", deleting)
    assert cli.main(["check", str(main), str(good)]) == 3
    out, err = capsys.readouterr()
    message = {"bad.rs": "bad.rs: No such file or directory", "a.rs": "the file of `mod a` is missing at"}
    assert message[gone] in out + err
    assert "good: 0 errors" in out
