"""What `modcheck init` writes, as text."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from modcheck.report.words import printable


def configuration() -> str:
    """A modcheck.toml that changes nothing, and says what could be changed."""
    return """\
# The settings of modcheck; what is not set is as it is here. `modcheck check --help` says what they mean.
fail-on = "error"        # error, warning or note
framework = "both"       # both, as-implemented or as-intended
profile = "qemu"         # qemu or hw
depth = 1                # 1, 2 or 3
hazards = false          # true: note too what the kernel crate itself does wrong; a second search
prove = false            # true: for any number of frames and packets; slow
# kernel = "../linux"    # a kernel tree, read for wrappers that no rule knows
# baseline = "modcheck-baseline.json"
# exclude = ["drivers/old/**"]

# [levels]               # error, warning, note or off; `modcheck rules` lists the checks
# drop_of_reference = "note"

# [[paths]]
# match = "drivers/staging/**"
# levels = { unmask_before_handler = "off" }
"""


def hook() -> str:
    """A hook of pre-commit that runs the installed program."""
    return """\
repos:
  - repo: local
    hooks:
      - id: modcheck
        name: modcheck
        language: system
        entry: modcheck check --staged --only-modules --brief
        types: [rust]
        require_serial: true
"""


def workflow(source: str, folders: Sequence[str]) -> str:
    """A workflow of GitHub Actions: annotations of what a pull request changes, alerts on the main branch."""
    paths = " ".join(map(_word, folders))
    return f"""\
name: modcheck
on:
  push:
    branches: [main]
  pull_request:
permissions:
  contents: read
jobs:
  modcheck:
    runs-on: ubuntu-latest
    timeout-minutes: 20
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-python@v5
        with:
          python-version: "3.11"
      - run: pip install {source}
      - name: What the pull request changes
        if: github.event_name == 'pull_request'
        env:
          BASE: ${{{{ github.event.pull_request.base.sha }}}}
        run: modcheck check {paths} --format github --diff "$BASE"
      - name: All findings
        if: github.event_name != 'pull_request'
        run: modcheck check {paths} --format github
"""


def gitlab(source: str, folders: Sequence[str]) -> str:
    """A job of GitLab CI with a code quality report."""
    paths = " ".join(map(_word, folders))
    return f"""\
modcheck:
  image: python:3.11
  variables:
    GIT_DEPTH: 0
  script:
    - pip install {source}
    - modcheck check {paths} --format gitlab --output gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
"""


def _word(name: str) -> str:
    """A folder's name on a command line in YAML; a name that no line can hold is left to the author."""
    return shlex.quote(name) if name == printable(name) else "."
