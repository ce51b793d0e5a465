"""The reader of makefiles against GNU make itself, on texts of our own; and what it leaves undecided."""

import subprocess
import time
from pathlib import Path

import pytest

from modcheck.around.dotconfig import Configuration
from modcheck.around.kbuild import Kbuild, Setting, Unread, read_kbuild
from modcheck.around.tree import tree_of
from tests.around.beside import lay, sources_of

SECONDS = 10
"""Of processor time, for half a megabyte."""

VALUES = {"A": "y", "B": "m", "TEXT": "some text"}
SETTING = Setting(None, Configuration(".config", VALUES, {}, "x86"), external=True)

TEXTS = {
    "plain": "obj-m := a.o b.o\n",
    "append": "obj-m := a.o\nobj-m += b.o\n",
    "replaced": "obj-m := a.o\nobj-m := b.o\n",
    "by_symbol": "obj-$(CONFIG_A) += a.o\nobj-$(CONFIG_B) += b.o\nobj-$(CONFIG_C) += c.o\n",
    "braces": "obj-${CONFIG_A} += a.o\nobj-${CONFIG_B} += b.o\n",
    "continued": "obj-m := a.o \\\n  b.o \\\n\tc.o\nobj-y := d.o\n",
    "comment": "obj-m := a.o # b.o\n# obj-m += c.o\nobj-m += d.o# e.o\n",
    "comment_continued": "# one \\\nobj-m := a.o\nobj-m += b.o\n",
    "recursive": "obj-m = $(list)\nlist = a.o b.o\n",
    "default": "list ?= a.o\nlist ?= b.o\nobj-m := $(list)\n",
    "folders": "obj-y += net/ usb/\nobj-$(CONFIG_B) += sub/\n",
    "ifdef": "ifdef CONFIG_A\nobj-m := a.o\nelse\nobj-m := b.o\nendif\n",
    "ifndef": "ifndef CONFIG_C\nobj-m := a.o\nelse\nobj-m := b.o\nendif\n",
    "ifeq": "ifeq ($(CONFIG_A),y)\nobj-m := a.o\nendif\nifeq ($(CONFIG_B), y)\nobj-m += b.o\nendif\n",
    "ifneq": "ifneq ($(CONFIG_C),)\nobj-m := a.o\nelse\nobj-m := b.o\nendif\n",
    "quotes": "ifeq \"$(CONFIG_A)\" 'y'\nobj-m := a.o\nendif\n",
    "else_if": "ifeq ($(CONFIG_C),y)\nobj-m := a.o\nelse ifeq ($(CONFIG_B),m)\nobj-m := b.o\nelse\n"
    "obj-m := c.o\nendif\n",
    "else_if_taken": "ifdef CONFIG_A\nobj-m := a.o\nelse ifdef CONFIG_B\nobj-m := b.o\nelse\n"
    "obj-m := c.o\nendif\n",
    "nested": "ifdef CONFIG_A\nifdef CONFIG_C\nobj-m := a.o\nelse\nobj-m := b.o\nendif\n"
    "obj-m += c.o\nendif\n",
    "nested_off": "ifdef CONFIG_C\nifdef CONFIG_A\nobj-m := a.o\nelse\nobj-m := b.o\nendif\nendif\n"
    "obj-m += c.o\n",
    "indented": "ifdef CONFIG_A\n  obj-m := a.o\n\tobj-m += b.o\nendif\n",
    "recipe": "obj-m := a.o\nall:\n\tobj-m := b.o\n\nobj-m += c.o\n",
    "target_variable": "all: obj-m := b.o\nobj-m += a.o\nall: ;\n",
    "define": "define text\nobj-m := a.o\nendef\nobj-m := b.o\n",
    "addsuffix": "names := a b\nobj-m := $(addsuffix .o,$(names)) $(addprefix x/,c.o)\n",
    "patsubst": "files := a.c b.c d.h\nobj-m := $(patsubst %.c,%.o,$(filter %.c,$(files)))\n",
    "substitution": "files := a.c b.c\nobj-m := $(files:.c=.o) $(files:%.c=x_%.o)\n",
    "filter_out": "obj-m := $(filter-out b.o,a.o b.o c.o)\n",
    "sort": "obj-m := $(sort b.o a.o b.o)\n",
    "words": "l := a.o b.o\nobj-m := $(firstword $(l)) $(lastword $(l)) $(strip  c.o   d.o )\n",
    "subst": "obj-m := $(subst x,a,x.o) $(notdir z/q.o) $(basename r.c).o\n",
    "if": "obj-m := $(if $(CONFIG_A),a.o,b.o) $(if $(CONFIG_C),c.o,d.o)\n",
    "computed_name": "kind := m\nobj-$(kind) := a.o\n",
    "function_in_name": "obj-$(subst m,y,$(CONFIG_B)) += a.o\nobj-$(if $(CONFIG_A),m) += b.o\n",
    "spaces_around": "obj-m:=a.o\nobj-m+=b.o\nexport   obj-m  +=   c.o\n",
    "nested_reference": "which := list\nlist := a.o\nobj-m := $($(which))\n",
    "export": "export list := a.o\nobj-m := $(list)\nexport list\n",
    "override": "override obj-m := a.o\n",
    "dollar": "obj-m := a$$b.o\n",
    "collected": "foo-$(CONFIG_A) := a.o\nfoo-$(CONFIG_C) += c.o\nobj-m := $(foo-y)\n",
    "text_value": 'ifeq ($(CONFIG_TEXT),"some text")\nobj-m := a.o\nelse\nobj-m := b.o\nendif\n',
    "hash_escaped": "obj-m := a\\#b.o\n",
    "crlf_free_blank": "\n\n   \nobj-m := a.o   \n",
}


def by_make(text: str, folder: Path) -> dict[str, list[str]]:
    """The lists as GNU make has them."""
    shown = "".join(f"$(info {name}=$({name}))\n" for name in ("obj-m", "obj-y"))
    path = lay(folder, oracle=f"{text}\n{shown}.PHONY: all nothing\nnothing: ;@:\n") / "oracle"
    values = [f"CONFIG_{name}={value}" for name, value in VALUES.items()]
    run = subprocess.run(
        ["make", "--silent", "-rR", "-f", path, *values, "nothing"],
        cwd=folder, capture_output=True, text=True, check=False, timeout=20, env={"PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    pairs = (line.partition("=") for line in run.stdout.splitlines() if line.startswith("obj-"))
    return {name: words.split() for name, _, words in pairs}


def by_us(text: str, folder: Path) -> tuple[dict[str, list[str]], Kbuild]:
    """The lists as they are read here."""
    lay(folder, Makefile=text)
    found = read_kbuild(sources_of(folder), folder, SETTING)
    assert isinstance(found, Kbuild)
    lists = {
        f"obj-{value}": [goal.word for goal in found.goals if goal.value == value] for value in ("m", "y")
    }
    return lists, found


@pytest.mark.parametrize("case", TEXTS)
def test_lists_are_those_of_make(case: str, tmp_path: Path) -> None:
    lists, found = by_us(TEXTS[case], tmp_path)
    ours = {name: sorted(words) for name, words in lists.items()}
    assert ours == {name: sorted(words) for name, words in by_make(TEXTS[case], tmp_path).items()}
    assert found.notes == () and all(goal.sure for goal in found.goals)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("obj-m := $(shell touch ran).o\n", "`$(shell touch ran)` is not evaluated"),
        ("list != touch ran\nobj-m := $(list)\n", "`$(shell touch ran)` is not evaluated"),
        ("obj-m := $(wildcard *.o)\n", "`$(wildcard *.o)` is not evaluated"),
        ("obj-m := $(call find,x)\n", "`$(call find,x)` is not evaluated"),
        ("obj-m := $(eval x := y) a.o\n", "`$(eval x := y)` is not evaluated"),
        ("obj-m := $(foreach x,a b,$(x).o)\n", "`$(foreach x,a b,$(x).o)` is not evaluated"),
        ("obj-m := $(UNSET)\n", "`$(UNSET)` is not evaluated"),
        ("obj-m := $(list)\nlist = a.o\n", "`$(list)` is not evaluated"),
        ("obj-m := $(a\n", "a reference without its end is not evaluated"),
        ("ifeq ($(UNSET),x)\nobj-m := a.o\nendif\n", "evaluated: this condition is not decided"),
        ("ifdef UNSET\nobj-m := a.o\nelse\nobj-m := b.o\nendif\n", "this condition is not decided"),
        ("include gone.mk\n", "gone.mk is included here, but is not there"),
        ("include Makefile\n", "Makefile is included here, and includes itself"),
        ("include ../Makefile\n", "../Makefile is included here, but lies outside of the tree"),
        ("include /etc/hostname\n", "/etc/hostname is included here, but lies outside of the tree"),
        ("include $(UNSET)/x.mk\n", "`$(UNSET)` is not evaluated: what is included here is not read"),
        ("x = $(x) a\nobj-m := $(x)\n", "a chain of variables that is too long is not evaluated"),
    ],
)
def test_what_is_not_decided_is_noted_once(text: str, note: str, tmp_path: Path) -> None:
    _, found = by_us(text, tmp_path)
    assert len(found.notes) == 1 and note in found.notes[0].text, found.notes
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "text",
    [
        "-include gone.mk\nobj-m := a.o\n",
        "sinclude gone.mk\nobj-m := a.o\n",
        "ccflags-y := $(call cc-option,-Wx)\nobj-m := a.o\n",
        "ifeq ($(V),1)\nccflags := -g\nendif\nobj-m := a.o\n",
        "VERSION := $(shell uname -r)\nall:\n\tmake -C /lib/modules/$(VERSION)\nobj-m := a.o\n",
    ],
)
def test_what_no_list_depends_on_is_not_noted(text: str, tmp_path: Path) -> None:
    lists, found = by_us(text, tmp_path)
    assert found.notes == () and lists["obj-m"] == ["a.o"]


def test_included_lists_count(tmp_path: Path) -> None:
    lay(tmp_path, lists__mk="obj-m += b.o\ninclude more/more.mk\n", more_in_more__mk="obj-m += c.o\n")
    lists, found = by_us("obj-m := a.o\ninclude $(src)/lists.mk\n", tmp_path)
    assert lists["obj-m"] == ["a.o", "b.o", "c.o"] and found.notes == ()


def test_without_a_configuration_symbols_are_not_known(tmp_path: Path) -> None:
    lay(tmp_path, Makefile="obj-$(CONFIG_A) += a.o\nobj-m += b.o\n")
    found = read_kbuild(sources_of(tmp_path), tmp_path, Setting(None, None, True))
    assert isinstance(found, Kbuild)
    assert [(goal.word, goal.value, goal.symbol) for goal in found.goals] == [
        ("a.o", None, "A"),
        ("b.o", "m", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a := $(a)$(a)\n" * 3000,
        "".join(f"v{n} = $(v{n + 1})$(v{n + 1})\n" for n in range(60)) + "v60 = xxxxxxxx\nobj-m := $(v0)\n",
        "obj-m := " + "$(" * 20_000,
        "ifdef A\n" * 20_000,
        "endif\nelse\n" * 20_000,
        "include Makefile\n" * 5_000,
        "obj-m := a.o\\\n" * 20_000,
        "define x\n" * 20_000,
        "$(if " * 5_000,
        "obj-m := " + "$(filter %,a)" * 20_000 + "\n",
        "".join(f"obj-m += a{n}.o\na{n}-y := b.o\n" for n in range(12_000)),
        "é := a\n" * 60_000,
        "x := " + "a" * 60_000 + "\nobj-m := $(subst a,$(x),$(x))\n",
        "x := " + "a " * 30_000 + "\nobj-m := $(filter $(x),$(x))\n",
        "x := " + "a " * 30_000 + "\nobj-m := $(patsubst %,$(x),$(x))\n",
        "".join(f"a{n}-$(CONFIG_A) := b.o\nobj-m += $(a{n}-y)\n" for n in range(10_000)),
        "obj-m += $(x)\n" * 30_000,
    ],
    ids=[
        "doubling", "tower", "open", "ifdef", "endif", "include", "continued", "define", "if", "filter",
        "composites", "letters", "subst", "filter_all", "patsubst", "gathered", "unset",
    ],
)  # fmt: skip
def test_hostile_makefiles_end(text: str, tmp_path: Path) -> None:
    lay(tmp_path, Makefile=text[:500_000])
    started = time.process_time()
    assert read_kbuild(sources_of(tmp_path), tmp_path, SETTING) is not None
    assert time.process_time() - started < SECONDS


def test_hostile_recipe_ends(tmp_path: Path) -> None:
    lay(tmp_path, Makefile="all:\n\t" + "make " * 90_000 + "\n", hello__rs="")
    started = time.process_time()
    assert tree_of(sources_of(tmp_path), None).top is None
    assert time.process_time() - started < SECONDS


def test_a_makefile_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_bytes(b"obj-m := \0\n")
    found = read_kbuild(sources_of(tmp_path), tmp_path, SETTING)
    assert isinstance(found, Unread) and found.reason == "binary content (a NUL byte)"
