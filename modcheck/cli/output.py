"""A run and what was asked for in, the report written where it belongs."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from modcheck import __version__
from modcheck.errors import UsageError
from modcheck.report.run import Run

FORMATS = ("text", "json", "html", "markdown", "github", "sarif", "gitlab", "junit", "rdjson")


class Asked(NamedTuple):
    """How a report is to look and where it goes."""

    format: str = "text"
    output: str | None = None
    brief: bool = False
    obligations: bool = False
    timings: bool = False


def write(asked: Asked, run: Run) -> None:
    """Render the run and write it."""
    if asked.format == "github":
        _step_summary(run)
    text = rendered(asked, run)
    if asked.output is not None:
        to_file(asked.output, text)
    elif asked.format == "text":
        to_terminal(text)
    else:
        to_stream(text)


def rendered(asked: Asked, run: Run) -> str:
    """The report. Only the renderer that is asked for is imported."""
    if asked.format == "text":
        return _text(asked, run)
    if asked.format == "json":
        from modcheck.report.data import to_json

        return to_json([(a.judgement, a.files) for a in run.analyses], __version__, run.seconds)
    if asked.format == "html":
        from modcheck.report.html import to_html

        return to_html(run, __version__)
    if asked.format == "markdown":
        from modcheck.report.markdown import to_markdown

        return to_markdown(run)
    return _for_machines(asked.format, run)


def _for_machines(form: str, run: Run) -> str:
    from modcheck.report.places import repository_root

    root = repository_root()
    if form == "github":
        from modcheck.report.github import to_github

        return to_github(run, root)
    if form == "sarif":
        from modcheck.report.sarif import to_sarif

        return to_sarif(run, root, __version__)
    if form == "gitlab":
        from modcheck.report.gitlab import to_gitlab

        return to_gitlab(run, root)
    if form == "junit":
        from modcheck.report.junit import to_junit

        return to_junit(run, root)
    from modcheck.report.rdjson import to_rdjson

    return to_rdjson(run, root)


def _text(asked: Asked, run: Run) -> str:
    from modcheck.report.table import render_obligations
    from modcheck.report.text import render_text

    colour = asked.output is None and colours()
    parts = []
    for analysis in run.analyses:
        parts.append(render_text(analysis.judgement, analysis.files, colour, asked.brief))
        if asked.obligations:
            parts.append(render_obligations(analysis.judgement, analysis.files))
        if asked.timings:
            stages = ", ".join(f"{name} {value:.3f} s" for name, value in analysis.seconds.items())
            parts.append(f"  timings: {stages or 'none, the result was kept'}\n")
    return "".join([*parts, f"  time: {run.seconds:.2f} s\n"])


def colours() -> bool:
    """Only on a terminal that can, and not for those who want none (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def to_terminal(text: str) -> None:
    """Text for people: lines that fit, and letters that can be shown."""
    from modcheck.report.terminal import fit, without_signs

    if sys.stdout.isatty():
        with suppress(OSError, ValueError):
            text = fit(
                text, int(os.environ.get("COLUMNS") or os.get_terminal_size(sys.stdout.fileno()).columns)
            )
    sys.stdout.write(without_signs(text, sys.stdout.encoding or "ascii"))


def to_stream(text: str) -> None:
    """Text for machines: UTF-8 whatever the terminal speaks."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def to_file(path: str, text: str) -> None:
    """Replace a file as a whole, or leave it as it is."""
    target = Path(path)
    try:
        if target.exists() and not target.is_file():  # a pipe or /dev/stdout cannot be replaced
            with open(target, "wb") as stream:
                stream.write(text.encode("utf-8", "backslashreplace"))
            return
        import tempfile

        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".modcheck-")
        try:
            with open(handle, "wb") as stream:
                stream.write(text.encode("utf-8", "backslashreplace"))
            os.chmod(temporary, 0o666 & ~_umask())
            os.replace(temporary, os.path.realpath(target))
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror or error}", place=path) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _step_summary(run: Run) -> None:
    """GitHub shows the file that it names here below the job."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    from modcheck.report.github import step_summary
    from modcheck.report.places import repository_root

    try:
        with open(path, "a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(step_summary(run, repository_root()))
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror or error}", place=path) from error
