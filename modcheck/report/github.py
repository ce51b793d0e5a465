"""A run in, what GitHub Actions reads out: workflow commands that become annotations, and the job's summary.

GitHub shows ten errors, ten warnings and ten notices of a step (docs.github.com, "Workflow commands":
limits of annotations), and 50 of a job. So the most severe come first, and what is cut is said.
"""

from __future__ import annotations

from modcheck.judgement import Analysis, Finding, Level
from modcheck.report.places import region, relative
from modcheck.report.run import Run
from modcheck.report.words import counted, printable

PER_LEVEL = 10
SUMMARY_BYTES = 1_000_000
"""GitHub refuses a summary above 1 MiB."""
_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
_SIGNS = {
    Level.ERROR: ":x: error",
    Level.WARNING: ":warning: warning",
    Level.NOTE: ":information_source: note",
}


def to_github(run: Run, root: str) -> str:
    """The commands, one a line, and a last line that says how many there were."""
    lines = [f"::error title=modcheck::{_data(problem)}" for problem in run.problems[:PER_LEVEL]]
    cut = 0
    for level in Level:
        found = [pair for pair in run.findings if pair[1].level is level]
        room = PER_LEVEL - len(lines) if level is Level.ERROR else PER_LEVEL
        lines += [_command(analysis, finding, root) for analysis, finding in found[:room]]
        cut += max(0, len(found) - room)
    total = len(run.findings)
    told = f"modcheck: {counted(total, 'finding')}"
    if cut:
        told += (
            f", {cut} of them without an annotation, for GitHub shows {PER_LEVEL} of a level; see the summary"
        )
    lines += [f"modcheck: {line}" for line in hidden_lines(run)]
    return "\n".join([*lines, told]) + "\n"


def _command(analysis: Analysis, finding: Finding, root: str) -> str:
    place = region(finding.place, analysis.files)
    parts = {"file": relative(finding.place.path, root)}
    if place is not None:
        parts |= {"line": str(place.line), "endLine": str(place.end_line)}
        if place.line == place.end_line:
            parts |= {"col": str(place.column), "endColumn": str(place.end_column)}
    parts["title"] = f"{finding.rule} ({finding.level.value})"
    properties = ",".join(f"{name}={_property(value)}" for name, value in parts.items())
    text = [finding.message, f"help: {finding.help}"]
    text += [f"dmesg: {line}" for line in finding.symptom]
    text.append(f"modcheck explain {finding.fingerprint}")
    return f"::{_COMMANDS[finding.level]} {properties}::{_data(chr(10).join(text))}"


def _data(text: str) -> str:
    """Escape what would end the command: whoever wrote the driver must not give orders to the runner."""
    plain = printable(text, keep="\n")
    return plain.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def hidden_lines(run: Run) -> list[str]:
    """What a report leaves out, one line a reason."""
    totals: dict[str, int] = {}
    for analysis in run.analyses:
        for count, why in analysis.judgement.hidden:
            totals[why] = totals.get(why, 0) + count
    return [printable(f"{counted(count, 'finding')} hidden: {why}") for why, count in totals.items()]


def step_summary(run: Run, root: str) -> str:
    """All findings as a Markdown table."""
    lines = ["## modcheck", ""]
    if run.findings:
        lines += ["| level | check | place | what | fingerprint |", "|---|---|---|---|---|"]
        ordered = sorted(run.findings, key=lambda pair: list(Level).index(pair[1].level))
        lines += [_row(analysis, finding, root) for analysis, finding in ordered]
    else:
        names = ", ".join(f"`{cell(a.judgement.name)}`" for a in run.analyses) or "nothing"
        lines.append(f"No findings in {names}.")
    lines += ["", *(f"{line}." for line in hidden_lines(run))]
    lines += [f"- could not be analysed: {cell(problem)}" for problem in run.problems]
    return _at_most("\n".join(lines) + "\n\n")


def _at_most(text: str) -> str:
    """Whole lines up to what GitHub takes."""
    data = text.encode("utf-8", "backslashreplace")
    if len(data) <= SUMMARY_BYTES:
        return text
    kept = data[:SUMMARY_BYTES].rpartition(b"\n")[0].decode("utf-8", "ignore")
    return f"{kept}\n\nThe rest of the table is left out: GitHub takes 1 MiB.\n\n"


def _row(analysis: Analysis, finding: Finding, root: str) -> str:
    place = region(finding.place, analysis.files)
    where = f"{relative(finding.place.path, root)}:{place.line if place is not None else 1}"
    cells = (_SIGNS[finding.level], f"`{finding.rule}`", cell(where), cell(finding.message))
    return f"| {' | '.join(cells)} | `{finding.fingerprint}` |"


def cell(text: str) -> str:
    """Text in a Markdown table: nothing in it is markup, but for back-quoted code."""
    plain = printable(text)
    for sign in ("\\", "&", "|", "<", ">", "*", "[", "]"):
        plain = plain.replace(sign, f"&#{ord(sign)};" if sign in "<>|&" else f"\\{sign}")
    return plain
