"""Findings around a module are findings like all others: in every format, expected, switched off, in a
baseline, of a change, kept in the cache."""

import json
from pathlib import Path

import pytest

from modcheck.cli import main
from modcheck.cli.output import FORMATS
from tests.around.beside import FIXTURES, OUT_OF_TREE, copied, edit, hello, lay
from tests.scratch import Repository

WRONG = OUT_OF_TREE / "hello" / "wrong"


def reported(folder: Path, *options: str) -> list[str]:
    """The checks whose findings `modcheck check --format json` reports."""
    output = folder / "report.json"
    main(["check", str(folder), "--format", "json", "--output", str(output), *options])
    (module,) = json.loads(output.read_text())["modules"]
    output.unlink()
    return [finding["rule"] for finding in module["findings"]]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_has_them(form: str, tmp_path: Path) -> None:
    output = tmp_path / "report"
    assert main(["check", str(WRONG), "--format", form, "--output", str(output)]) == 0
    text = output.read_text(encoding="utf-8")
    assert "module_not_built" in text and "module_name_mismatch" in text
    assert "hello_again.rs" in text and "load.sh" in text


def test_sarif_has_places_and_no_empty_flow(tmp_path: Path) -> None:
    output = tmp_path / "report"
    main(["check", str(WRONG), "--format", "sarif", "--output", str(output)])
    results = json.loads(output.read_text())["runs"][0]["results"]
    regions = [result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in results]
    assert (regions, [result for result in results if "codeFlows" in result]) == ([7, 4], [])


def test_they_are_warnings_and_fail_if_warnings_are_to_fail() -> None:
    assert main(["check", str(WRONG)]) == 0
    assert main(["check", str(WRONG), "--fail-on", "warning"]) == 1
    assert main(["check", str(WRONG.parent / "right"), "--fail-on", "note"]) == 0


@pytest.mark.parametrize("rule", ["module_not_built", "driver_shadowed", "device_node_mismatch"])
def test_explain_has_their_pages(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", rule]) == 0
    assert capsys.readouterr().out.startswith(f"# {rule} (warning): ")


@pytest.mark.parametrize("form", ["text", "html", "markdown"])
def test_explain_tells_one_without_a_story(form: str, tmp_path: Path) -> None:
    output = tmp_path / "told"
    script = WRONG / "load.sh"
    assert main(["explain", f"{script}:4", "--format", form, "--output", str(output)]) == 0
    at_line = output.read_text()
    fingerprint = _fingerprints(WRONG, tmp_path)[-1]
    assert main(["explain", fingerprint, str(script), "--format", form, "--output", str(output)]) == 0
    assert output.read_text() == at_line
    text = output.read_text()
    assert "insmod ./helo.ko" in text and "Makefile.lib" in text
    assert "dmesg" not in text.lower()


def test_a_commit_message_can_be_drafted(tmp_path: Path) -> None:
    output = tmp_path / "told"
    fingerprint = _fingerprints(WRONG, tmp_path)[0]
    arguments = ["explain", fingerprint, str(WRONG), "--commit-message", "--output", str(output)]
    assert main(arguments) == 0
    assert output.read_text().startswith("hello: fix: no build makes this module")


def _fingerprints(folder: Path, work: Path) -> list[str]:
    output = work / "report.json"
    main(["check", str(folder), "--format", "json", "--output", str(output)])
    (module,) = json.loads(output.read_text())["modules"]
    return [finding["fingerprint"] for finding in module["findings"]]


def test_comments_expect_them_in_rust_and_in_scripts(tmp_path: Path) -> None:
    folder = copied(WRONG, tmp_path)
    reason = 'modcheck: expect({}, reason = "an exercise")'
    edit(folder / "hello_again.rs", "module! {", f"// {reason.format('module_not_built')}\nmodule! {{")
    edit(folder / "load.sh", "insmod", f"# {reason.format('module_name_mismatch')}\ninsmod")
    assert reported(folder) == []


def test_configuration_switches_them_off(tmp_path: Path) -> None:
    folder = copied(WRONG, tmp_path)
    (folder / "modcheck.toml").write_text('[levels]\nmodule_not_built = "off"\n')
    assert reported(folder) == ["module_name_mismatch"]


def test_baseline_accepts_them(tmp_path: Path) -> None:
    folder = copied(WRONG, tmp_path)
    baseline = ["--baseline", str(tmp_path / "baseline.json")]
    assert main(["baseline", "write", str(folder), *baseline]) == 0
    edit(folder / "load.sh", "set -e\n", "set -e\n\n# more\n")
    assert reported(folder, *baseline) == []


def test_results_are_kept_also_when_the_module_was_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for pair in ("card", "hello"):
        folder = copied(OUT_OF_TREE / pair / "wrong", tmp_path / pair)
        for _ in range(2):
            capsys.readouterr()
            main(["check", str(folder), "--timings"])
            for name in ("x.o", "x.ko", "x.mod.c", ".x.o.cmd", "Module.symvers", "modules.order"):
                (folder / name).touch()
        assert "timings: none, the result was kept" in capsys.readouterr().out


def test_kept_results_follow_what_stands_around(tmp_path: Path) -> None:
    folder = copied(OUT_OF_TREE / "card" / "right", tmp_path)
    config = tmp_path / "around" / "linux_rust" / ".config"
    assert reported(folder) == reported(folder) == []
    edit(config, "# CONFIG_E1000 is not set", "CONFIG_E1000=y")
    assert reported(folder) == reported(folder) == ["driver_shadowed"]
    edit(folder / "Kbuild", "card.o", "cart.o")
    (folder / "cart.c").touch()
    assert set(reported(folder)) == {"driver_shadowed", "module_not_built"}
    edit(folder / "Kbuild", "cart.o", "card.o cart.o")
    assert reported(folder) == ["driver_shadowed"]
    (folder / "stray.rs").write_text(hello("stray"))
    assert set(reported(folder)) == {"driver_shadowed", "module_not_built"}
    (folder / "stray.rs").unlink()
    lay(folder, load__sh="#!/bin/sh\nrmmod kard\n")
    edit(folder / "Kbuild", "card.o cart.o", "card.o")
    assert set(reported(folder)) == {"driver_shadowed", "module_name_mismatch"}


def test_what_is_staged_and_what_a_change_brings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = Repository(tmp_path / "work")
    monkeypatch.chdir(repository.folder)
    for path in sorted((WRONG.parent / "right").iterdir()):
        repository.write(f"hello/{path.name}", path.read_text())
    repository.commit()
    folder = repository.folder / "hello"
    assert reported(folder, "--staged") == []
    edit(folder / "load.sh", "./hello.ko", "./helo.ko")
    assert reported(folder, "--staged") == []
    repository.git("add", "hello/load.sh")
    assert reported(folder, "--staged") == ["module_name_mismatch"]
    assert reported(folder, "--diff", "HEAD") == ["module_name_mismatch"]
    repository.commit()
    assert reported(folder, "--diff", "HEAD") == []
    assert reported(folder) == ["module_name_mismatch"]


def test_the_configuration_of_the_kernel_is_no_change_of_the_driver(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The configuration lies outside of the folder of the module."""
    repository = Repository(tmp_path / "work")
    monkeypatch.chdir(repository.folder)
    for path in sorted(FIXTURES.rglob("*")):
        name = path.relative_to(FIXTURES)
        if path.is_file() and name.parts[0] in ("linux_e1000", "out_of_tree") and "hello" not in name.parts:
            repository.write(str(name), path.read_text())
    repository.commit()
    folder = repository.folder / "out_of_tree" / "card" / "wrong"
    assert reported(folder) == ["driver_shadowed"]
    edit(folder / "card.rs", "Takes the 82540EM", "Takes one card")
    assert reported(folder, "--diff", "HEAD") == []
    edit(folder / "card.rs", "0x100e), None),", "0x100e), None), // this one")
    assert reported(folder, "--diff", "HEAD") == ["driver_shadowed"]
