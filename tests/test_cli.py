"""The command line as people and scripts use it: exit codes, formats, messages, the same each time."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from modcheck import __version__
from tests.running import ROOT, A, B, C, modcheck

CLEAN, FINDINGS, USAGE, UNREADABLE = 0, 1, 2, 3
LEAKS = ROOT / "fixtures" / "leak_on_remove"
ERROR, WITHOUT = LEAKS / "fails_enable_kept.rs", LEAKS / "passes_freed_by_drop.rs"
WARNS = ROOT / "fixtures" / "unregister_after_disable" / "fails_in_data.rs"


def document(*arguments: object) -> dict[str, Any]:
    run = modcheck("check", *arguments, "--format", "json")
    loaded: dict[str, Any] = json.loads(run.stdout)
    return loaded


def without_time(text: str) -> str:
    return re.sub(r'^  time: .*$|"seconds": [\d.]+', "", text, flags=re.MULTILINE)


@pytest.fixture(scope="module")
def b_document() -> dict[str, Any]:
    return document(B)


# Exit codes


def test_findings_are_one() -> None:
    assert modcheck("check", ERROR).returncode == FINDINGS


def test_nothing_found_is_zero() -> None:
    run = modcheck("check", WITHOUT)
    assert (run.returncode, run.stderr) == (CLEAN, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", ERROR, "--fail-on", "fatal"],
        ["check", ERROR, "--depth", "0"],
        ["check", ERROR, "--depth", "9"],
        ["check", ERROR, "--rules", "/nonexistent"],
        ["nothing"],
        ["run", ERROR, "insmod", "explode"],
        ["explain", "no_such_rule"],
        ["dump", "tokens", ERROR],
        ["graph", ERROR, "--format", "svg"],
        [],
    ],
    ids=lambda arguments: " ".join(str(a).rpartition("/")[2] for a in arguments) or "nothing at all",
)
def test_wrong_usage_is_two(arguments: list[object]) -> None:
    run = modcheck(*arguments)
    assert run.returncode == USAGE
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("path", ["/nonexistent", "tests", "pyproject.toml"])
def test_nothing_to_analyse_is_three(path: str) -> None:
    run = modcheck("check", path)
    assert run.returncode == UNREADABLE
    assert run.stderr.startswith("error: ") and "Traceback" not in run.stderr


def test_the_rest_is_still_analysed(tmp_path: Path) -> None:
    run = modcheck("check", ERROR, tmp_path / "absent.rs")
    assert run.returncode == UNREADABLE
    assert "error[leak_on_remove]" in run.stdout


@pytest.mark.parametrize(
    ("path", "level", "code"),
    [
        (ERROR, "error", FINDINGS),
        (ERROR, "note", FINDINGS),
        (WARNS, "error", CLEAN),
        (WARNS, "warning", FINDINGS),
        (WARNS, "note", FINDINGS),
        (WITHOUT, "note", CLEAN),
    ],
    ids=lambda value: value.stem if isinstance(value, Path) else str(value),
)
def test_fail_on(path: Path, level: str, code: int) -> None:
    assert modcheck("check", path, "--fail-on", level).returncode == code


# JSON

MODULE_KEYS = {
    "name", "root", "entry_points", "coverage", "proved", "unproved", "obstacles", "assumptions", "findings",
    "suppressed", "hidden",
}  # fmt: skip
FINDING_KEYS = {
    "rule", "level", "verdict", "blame", "message", "path", "line", "column", "end_line", "end_column",
    "callback", "resource", "symptom", "help", "fingerprint", "related", "consequences", "assumptions",
    "scenario", "trace", "change", "accepted", "places",
}  # fmt: skip


def test_json_shape(b_document: dict[str, Any]) -> None:
    assert set(b_document) == {"version", "tool", "modules", "summary"}
    assert b_document["version"] == 1
    assert b_document["tool"] == {"name": "modcheck", "version": __version__}
    (module,) = b_document["modules"]
    assert set(module) == MODULE_KEYS
    assert module["name"] == "r4l_e1000_demo"
    assert set(module["coverage"]) >= {"calls", "effect", "no_effect", "unknown", "faults"}
    callbacks = {path.rpartition("::")[2] for path in module["entry_points"]}
    assert {"open", "stop", "probe", "remove", "init", "handle_irq", "poll"} <= callbacks
    assert set(b_document["summary"]) >= {"errors", "warnings", "notes", "proved", "seconds"}


def test_json_findings(b_document: dict[str, Any]) -> None:
    findings = b_document["modules"][0]["findings"]
    levels = [finding["level"] for finding in findings]
    counted = [levels.count(level) for level in ("error", "warning", "note")]
    assert counted == [b_document["summary"][key] for key in ("errors", "warnings", "notes")]
    for finding in findings:
        assert set(finding) == FINDING_KEYS
        assert set(finding["scenario"]) == {"events", "choices", "profile", "only_on"}
        assert len(finding["scenario"]["events"]) == len(finding["scenario"]["choices"])
        assert (finding["line"], finding["column"]) <= (finding["end_line"], finding["end_column"])
        assert re.fullmatch("[0-9a-f]{16}", finding["fingerprint"])
    fingerprints = [finding["fingerprint"] for finding in findings]
    assert len(set(fingerprints)) == len(fingerprints)


def test_json_places_are_lines_of_the_file(b_document: dict[str, Any]) -> None:
    findings = b_document["modules"][0]["findings"]
    (stale,) = [finding for finding in findings if finding["rule"] == "stale_handler"]
    lines = Path(stale["path"]).read_text(encoding="utf-8").splitlines()
    assert "irq::Registration::<LineHandler>::try_new(" in lines[stale["line"] - 1]
    events = [step for step in stale["trace"] if "event" in step]
    assert [step["text"] for step in events][:3] == [
        "insmod r4l_e1000_demo.ko", "ip link set eth0 up", "rmmod r4l_e1000_demo",
    ]  # fmt: skip


def test_json_obligations(b_document: dict[str, Any]) -> None:
    for obligation in b_document["modules"][0]["unproved"]:
        assert set(obligation) == {"rule", "subject", "at", "verdict", "assumptions", "states"}


def test_several_modules_in_one_document() -> None:
    names = [module["name"] for module in document(ERROR, WITHOUT)["modules"]]
    assert names == [ERROR.stem, WITHOUT.stem]


# Replay


def test_replay_of_a_finding_breaks(b_document: dict[str, Any]) -> None:
    findings = b_document["modules"][0]["findings"]
    (stale,) = [finding for finding in findings if finding["rule"] == "stale_handler"]
    run = modcheck("check", B, "--replay", stale["fingerprint"])
    assert run.returncode == FINDINGS
    assert run.stdout.startswith("stale_handler: ")
    assert "pending_irqs: 0" in run.stdout


def test_replay_in_the_fixed_version_breaks_no_more(b_document: dict[str, Any]) -> None:
    findings = b_document["modules"][0]["findings"]
    (stale,) = [finding for finding in findings if finding["rule"] == "stale_handler"]
    run = modcheck("check", C, "--replay", stale["fingerprint"])
    assert run.returncode == CLEAN
    assert "does not break any more" in run.stdout


# The other commands


def test_rules_lists_every_page() -> None:
    lines = modcheck("rules").stdout.splitlines()
    pages = (ROOT / "rules" / "checks").glob("*.py")
    assert [line.split()[0] for line in lines] == sorted(page.stem for page in pages)
    assert {line.split()[1] for line in lines} <= {"error", "warning", "note"}


def test_explain_prints_the_page() -> None:
    run = modcheck("explain", "stale_handler")
    assert run.returncode == CLEAN
    for head in ("# stale_handler (error)", "## What it does", "## Example", "## References"):
        assert head in run.stdout


@pytest.mark.parametrize(
    ("asked", "meant"), [("leak_on_removed", "leak_on_remove"), ("stale-handler", "stale_handler")]
)
def test_explain_guesses(asked: str, meant: str) -> None:
    run = modcheck("explain", asked)
    assert run.returncode == USAGE
    assert f"did you mean `{meant}`?" in run.stderr


def test_explain_without_a_guess() -> None:
    assert "`modcheck rules` lists the checks" in modcheck("explain", "zzzz").stderr


def test_graph_dot() -> None:
    text = modcheck("graph", A).stdout
    assert text.startswith("digraph") and text.rstrip().endswith("}")


def test_graph_json() -> None:
    assert json.loads(modcheck("graph", A, "--format", "json").stdout)


def test_graph_mermaid() -> None:
    assert modcheck("graph", A, "--format", "mermaid").stdout.startswith(("graph", "flowchart"))


@pytest.mark.parametrize(
    ("stage", "sign"),
    [
        ("syntax", "source_file"),
        ("ir", "fn <crate::DemoPort as kernel::net::DeviceOperations>::open(netdev_1, data_2)\n"),
        ("graph", "{"),
        ("states", " states, "),
    ],
)
def test_dump(stage: str, sign: str) -> None:
    run = modcheck("dump", stage, A)
    assert (run.returncode, run.stderr) == (CLEAN, "")
    assert sign in run.stdout


def test_run_prints_events_and_log() -> None:
    run = modcheck("run", A, "insmod", "up", "rmmod", "insmod")
    assert run.returncode == CLEAN
    lines = run.stdout.splitlines()
    heads = [line for line in lines if line.startswith("# ")]
    assert heads[:-1] == ["# insmod", "# up", "# rmmod", "# insmod"]
    assert "r4l_e1000_demo: probe of 0000:00:03.0 failed with error -16" in lines


def test_run_with_an_unknown_event() -> None:
    run = modcheck("run", A, "insmod", "explode")
    assert run.returncode == USAGE
    assert "unknown event `explode`" in run.stderr
    assert "events: insmod, up, xmit" in run.stderr


def test_run_trace_shows_registers() -> None:
    text = modcheck("run", A, "insmod", "--trace").stdout
    assert "  (acquire the BAR regions)\n" in text
    assert "  (write 0x000d8 = 0xffffffff)\n" in text


def test_version() -> None:
    assert modcheck("--version").stdout == f"modcheck {__version__}\n"


# Output


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_same_output_for_every_hash_seed(form: str) -> None:
    seeds = ("0", "1", "12345")
    command = ("check", A, "--format", form, "--no-cache")
    runs = [modcheck(*command, PYTHONHASHSEED=seed).stdout for seed in seeds]
    assert len({without_time(text) for text in runs}) == 1


@pytest.mark.parametrize("command", [["check", ERROR], ["run", C, "insmod"], ["explain", "bql_imbalance"]])
@pytest.mark.parametrize("colour", [{}, {"NO_COLOR": "1"}, {"TERM": "xterm-256color"}], ids=str)
def test_no_escape_codes_in_a_pipe(command: list[object], colour: dict[str, str]) -> None:
    assert "\033" not in modcheck(*command, **colour).stdout


def test_brief_leaves_the_stories_out() -> None:
    long, brief = (modcheck("check", ERROR, *flag).stdout for flag in ([], ["--brief"]))
    assert "= story:" in long and "= story:" not in brief
    assert "error[leak_on_remove]" in brief


def test_timings_are_printed_when_asked_for() -> None:
    assert "timings: read " in modcheck("check", ERROR, "--timings", "--no-cache").stdout


# Expectations


def expecting(folder: Path, comment: str, on_the_line: bool = False) -> Path:
    """The module with one leak, and a comment on or above the line of the leak."""
    text = ERROR.read_text(encoding="utf-8")
    (marked,) = [line for line in text.splitlines() if line.endswith("//~ leak_on_remove")]
    plain = marked.partition("//~")[0].rstrip()
    text = text.replace(marked, f"{plain} {comment}" if on_the_line else f"{comment}\n{plain}")
    path = folder / ERROR.name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("on_the_line", [False, True], ids=["above", "beside"])
def test_an_expectation_with_a_reason_is_honoured(tmp_path: Path, on_the_line: bool) -> None:
    comment = '// modcheck: expect(leak_on_remove, reason = "shown in class")'
    (module,) = document(expecting(tmp_path, comment, on_the_line))["modules"]
    assert [finding["rule"] for finding in module["suppressed"]] == ["leak_on_remove"]
    assert "leak_on_remove" not in [finding["rule"] for finding in module["findings"]]


def test_an_expectation_without_a_reason_is_reported(tmp_path: Path) -> None:
    run = modcheck("check", expecting(tmp_path, "// modcheck: expect(leak_on_remove)"))
    assert "error[leak_on_remove]" in run.stdout
    assert "warning[unused_expectation]: `leak_on_remove` has no reason" in run.stdout


def test_an_expectation_that_meets_nothing_is_reported(tmp_path: Path) -> None:
    run = modcheck("check", expecting(tmp_path, '// modcheck: expect(stale_handler, reason = "?")'))
    assert "warning[unused_expectation]: `stale_handler` is not found here" in run.stdout
    assert "error[leak_on_remove]" in run.stdout
