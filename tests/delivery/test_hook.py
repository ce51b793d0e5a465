"""The hooks, run by pre-commit itself in a repository that pins this one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import ROOT
from tests.scratch import BAD, GOOD, Repository, cache_with_rules, modcheck

PRE_COMMIT = Path(sys.executable).with_name("pre-commit")
CONFIG = """\
repos:
  - repo: {repository}
    rev: {commit}
    hooks:
      - id: {hook}
        language: system
        entry: {python} -m {entry}
"""


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A repository with our hooks, as pre-commit wants to clone one. The program is the one under test."""
    made = Repository(tmp_path_factory.mktemp("hooks"))
    made.write(".pre-commit-hooks.yaml", (ROOT / ".pre-commit-hooks.yaml").read_text())
    return str(made.folder), made.commit()


def entry_of(hook: str) -> str:
    """The entry as it is published."""
    text = (ROOT / ".pre-commit-hooks.yaml").read_text()
    part = text[text.index(f"- id: {hook}\n") :]
    return next(line.partition("entry: ")[2] for line in part.splitlines() if "entry: " in line)


@pytest.fixture
def repository(tmp_path: Path, hooks: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with the hook installed, whose commits run it."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("XDG_CACHE_HOME", cache_with_rules(tmp_path / "cache")["XDG_CACHE_HOME"])
    made = Repository(tmp_path / "work")
    install(made, hooks, "modcheck")
    return made


def install(repository: Repository, hooks: tuple[str, str], hook: str) -> None:
    name, commit = hooks
    text = CONFIG.format(
        repository=name, commit=commit, hook=hook, python=sys.executable, entry=entry_of(hook)
    )
    repository.write(".pre-commit-config.yaml", text)
    repository.git("add", "--all")
    subprocess.run([PRE_COMMIT, "install"], cwd=repository.folder, check=True, capture_output=True)


def commit(repository: Repository) -> subprocess.CompletedProcess[str]:
    """Try to commit what is staged."""
    return subprocess.run(
        ["git", "commit", "--message", "change"],
        cwd=repository.folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_bad_commit_is_refused_and_a_good_one_passes(repository: Repository) -> None:
    repository.write("drivers/m.rs", BAD.read_text())
    repository.git("add", "--all")
    run = commit(repository)
    assert run.returncode == 1
    told = run.stdout + run.stderr
    assert "error[leak_on_remove]: `remove` does not give back the enabled PCI function" in told
    assert "--> drivers/m.rs:70:9" in told and "= help: " in told and "= explain: modcheck explain " in told
    assert "Traceback" not in told and len(told.splitlines()) < 40
    repository.write("drivers/m.rs", GOOD.read_text())
    repository.git("add", "--all")
    run = commit(repository)
    assert run.returncode == 0, run.stdout + run.stderr


def test_only_what_is_staged_is_judged(repository: Repository) -> None:
    repository.write("m.rs", GOOD.read_text())
    repository.git("add", "--all")
    repository.write("m.rs", BAD.read_text())
    assert commit(repository).returncode == 0
    repository.git("add", "--all")
    repository.write("m.rs", GOOD.read_text())
    assert commit(repository).returncode == 1


def test_a_member_that_was_not_added_is_missing(repository: Repository) -> None:
    """pre-commit leaves files alone that git does not know; the commit will not have them."""
    repository.write("m.rs", GOOD.read_text().replace("use kernel", "mod part;\nuse kernel", 1))
    repository.git("add", "--all")
    repository.write("part.rs", "pub(crate) fn f() {}\n")
    run = commit(repository)
    assert run.returncode == 1 and "the file of `mod part` is missing" in run.stdout + run.stderr
    repository.git("add", "--all")
    assert commit(repository).returncode == 0


def test_a_member_leads_to_its_module_once(repository: Repository) -> None:
    repository.write("m.rs", BAD.read_text().replace("use kernel", "mod part;\nmod more;\nuse kernel", 1))
    for name in ("part", "more"):
        repository.write(f"{name}.rs", "pub(crate) fn f() {}\n")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--no-verify", "--message", "first")
    for name in ("part", "more"):
        repository.write(f"{name}.rs", "pub(crate) fn g() {}\n")
    repository.git("add", "--all")
    run = commit(repository)
    assert run.returncode == 1
    assert (run.stdout + run.stderr).count("error[leak_on_remove]") == 1


def test_rust_of_other_programs_is_passed_over(repository: Repository) -> None:
    repository.write("tool/main.rs", 'fn main() { println!("hello"); }\n')
    repository.git("add", "--all")
    run = commit(repository)
    assert run.returncode == 0, run.stdout + run.stderr


def test_all_modules(repository: Repository, hooks: tuple[str, str]) -> None:
    repository.write("a/m.rs", GOOD.read_text())
    repository.write("b/n.rs", BAD.read_text())
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--no-verify", "--message", "first")
    install(repository, hooks, "modcheck-all")
    repository.write("a/m.rs", GOOD.read_text() + "// changed\n")
    repository.git("add", "--all")
    run = commit(repository)
    assert run.returncode == 1 and "b/n.rs:70" in run.stdout + run.stderr


def test_two_hooks_at_once_share_a_cache(repository: Repository, tmp_path: Path) -> None:
    """Two work trees, since pre-commit writes the index: in one, git itself refuses the second."""
    for number in range(3):
        repository.write(f"m{number}.rs", (BAD if number == 2 else GOOD).read_text() + f"// {number}\n")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--no-verify", "--message", "modules")
    trees = [tmp_path / "one", tmp_path / "two"]
    for tree in trees:
        repository.git("worktree", "add", "--quiet", "--detach", str(tree))
    run = [str(PRE_COMMIT), "run", "--all-files", "modcheck"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    running = [subprocess.Popen(run, cwd=tree, **pipes) for tree in trees]  # type: ignore[call-overload]
    texts = [process.communicate(timeout=120)[0] for process in running]
    assert [process.returncode for process in running] == [1, 1], texts
    assert all("error[leak_on_remove]" in text and "notice" not in text for text in texts)
    last = subprocess.run(run, cwd=repository.folder, capture_output=True, text=True, check=False)
    assert last.returncode == 1 and "error[leak_on_remove]" in last.stdout


def test_the_manifest_is_valid() -> None:
    run = subprocess.run(
        [PRE_COMMIT, "validate-manifest", ROOT / ".pre-commit-hooks.yaml"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_init_writes_what_pre_commit_and_github_accept(tmp_path: Path) -> None:
    made = Repository(tmp_path / "new")
    made.write("drivers/it's here/m.rs", GOOD.read_text())
    run = modcheck("init", "--from", "git+https://example.org/modcheck@v1", cwd=made.folder)
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines() == [
        "1 module in: drivers/it's here", "modcheck.toml written", ".pre-commit-config.yaml written",
        ".github/workflows/modcheck.yml written",
    ]  # fmt: skip
    config = subprocess.run(
        [PRE_COMMIT, "validate-config"], cwd=made.folder, capture_output=True, text=True, check=False
    )
    assert config.returncode == 0, config.stdout
    checker = Path(sys.executable).with_name("check-jsonschema")
    schema = ["--builtin-schema", "vendor.github-workflows", ".github/workflows/modcheck.yml"]
    subprocess.run([checker, *schema], cwd=made.folder, check=True, capture_output=True)
    assert modcheck("check", "drivers", cwd=made.folder).returncode == 0, "the configuration is read"
    again = modcheck("init", "--from", "x", cwd=made.folder).stdout
    assert again.count("exists and is left as it is") == 3


def test_init_for_gitlab_and_without_a_source(tmp_path: Path) -> None:
    made = Repository(tmp_path / "new")
    made.write("m.rs", GOOD.read_text())
    made.git("remote", "add", "origin", "https://gitlab.example.org/a/b.git")
    assert "no workflow is written: say with --from" in modcheck("init", cwd=made.folder).stdout
    assert ".gitlab-ci.yml written" in modcheck("init", "--from", "x", cwd=made.folder).stdout
    checker = Path(sys.executable).with_name("check-jsonschema")
    schema = ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", ".gitlab-ci.yml"]
    subprocess.run([checker, *schema], cwd=made.folder, check=True, capture_output=True)


def test_init_where_there_is_no_module(tmp_path: Path) -> None:
    run = modcheck("init", cwd=Repository(tmp_path / "new").folder)
    assert run.returncode == 2 and "no Rust kernel module in this repository" in run.stderr


# The GitHub action


def test_the_action_keeps_to_its_schema() -> None:
    checker = Path(sys.executable).with_name("check-jsonschema")
    command = [str(checker), "--builtin-schema", "vendor.github-actions", str(ROOT / "action.yml")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def script_of_the_action() -> str:
    import yaml  # type: ignore[import-untyped]

    steps = yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]
    assert "${{" not in steps[1]["run"], "an input in the text of a script could give orders"
    return str(steps[1]["run"])


def test_the_action_annotates_and_fails(tmp_path: Path) -> None:
    bin_folder = tmp_path / "modcheck" / "bin"
    bin_folder.mkdir(parents=True)
    (bin_folder / "modcheck").write_text(f'#!/bin/sh\nexec {sys.executable} -m modcheck "$@"\n')
    (bin_folder / "modcheck").chmod(0o755)
    bash = shutil.which("bash")
    assert bash is not None
    inputs = {
        "PATHS": "fixtures/leak_on_remove",
        "BASE": "",
        "FAIL_ON": "",
        "SARIF": str(tmp_path / "all.sarif"),
    }
    environment = {**os.environ, **{f"MODCHECK_{name}": value for name, value in inputs.items()}}
    environment |= {"RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": str(tmp_path / "s")}
    command = [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", script_of_the_action()]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 1, run.stderr
    assert run.stdout.startswith("::error file=fixtures/leak_on_remove/")
    assert (tmp_path / "all.sarif").stat().st_size > 0 and (tmp_path / "s").read_text().startswith(
        "## modcheck"
    )
    environment["MODCHECK_PATHS"] = "fixtures/leak_on_remove/passes_freed_by_drop.rs; touch owned"
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert not (ROOT / "owned").exists()


def test_the_workflow_in_the_readme_keeps_to_its_schema(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = text.partition("<!-- checked: github-workflows -->\n```yaml\n")[2].partition("```")[0]
    (tmp_path / "workflow.yml").write_text(block, encoding="utf-8")
    checker = str(Path(sys.executable).with_name("check-jsonschema"))
    command = [checker, "--builtin-schema", "vendor.github-workflows", str(tmp_path / "workflow.yml")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    import yaml

    inputs = set(yaml.safe_load((ROOT / "action.yml").read_text())["inputs"])
    used = next(
        s["with"] for s in yaml.safe_load(block)["jobs"]["modcheck"]["steps"] if "modcheck@" in s["uses"]
    )
    assert set(used) <= inputs


def test_the_configuration_in_the_readme_is_read(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (tmp_path / "modcheck.toml").write_text(
        text.partition("```toml\n")[2].partition("```")[0], encoding="utf-8"
    )
    (tmp_path / "m.rs").write_bytes(GOOD.read_bytes())
    run = modcheck("check", tmp_path / "m.rs")
    assert (run.returncode, run.stderr) == (2, f"error: {tmp_path}/../linux: no rust/kernel in this tree\n"
                                               "  help: name the top of a kernel tree\n")  # fmt: skip
