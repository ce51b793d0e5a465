"""Futures do nothing until they are awaited, and own what they were given; tasks run, and are stopped."""

from pathlib import Path

from modcheck.engine import run_schedule
from tests.engine.snippets import PREFIX, machine_for, said, text_of
from tests.running import log_of

ITEMS = """
use kernel::kasync::executor::{workqueue::Executor as WqExecutor, Executor};
use kernel::spawn_task;

async fn inner(loud: Loud) -> Result<u32> {
    pr_info!("inner {}\\n", loud.0);
    Ok(loud.0)
}

async fn outer(first: Loud, second: Loud) {
    let held = first;
    if let Ok(number) = inner(second).await {
        pr_info!("outer {}\\n", number);
    }
    pr_info!("still {}\\n", held.0);
}
"""


def test_a_future_that_nobody_awaits_only_drops(tmp_path: Path) -> None:
    body = 'let later = outer(Loud(1), Loud(2)); pr_info!("made\\n"); drop(later); pr_info!("gone\\n");'
    assert said(tmp_path, body, ITEMS) == "made, drop 1, drop 2, gone"


def lines(folder: Path, body: str, events: str) -> list[list[str]]:
    ready = machine_for(folder, text_of(body, ITEMS))
    happened = run_schedule(ready, events.split())
    assert not [kind for kind in ready.coverage.values() if kind.startswith("unknown")]
    return [[line.removeprefix(PREFIX) for line in log_of(event)] for event in happened]


def test_a_task_runs_as_a_whole(tmp_path: Path) -> None:
    body = """
    let handle = WqExecutor::try_new(kernel::workqueue::system())?;
    spawn_task!(handle.executor(), outer(Loud(1), Loud(2)))?;
    pr_info!("spawned\\n");
    handle.detach();
    """
    told = ["inner 2", "drop 2", "outer 2", "still 1", "drop 1"]
    assert lines(tmp_path, body, "insmod thread") == [["spawned"], told]


def test_a_stopped_executor_drops_its_tasks(tmp_path: Path) -> None:
    body = """
    let handle = WqExecutor::try_new(kernel::workqueue::system())?;
    spawn_task!(handle.executor(), outer(Loud(1), Loud(2)))?;
    drop(handle);
    pr_info!("stopped\\n");
    """
    assert lines(tmp_path, body, "insmod thread") == [
        ["drop 1", "drop 2", "stopped"],
        ["(thread is not possible now)"],
    ]
