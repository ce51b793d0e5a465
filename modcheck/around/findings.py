"""What is wrong around a module in, findings out, worded by the pages of the checks; like all findings they
can be expected, switched off, kept in a baseline, and shown in every format."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from modcheck.around.facts import Facts, module_place
from modcheck.around.look import Asked, Seen, files_of, look_around
from modcheck.around.trouble import Trouble
from modcheck.contracts import CheckPage, RuleBook
from modcheck.ir import Program
from modcheck.judgement import Blame, Finding, Level, Place, Role, Verdict
from modcheck.source import ModuleLayout, SourceFile, Span


class Beside(NamedTuple):
    """What stands around a module, as a judgement takes it."""

    findings: tuple[Finding, ...]
    files: dict[str, SourceFile]
    """Those that findings point into and that are not the module's own."""
    unread: tuple[tuple[Span, str], ...]
    """What could not be evaluated or read."""


def facts_of(program: Program, files: Mapping[str, SourceFile], main: str) -> Facts:
    """What the sources say, as the checks around need it."""
    return Facts(program.module_name, main, tuple(dict.fromkeys(program.device_ids)), files)


def beside(
    layout: ModuleLayout,
    program: Program,
    files: Mapping[str, SourceFile],
    book: RuleBook,
    kernel: str | None,
) -> Beside:
    """The findings around a module that need no reading of a whole tree."""
    seen = look_around(layout, facts_of(program, files, layout.shown), book.drivers, Asked(kernel))
    main = module_place(files[layout.shown])
    unread = [(note.span, note.text) for note in seen.around.build.notes]
    unread += [(main, problem) for problem in seen.problems]
    unread += [(main, r.text) for r in seen.around.build.reasons if "cannot be read" in r.text]
    return Beside(worded(seen, book.checks), files_of(seen, files), tuple(unread))


def worded(seen: Seen, pages: Mapping[str, CheckPage]) -> tuple[Finding, ...]:
    """A finding for each trouble; one whose page is in no rules folder is left out."""
    return tuple(_finding(seen, t, pages[t.rule]) for t in seen.troubles if t.rule in pages)


def _finding(seen: Seen, trouble: Trouble, page: CheckPage) -> Finding:
    change = trouble.change if trouble.change is not None else trouble.place
    where = seen.around.sources.line_of(change)

    def fill(template: str) -> str:
        text = template.replace("{resource}", trouble.subject).replace("{place}", where)
        return text.replace("{detail}", trouble.detail)

    return Finding(
        rule=trouble.rule,
        level=Level(page.tier),
        verdict=Verdict.VIOLATED,
        blame=Blame.DRIVER,
        message=fill(page.message),
        place=trouble.place,
        label=trouble.label,
        callback="",
        resource=trouble.subject,
        symptom=page.symptom,
        help=fill(trouble.advice or page.help),
        fingerprint=_fingerprint(trouble, seen.around.sources.files.get(trouble.place.path)),
        events=(),
        choices=(),
        profile="",
        trace=(),
        related=trouble.related,
        places=(Place(Role.HERE, trouble.place),),
    )


def _fingerprint(trouble: Trouble, file: SourceFile | None) -> str:
    """Stable under edits elsewhere: the check, what it is about, and the text of the line."""
    line = file.line_text(file.line_column(trouble.place.start)[0]) if file is not None else ""
    raw = "\0".join([trouble.rule, trouble.subject, " ".join(line.split())])
    return hashlib.sha256(raw.encode()).hexdigest()[:16]
