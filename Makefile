# make demo   the story in two commands: what is wrong with version C, and what version A does
# make test   every test, lint and type check
# make lint   ruff and mypy alone

PYTHON ?= python3
BIN := .venv/bin
STORY := fixtures/drivers/e1000_story

.PHONY: demo test lint
.DELETE_ON_ERROR:

# Exit 1 means "there are findings", which is what the demo is to show; 2 and above is a failure. Python
# itself also exits with 1 if the program cannot start, so the first line sees to it that it can.
demo: .venv/installed
	$(BIN)/modcheck --help >/dev/null
	$(BIN)/modcheck check $(STORY)/c_fixed || test $$? -eq 1
	$(BIN)/modcheck run $(STORY)/a_given insmod up rmmod insmod || test $$? -eq 1

test: .venv/installed-test
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

lint: .venv/installed-test
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy

# The stamps make a change of the dependencies reinstall, and nothing else.
.venv/installed: pyproject.toml setup.py | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/installed-test: pyproject.toml setup.py | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@

$(BIN)/python:
	$(PYTHON) -m venv .venv
