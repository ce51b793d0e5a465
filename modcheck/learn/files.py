"""Rule files as text in, the files on disk out: merged with what is there, and nothing else is changed.

Above each function stands `# learned <hash>` with the hash of its text. A function whose text has another
hash was edited, and one without that line was written by hand: both are kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import libcst as cst

from modcheck.contracts.load import parse_rule_file
from modcheck.contracts.subset import check_text
from modcheck.errors import ModcheckError, RuleError, UsageError
from modcheck.learn.modules import ClassText, FileText, Written

MARK = "# learned "
_BLANK = cst.Module([])


def write_files(folder: Path, files: list[FileText]) -> Written:
    """Write the files below a folder, which is made if it is not there."""
    done = Written()
    for target, text in _texts(folder, files, done):
        _save(target, text)
        done.files.append(target.relative_to(folder).as_posix())
    return done


def forget_files(folder: Path, files: list[FileText]) -> list[str]:
    """Remove the files of which nothing is derived any more, if nobody wrote or changed anything there."""
    expected = {folder / file.name for file in files if not file.is_empty}
    gone = [path for path in sorted(folder.rglob("*.py")) if path not in expected and _is_learned(path)]
    for path in gone:
        path.unlink()
    return [path.relative_to(folder).as_posix() for path in gone]


def _is_learned(path: Path) -> bool:
    body = parse_rule_file(path, path.name).module.body
    classes = [member for part in body if isinstance(part, cst.ClassDef) for member in part.body.body]
    functions = [part for part in (*body, *classes) if isinstance(part, cst.FunctionDef)]
    return bool(functions) and all(_state(function) == "learned" for function in functions)


def stale_files(folder: Path, files: list[FileText]) -> list[str]:
    """The files below a folder that would be written otherwise, are missing, or are not learned any more."""
    expected = dict(_texts(folder, files, Written()))
    found = [target for target, text in expected.items() if not target.exists() or _read(target) != text]
    found += [path for path in folder.rglob("*.py") if path not in expected]
    return sorted(path.relative_to(folder).as_posix() for path in found)


def _read(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")


def _texts(folder: Path, files: list[FileText], done: Written) -> Iterator[tuple[Path, str]]:
    for file in files:
        _refuse(file, done)
        if not file.is_empty:
            target = folder / file.name
            yield target, _merged(file, _existing(target, file.name), done)


def _existing(target: Path, shown: str) -> cst.Module | None:
    if not target.exists():
        return None
    return parse_rule_file(target, shown).module


def _refuse(file: FileText, done: Written) -> None:
    """Leave out what the reader of rule files would not take."""
    for name, text in list(file.functions.items()):
        reason = _fault(file, None, text)
        if reason:
            del file.functions[name]
            done.refused.append((f"{file.module}::{name}", reason))
    for made in file.classes.values():
        for name, text in list(made.functions.items()):
            reason = _fault(file, made, text)
            if reason:
                del made.functions[name]
                done.refused.append((f"{file.module}::{made.name}::{name}", reason))


def _fault(file: FileText, made: ClassText | None, text: str) -> str:
    if made is not None:
        text = _head(made) + _indented(text)
    try:
        check_text(text, file.module)
    except (RuleError, ModcheckError, cst.ParserSyntaxError) as error:
        return str(error).splitlines()[0]
    return ""


def _merged(file: FileText, old: cst.Module | None, done: Written) -> str:
    body = list(old.body) if old is not None else []
    parts = [_top(file, old, body)]
    known = {s.name.value: s for s in body if isinstance(s, cst.FunctionDef)}
    parts += _functions(known, file.functions, file.module, done)
    classes = {s.name.value: s for s in body if isinstance(s, cst.ClassDef)}
    for name in dict.fromkeys([*classes, *file.classes]):
        text = _merged_class(classes.get(name), file.classes.get(name), f"{file.module}::{name}", done)
        if text:
            parts.append(text)
    return "\n\n".join(part.rstrip("\n") + "\n" for part in parts)


def _top(
    file: FileText, old: cst.Module | None, body: list[cst.BaseCompoundStatement | cst.SimpleStatementLine]
) -> str:
    """The docstring, the imports, and the tables that a person added."""
    docstring = f'"""`{file.module}`, derived from the source of the crate."""'
    lines: list[str] = []
    for statement in body:
        if isinstance(statement, cst.SimpleStatementLine):
            code = _BLANK.code_for_node(statement).strip("\n")
            if code.startswith(('"""', "'")):
                docstring = code
            elif not code.startswith("from "):
                lines.append(code)
    wanted: dict[str, list[str]] = {}
    for name, path in sorted(file.imports.items()):
        wanted.setdefault(path.rpartition("::")[0].replace("::", "."), []).append(name)
    imports = [f"from {module} import {', '.join(names)}" for module, names in sorted(wanted.items())]
    imports = list(dict.fromkeys([*_old_imports(body), *imports]))
    return "\n".join([docstring, *([""] if imports else []), *imports, *([""] if lines else []), *lines])


def _old_imports(body: list[cst.BaseCompoundStatement | cst.SimpleStatementLine]) -> list[str]:
    """Imports that are there already: a function that was kept may need them."""
    codes = [_BLANK.code_for_node(s).strip() for s in body if isinstance(s, cst.SimpleStatementLine)]
    return [code for code in codes if code.startswith("from ")]


def _functions(known: dict[str, cst.FunctionDef], new: dict[str, str], home: str, done: Written) -> list[str]:
    parts: list[str] = []
    for name in dict.fromkeys([*known, *new]):
        old = known.get(name)
        state = _state(old) if old is not None else "learned"
        if old is not None and state != "learned":
            parts.append(_BLANK.code_for_node(old).strip("\n") + "\n")
            done.kept += [f"{home}::{name}"] if state == "edited" else []
        elif name in new:
            parts.append(f"{MARK}{_hash(new[name])}\n{new[name]}")
        else:
            done.removed.append(f"{home}::{name}")
    return parts


def _state(node: cst.FunctionDef) -> str:
    """`learned`, `edited` or `written` by hand."""
    comments = [line.comment.value for line in node.leading_lines if line.comment is not None]
    marks = [comment[len(MARK) :] for comment in comments if comment.startswith(MARK)]
    if not marks:
        return "written"
    return "learned" if marks[-1].strip() == _hash(_bare(node)) else "edited"


def _bare(node: cst.FunctionDef) -> str:
    """The text of a function without the lines above it, at the left edge."""
    return _BLANK.code_for_node(node.with_changes(leading_lines=()))


def _hash(text: str) -> str:
    return hashlib.sha256(text.strip("\n").encode()).hexdigest()[:12]


def _merged_class(old: cst.ClassDef | None, new: ClassText | None, home: str, done: Written) -> str:
    members = list(old.body.body) if old is not None else []
    known = {m.name.value: m for m in members if isinstance(m, cst.FunctionDef)}
    functions = _functions(known, new.functions if new is not None else {}, home, done)
    others = [_BLANK.code_for_node(m).strip("\n") for m in members if not isinstance(m, cst.FunctionDef)]
    written = [line for line in others if line not in _field_lines(new)]
    if not functions and (new is None or not (written or new.made)):
        return ""
    if old is not None:
        head = _class_line(_BLANK.code_for_node(old))
        lines = [*others, *(line for line in _field_lines(new) if line not in others)]
    else:
        assert new is not None
        head, lines = _head(new).splitlines()[0], _field_lines(new)
    inner = "\n".join(lines or ([] if functions else ["pass"])) + ("\n\n" if lines and functions else "\n")
    return head + "\n" + _indented(inner + "\n".join(functions))


def _class_line(code: str) -> str:
    return next(line for line in code.splitlines() if line.startswith("class "))


def _field_lines(made: ClassText | None) -> list[str]:
    return [f'{name}: "{ty}"' for name, ty in made.fields] if made is not None else []


def _head(made: ClassText) -> str:
    base = f"(Generic[{', '.join(made.generics)}])" if made.generics else ""
    return f"class {made.name}{base}:\n" + _indented("\n".join(_field_lines(made)))


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" if line.strip() else "\n" for line in text.splitlines())


def _save(target: Path, text: str) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{target.name}.new")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(target)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror or error}", place=str(target)) from error
