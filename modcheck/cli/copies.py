"""A module's layout in, the same module as the index or a commit has it out, in a folder of its own."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from modcheck.cli.complaints import tell
from modcheck.judging import Task
from modcheck.source import ModuleLayout, kernel_crate

if TYPE_CHECKING:
    from modcheck.changes import Snapshot


def staged_task(layout: ModuleLayout, kernel: str | None, copies: ExitStack) -> Task | None:
    """The module as it is staged; None if its main file is not."""
    from modcheck.changes import of_index, repository_of

    main = layout.main.absolute()
    repository = repository_of(main.parent)
    folder = repository.name_of(main).rpartition("/")[0] or "."
    snapshot = of_index(repository, folder)
    if main.name not in snapshot.blobs:
        tell(f"notice: {layout.shown} is not staged and was not looked at")
        return None
    return laid_out(snapshot, main.name, layout, kernel, copies)


def laid_out(
    snapshot: Snapshot, name: str, layout: ModuleLayout, kernel: str | None, copies: ExitStack
) -> Task:
    """A copy of a snapshot, which lives as long as `copies`, as a module that is shown as `layout` is. The
    kernel tree is the one beside the module itself."""
    import tempfile

    copy = Path(copies.enter_context(tempfile.TemporaryDirectory(prefix="modcheck-")))
    snapshot.write(copy)
    crate = kernel_crate(layout, kernel)
    tree = str(crate.parent.parent.absolute()) if crate is not None else ""
    there = ModuleLayout(layout.name, copy / name, layout.shown, kernel=tree, home=layout.home.absolute())
    return Task(there, f"{snapshot.content()} {name} {tree}")
