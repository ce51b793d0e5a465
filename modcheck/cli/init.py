"""`modcheck init`: a repository in; its configuration, hook and workflow out, in files that are not there
yet."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
from pathlib import Path

from modcheck.cli.codes import CLEAN
from modcheck.cli.output import to_file
from modcheck.cli.rules import Commands
from modcheck.errors import UsageError
from modcheck.report.words import counted, printable
from modcheck.source import ModuleLayout, discover, has_module_macro


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    """The command's options."""
    init = commands.add_parser(
        "init",
        help="write a configuration, a commit hook and a workflow for this repository",
        description="Writes modcheck.toml, .pre-commit-config.yaml and a workflow of GitHub or GitLab in the "
        "repository that you are in; the workflow only if it is known what pip is to install (--from). Files "
        "that exist are left as they are, and what would have been written is printed.",
    )
    source = "what pip is to install in CI (default: where this modcheck was installed from)"
    init.add_argument("--from", dest="source", metavar="REQUIREMENT", help=source)
    init.set_defaults(run=_init)


def _init(arguments: argparse.Namespace) -> int:
    from modcheck.changes import repository_of
    from modcheck.cli import templates

    repository = repository_of(Path.cwd())
    top = repository.top
    modules = [layout for layout in discover([str(top)]).modules if has_module_macro(layout)]
    if not modules:
        advice = "run it in the repository of a driver"
        raise UsageError("no Rust kernel module in this repository", place=str(top), advice=advice)
    folders = _folders(modules, top)
    print(f"{counted(len(modules), 'module')} in: {', '.join(printable(name) for name in folders)}")
    _offer(top / "modcheck.toml", templates.configuration())
    _offer(top / ".pre-commit-config.yaml", templates.hook())
    source = arguments.source or _installed_from(top) or _asked()
    address = repository.answers("remote", "get-url", "origin") or ""
    if source is None:
        print("no workflow is written: say with --from what pip is to install in CI")
    elif "gitlab" in address.lower() and not (top / ".github").is_dir():
        _offer(top / ".gitlab-ci.yml", templates.gitlab(shlex.quote(source), folders))
    else:
        workflow = templates.workflow(shlex.quote(source), folders)
        _offer(top / ".github" / "workflows" / "modcheck.yml", workflow)
    return CLEAN


def _folders(modules: list[ModuleLayout], top: Path) -> list[str]:
    found = {os.path.relpath(layout.main.absolute().parent, top) for layout in modules}
    return sorted(name.replace(os.sep, "/") for name in found)


def _offer(path: Path, text: str) -> None:
    """Write a file that is not there yet; show what would be in one that is."""
    name = os.path.relpath(path)
    if os.path.lexists(path):
        print(f"{name} exists and is left as it is; what would go there:\n\n{text}")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    to_file(str(path), text)
    print(f"{name} written")


def _asked() -> str | None:
    """Where CI gets modcheck from cannot be found out here: ask, if there is somebody to answer."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    question = "what is pip to install in CI (a path or an address; nothing: no workflow)? "
    print(question, end="", flush=True)
    return sys.stdin.readline().strip() or None


def _installed_from(top: Path) -> str | None:
    """What pip was told when it installed this program (PEP 610), if CI can be told the same."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        text = distribution("modcheck").read_text("direct_url.json")
        origin = json.loads(text) if text else {}
    except (PackageNotFoundError, ValueError):
        return None
    if "vcs_info" in origin:
        return f"git+{origin['url']}@{origin['vcs_info']['commit_id']}"
    folder = Path(str(origin.get("url", "")).removeprefix("file://"))
    if folder.is_absolute() and folder.is_relative_to(top):
        return f"./{folder.relative_to(top)}"
    return None
