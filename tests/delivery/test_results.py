"""Kept results: the same report from them, never a stale one, safe with several processes and broken
files."""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from modcheck.cache import program_stamp
from modcheck.cli.output import FORMATS, Asked, rendered
from modcheck.findings import Judgement
from modcheck.judgement import Analysis, decode, encode
from modcheck.report.run import Run
from modcheck.source import rules_folder
from tests.running import ROOT, A, C, D, analysed
from tests.scratch import BAD, GOOD, cache_with_rules, modcheck

KEPT = "  timings: none, the result was kept\n"


@pytest.fixture
def cache(tmp_path: Path) -> dict[str, str]:
    return cache_with_rules(tmp_path / "cache")


def database(cache: dict[str, str]) -> Path:
    return Path(cache["XDG_CACHE_HOME"]) / "modcheck" / "results.sqlite"


def was_kept(path: Path, cache: dict[str, str], *options: object) -> bool:
    return KEPT in modcheck("check", path, "--timings", *options, **cache).stdout


def without_time(text: str) -> str:
    return re.sub(r'^  (time|timings): .*$|"seconds": [\d.]+', "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("path", [A, C, D], ids=lambda path: path.name)
def test_a_kept_judgement_renders_as_the_fresh_one(path: Path, form: str) -> None:
    fresh = analysed(path)
    judgement = decode(Judgement, encode(fresh.judgement))
    kept = Analysis(judgement, fresh.files, fresh.seconds, fresh.callbacks, fresh.lost)
    assert kept == fresh
    asked = Asked(form, obligations=True)
    assert rendered(asked, Run((kept,), 0.0)) == rendered(asked, Run((fresh,), 0.0))


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_the_second_run_prints_the_same(form: str, cache: dict[str, str]) -> None:
    first, second = (modcheck("check", BAD, GOOD, "--format", form, **cache) for _ in range(2))
    assert (first.returncode, first.stderr) == (second.returncode, second.stderr) == (1, "")
    assert without_time(first.stdout) == without_time(second.stdout)
    assert was_kept(BAD, cache)


def test_a_kept_run_imports_no_engine(cache: dict[str, str]) -> None:
    modcheck("check", BAD, **cache)
    code = (
        "import sys; from modcheck.cli import main; main(['check', sys.argv[1]]);"
        "print(sorted(m for m in sys.modules if m.startswith('modcheck.') and m.count('.') == 1));"
        "print([m for m in ('tree_sitter', 'libcst', 'networkx', 'dataclasses') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(BAD)], cwd=ROOT, env={**os.environ, **cache}, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    modules, libraries = run.stdout.splitlines()[-2:]
    for stage in ("engine", "findings", "pipeline", "contracts", "environment", "device", "ir", "syntax"):
        assert f"modcheck.{stage}'" not in modules
    assert libraries == "[]"


# Nothing stale


def module(folder: Path, **others: str) -> Path:
    """A module with a member that is missing, and files beside it."""
    text = GOOD.read_text(encoding="utf-8").replace("use kernel", "mod part;\nuse kernel", 1)
    (folder / "main.rs").write_text(text, encoding="utf-8")
    for name, content in others.items():
        (folder / f"{name}.rs").write_text(content, encoding="utf-8")
    return folder / "main.rs"


def test_a_change_of_the_main_file_is_seen(tmp_path: Path, cache: dict[str, str]) -> None:
    main = tmp_path / "m.rs"
    main.write_bytes(GOOD.read_bytes())
    assert not was_kept(main, cache) and was_kept(main, cache)
    main.write_bytes(BAD.read_bytes())
    assert modcheck("check", main, **cache).returncode == 1
    main.write_bytes(GOOD.read_bytes())
    assert was_kept(main, cache), "what was known before is known again"


def test_a_member_that_appears_is_seen(tmp_path: Path, cache: dict[str, str]) -> None:
    main = module(tmp_path)
    assert "the file of `mod part` is missing" in modcheck("check", main, **cache).stdout
    assert was_kept(main, cache)
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "mod.rs").write_text("pub(crate) fn f() {}\n")
    assert "is missing" not in modcheck("check", main, **cache).stdout
    (tmp_path / "part.rs").write_text("pub(crate) fn g() {\n")
    assert not was_kept(main, cache), "this one is found before part/mod.rs"


def test_a_change_of_a_member_is_seen(tmp_path: Path, cache: dict[str, str]) -> None:
    main = module(tmp_path, part="pub(crate) fn f() {}\n")
    assert not was_kept(main, cache) and was_kept(main, cache)
    (tmp_path / "part.rs").write_text("pub(crate) fn g() {}\n")
    assert not was_kept(main, cache)


def test_a_change_of_the_kernel_tree_or_of_who_names_it_is_seen(
    tmp_path: Path, cache: dict[str, str]
) -> None:
    kernels = ROOT / "fixtures" / "kernels"
    for path in (kernels / "driver").iterdir():
        (tmp_path / "driver" / path.name).parent.mkdir(exist_ok=True)
        (tmp_path / "driver" / path.name).write_bytes(path.read_bytes())
    crate = tmp_path / "tree" / "rust" / "kernel"
    crate.mkdir(parents=True)
    wrappers = (kernels / "small" / "rust" / "kernel" / "pci.rs").read_text()
    (crate / "pci.rs").write_text(wrappers)
    main, makefile = tmp_path / "driver" / "own_wrappers.rs", tmp_path / "driver" / "Makefile"
    makefile.write_text("KDIR = ../tree\n")
    known = modcheck("check", main, **cache).stdout
    assert was_kept(main, cache)
    makefile.write_text("KDIR = ../other\n")
    unknown = modcheck("check", main, **cache).stdout
    assert without_time(unknown) != without_time(known)
    makefile.write_text("KDIR = ../tree\n")
    assert was_kept(main, cache)
    (crate / "pci.rs").write_text(wrappers + "\n// a comment\n")
    assert not was_kept(main, cache)
    (crate / "more.rs").write_text("")
    assert not was_kept(main, cache), "a file that could define a wrapper"


@pytest.mark.parametrize("option", [["--depth", 2], ["--profile", "hw"], ["--framework", "as-intended"]])
def test_another_option_is_another_result(option: list[object], cache: dict[str, str]) -> None:
    modcheck("check", BAD, **cache)
    assert not was_kept(BAD, cache, *option)
    assert was_kept(BAD, cache, *option)


def test_another_rule_is_another_result(tmp_path: Path, cache: dict[str, str]) -> None:
    rules = tmp_path / "rules"
    for path in rules_folder().rglob("*.py"):
        copy = rules / path.relative_to(rules_folder())
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    modcheck("check", BAD, "--rules", rules, **cache)
    assert was_kept(BAD, cache, "--rules", rules)
    page = rules / "checks" / "leak_on_remove.py"
    page.write_text(page.read_text().replace("does not give back", "keeps"))
    assert "`remove` keeps" in modcheck("check", BAD, "--rules", rules, **cache).stdout


def test_the_stamp_is_of_every_file(tmp_path: Path) -> None:
    (tmp_path / "checks").mkdir()
    stamps = [program_stamp(tmp_path)]
    for name, text in (("a.py", ""), ("a.py", "x"), ("checks/b.py", "x")):
        (tmp_path / name).write_text(text)
        stamps.append(program_stamp(tmp_path))
    (tmp_path / "a.py").rename(tmp_path / "c.py")
    stamps.append(program_stamp(tmp_path))
    assert len(set(stamps)) == len(stamps)


def test_no_cache_keeps_and_uses_nothing(cache: dict[str, str]) -> None:
    assert not was_kept(BAD, cache, "--no-cache")
    assert not database(cache).exists()
    modcheck("check", BAD, **cache)
    assert not was_kept(BAD, cache, "--no-cache")


# Broken and shared files


def rewrite(path: Path) -> None:
    base = sqlite3.connect(path)
    with base:
        base.execute("UPDATE results SET data = x'00112233'")
    base.close()


def lie(path: Path) -> None:
    import zlib

    base = sqlite3.connect(path)
    with base:
        packed = zlib.compress(b'{"files": [], "callbacks": 1, "lost": 0, "judgement": [1, 2]}')
        base.execute("UPDATE results SET data = ?", (packed,))
    base.close()


def drop(path: Path) -> None:
    base = sqlite3.connect(path)
    with base:
        base.execute("DROP TABLE results")
    base.close()


@pytest.mark.parametrize(
    "damage",
    [
        drop,
        lambda path: path.write_bytes(b"no database at all" * 300),
        lambda path: path.write_bytes(path.read_bytes()[:3000]),
        lambda path: path.write_bytes(b"\0" * 8192 + path.read_bytes()[8192:]),
        rewrite,
        lie,
    ],
    ids=["no table", "text", "short", "zeros", "text of a result", "shape of a result"],
)
def test_a_broken_file_is_made_anew(damage: object, cache: dict[str, str]) -> None:
    assert callable(damage)
    good = modcheck("check", BAD, **cache)
    for suffix in ("-wal", "-shm"):
        database(cache).with_name(f"results.sqlite{suffix}").unlink(missing_ok=True)
    damage(database(cache))
    run = modcheck("check", BAD, **cache)
    assert (run.returncode, without_time(run.stdout)) == (1, without_time(good.stdout))
    assert run.stderr.startswith("notice: ") and run.stderr.count("\n") == 1
    assert was_kept(BAD, cache)


def test_a_cache_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    run = modcheck("check", BAD, XDG_CACHE_HOME=str(tmp_path / "file"))
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(f"error: {tmp_path}/file/modcheck: the cache cannot be used: ")
    assert run.stderr.count("\n") == 2 and "--no-cache" in run.stderr
    assert modcheck("check", BAD, "--no-cache", XDG_CACHE_HOME=str(tmp_path / "file")).returncode == 1


def test_a_cache_that_everybody_may_write_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "modcheck"
    folder.mkdir()
    folder.chmod(0o777)
    run = modcheck("check", BAD, XDG_CACHE_HOME=str(tmp_path))
    assert run.returncode == 2 and "everybody may write it" in run.stderr


def test_several_processes_share_a_cache(tmp_path: Path, cache: dict[str, str]) -> None:
    paths = []
    for number in range(4):
        path = tmp_path / f"m{number}.rs"
        path.write_bytes((BAD if number % 2 else GOOD).read_bytes())
        paths.append(str(path))
    command = [sys.executable, "-m", "modcheck", "check", *paths]
    environment = {**os.environ, **cache}
    database(cache).write_bytes(b"broken" * 1000)
    running = [
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    ended = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [1] * 4
    assert len({without_time(out) for out, _ in ended}) == 1
    assert all(line.startswith("notice: the cache ") for _, err in ended for line in err.splitlines())
    base = sqlite3.connect(database(cache))
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert base.execute("SELECT count(*) FROM results").fetchone() == (4,)


def test_only_the_last_results_of_a_module_are_kept(tmp_path: Path, cache: dict[str, str]) -> None:
    from modcheck.cache import open_store
    from modcheck.cache.store import SAME_KEY

    store = open_store(tmp_path / "store", print)
    for number in range(3 * SAME_KEY):
        store.keep("key", f"answers {number}", "{}")
    assert store.candidates("key") == [f"answers {3 * SAME_KEY - 1 - n}" for n in range(SAME_KEY)]
    assert store.text("key", "answers 0") is None
    store.close()
