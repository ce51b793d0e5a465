"""A module's layout and the settings in, its kept analysis out, if all it was made from is still the same."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

from modcheck.cache.store import Store
from modcheck.judgement import Analysis, Judgement, decode, encode
from modcheck.source import Answers, Looked, ModuleLayout, SourceFile, same
from modcheck.source.files import MAX_BYTES

SLOW_READ = 4.0
"""Seconds. Reading is cut off by the clock, so what was read slowly may be read better next time."""


class Key(NamedTuple):
    """What names a result: all that decides it but the files."""

    stamp: str
    settings: tuple[str, ...]
    name: str
    main: str
    shown: str

    def digest(self) -> str:
        """As one word."""
        text = json.dumps([self.stamp, *self.settings, self.name, self.main, self.shown])
        return hashlib.sha256(text.encode("ascii")).hexdigest()


class Results:
    """Analyses, kept in a store."""

    def __init__(self, store: Store, stamp: str) -> None:
        self.store = store
        self.stamp = stamp

    def load(self, layout: ModuleLayout, settings: tuple[str, ...], content: str = "") -> Analysis | None:
        """The kept analysis of a module. `content` names what it is read from, where that is no place on the
        disk that could be looked at again (a commit)."""
        key = self._key(layout, settings, content)
        known: Answers = {}
        for answers in self.store.candidates(key):
            try:
                asked = dict(json.loads(answers))
                if not same(asked, known):
                    continue
                text = self.store.text(key, answers)
                if text is None:
                    return None
                analysis = _analysis(json.loads(text), asked, layout, bool(content))
            except (ValueError, LookupError, TypeError, AttributeError):
                self.store.forget(key, answers)
                return None
            if analysis is not None:
                self.store.used(key, answers)
                return analysis
        return None

    def keep(
        self, layout: ModuleLayout, settings: tuple[str, ...], analysis: Analysis, content: str = ""
    ) -> None:
        """Keep an analysis, if it can be asked later whether it still holds."""
        if analysis.seconds.get("read", 0.0) > SLOW_READ:
            return
        answers = layout.looked.answers
        if content:  # what lies in the copy of the commit is named by the commit
            inside = str(layout.main.parent)
            answers = {question: a for question, a in answers.items() if inside not in question}
        paths = {} if content else _paths(layout, analysis)
        document = {
            "files": [[shown, paths.get(shown, "")] for shown in analysis.files],
            "callbacks": analysis.callbacks,
            "lost": analysis.lost,
            "judgement": encode(analysis.judgement),
        }
        text = json.dumps(document, separators=(",", ":"))
        self.store.keep(self._key(layout, settings, content), json.dumps(sorted(answers.items())), text)

    def _key(self, layout: ModuleLayout, settings: tuple[str, ...], content: str) -> str:
        main = content or str(layout.main.absolute())
        return Key(self.stamp, settings, layout.name, main, layout.shown).digest()


def _paths(layout: ModuleLayout, analysis: Analysis) -> dict[str, str]:
    """The name shown of each file → its path."""
    return {shown: str(layout.path_of(shown).absolute()) for shown in analysis.files}


def _analysis(
    document: dict[str, Any], answers: Answers, layout: ModuleLayout, elsewhere: bool
) -> Analysis | None:
    """Decode, and read the sources again; None if one of them has changed since it was asked for."""
    files: dict[str, SourceFile] = {}
    looked = Looked()
    for shown, path in document["files"]:
        real = layout.path_of(shown) if elsewhere else Path(path)
        try:
            files[shown] = SourceFile(shown, looked.read(real, MAX_BYTES + 1))
        except OSError:
            return None
    if not elsewhere and any(answers.get(question) != answer for question, answer in looked.answers.items()):
        return None
    judgement: Judgement = decode(Judgement, document["judgement"])
    callbacks, lost = document["callbacks"], document["lost"]
    if not isinstance(callbacks, int) or not isinstance(lost, int):
        raise ValueError("no count")
    return Analysis(judgement, files, {}, callbacks, lost)
