"""A biography in, the draft of a commit message out that answers what the kernel asks of patches made with
tools.

The questions are those of Documentation/process/researcher-guidelines.rst, "Patches". What only the author
can know is left as a line in angle brackets.
"""

from __future__ import annotations

import textwrap

from modcheck.explain import Biography
from modcheck.report.biography import owner_told
from modcheck.report.snippets import Files, short
from modcheck.report.words import printable

COLUMNS = 72
TAGS = """\
Fixes: <commit> ("<its subject>")
Reported-by: <name> <address>
Signed-off-by: <name> <address>
Reviewed-by: <name> <address>"""
SUBJECT = 70


def to_commit_message(told: Biography, files: Files, module: str, version: str) -> str:
    """Subject, answers, tags."""
    finding = told.finding
    assert finding is not None
    events = ", ".join(printable(event.text) for event in told.events) or "Whenever it is built or loaded"
    fails = [text for event in told.events for text in event.fails]
    symptom = list(finding.symptom)
    where = f"{short(finding.place, files)}: {finding.rule}: {finding.message}"
    return (
        "\n\n".join(
            [
                _subject(told, module),
                _answer("Problem", f"{finding.message[:1].upper()}{finding.message[1:]}."),
                _answer(
                    "How it is reached", f"{events}.{f' On the way {chr(44).join(fails)}.' if fails else ''}"
                ),
                _answer("Effect", _effect(told, bool(symptom)))
                + "".join(f"\n\n  {printable(line)}" for line in symptom),
                _answer("How it was found", f"Static analysis with modcheck {version}, which reports:")
                + f"\n\n  "
                f"{printable(where)}",
                _answer("Version", "<the release or the commit of linux-next it was found on>"),
                _answer("Change", f"{_change(told, files)} <what was changed, and why it is right>"),
                _answer(
                    "Testing",
                    "<how the change was built, and how it was run; or that it was not run, and why>",
                ),
                TAGS,
            ]
        )
        + "\n"
    )


def _subject(told: Biography, module: str) -> str:
    finding = told.finding
    title = told.check.title if told.check is not None else ""
    noun = finding.resource if finding is not None else ""
    callback = finding.callback if finding is not None else ""
    text = f"fix {noun} in {callback}" if noun and callback else f"fix: {title}"
    return printable(f"{module}: {text}")[:SUBJECT].rstrip()


def _effect(told: Biography, printed: bool) -> str:
    title = told.check.title if told.check is not None else ""
    return f"{title[:1].upper()}{title[1:]}. The kernel prints{':' if printed else ' nothing.'}"


def _change(told: Biography, files: Files) -> str:
    owners = "; ".join(owner_told(told, files))
    return f"To be done in {owners}." if owners else ""


def _answer(head: str, text: str) -> str:
    return textwrap.fill(
        f"{head}: {printable(text)}", COLUMNS, break_long_words=False, break_on_hyphens=False
    )
