"""What a rule file may not hold is refused with the file, the line and a reason; nothing of it is run."""

from pathlib import Path

import pytest

from modcheck.contracts.load import read_rules
from modcheck.errors import RuleError

GOOD = '''"""A rule file."""


class Thing:
    held: "bool"

    def new():
        return Thing(held=0)


def function(value):
    while value > 0:
        value = value - 1
    return value
'''

REFUSED_AT_TOP = {
    "import": "import os",
    "import as": "import os.path as p",
    "import from": "from os import path",
    "import star": "from os import *",
    "call": "print('here')",
    "while": "while True:\n    pass",
    "for": "for n in range(3):\n    pass",
    "if": "if True:\n    x = 1",
    "with": "with open('x') as f:\n    pass",
    "try": "try:\n    x = 1\nfinally:\n    pass",
    "assigned call": "x = open('x')",
    "assigned name": "x = y",
    "comprehension": "x = [n for n in (1, 2)]",
    "lambda": "x = lambda: 1",
    "delete": "del x",
    "augmented": "x += 1",
    "attribute": "x.y = 1",
    "async": "async def f():\n    return 1",
}
REFUSED_IN_FUNCTION = {
    "for": "for n in value:\n        pass",
    "lambda": "return lambda: 1",
    "import": "import os",
    "import from": "from os import path",
    "try": "try:\n        pass\n    except OSError:\n        pass",
    "with": "with value:\n        pass",
    "raise": "raise value",
    "global": "global x",
    "delete": "del value",
    "inner function": "def inner():\n        return 1",
    "inner class": "class Inner:\n        pass",
    "yield": "yield value",
    "comprehension": "return [n for n in value]",
    "dictionary": "return {value: 1}",
    "float": "return 1.5",
    "power": "return value ** 2",
    "call of a call": "return value()()",
    "subscript call": "return value[0]()",
    "assert": "assert value",
    "walrus": "return (n := value)",
    "star": "return function(*value)",
}


def refusal(tmp_path: Path, text: str, name: str = "core/bad.py") -> RuleError:
    """The refusal that a folder with this one file meets."""
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        read_rules(tmp_path)
    return caught.value


def test_the_good_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "good.py").write_text(GOOD, encoding="utf-8")
    assert set(read_rules(tmp_path).program.functions) == {"core::Thing::new", "core::function"}


@pytest.mark.parametrize("statement", REFUSED_AT_TOP.values(), ids=REFUSED_AT_TOP)
def test_refused_at_the_top(tmp_path: Path, statement: str) -> None:
    error = refusal(tmp_path, f"{GOOD}\n\n{statement}\n")
    assert error.place == f"core/bad.py:{len(GOOD.splitlines()) + 3}"
    assert str(error) and error.advice


@pytest.mark.parametrize("statement", REFUSED_IN_FUNCTION.values(), ids=REFUSED_IN_FUNCTION)
def test_refused_in_a_function(tmp_path: Path, statement: str) -> None:
    text = f"{GOOD}\n\ndef bad(value):\n    {statement}\n"
    error = refusal(tmp_path, text)
    assert error.place == f"core/bad.py:{len(GOOD.splitlines()) + 4}"
    assert str(error)


@pytest.mark.parametrize("decorator", ["@cached", "@acquire('x', 'y')", "@functools.wraps(f)", "@property"])
def test_unknown_decorator(tmp_path: Path, decorator: str) -> None:
    error = refusal(tmp_path, f"{GOOD}\n\n{decorator}\ndef bad(value):\n    return value\n")
    place = str(error.place)
    assert place.startswith("core/bad.py:") and int(place.rpartition(":")[2]) in (17, 18)
    assert "decorator" in str(error)


def test_a_decorator_takes_literals_only(tmp_path: Path) -> None:
    error = refusal(tmp_path, f"{GOOD}\n\n@acquires(kind, 'dev')\ndef bad(dev):\n    return 0\n")
    assert error.place == "core/bad.py:17"


@pytest.mark.parametrize("decorator", ["@releases('x', 'dev', 'twice')", "@fails('bool', 1)"])
def test_a_decorator_takes_words_that_it_knows(tmp_path: Path, decorator: str) -> None:
    error = refusal(tmp_path, f"{GOOD}\n\n{decorator}\ndef bad(dev):\n    return 0\n")
    assert str(error.place).startswith("core/bad.py:")
    assert "`held`" in str(error) or "err_ptr" in str(error)


@pytest.mark.parametrize("text", ["def broken(:\n", "x = '\n", "\tx = 1\n y = 2\n"])
def test_no_python(tmp_path: Path, text: str) -> None:
    error = refusal(tmp_path, text)
    assert str(error.place).startswith("core/bad.py")
    assert "not valid Python" in str(error)


def test_too_large(tmp_path: Path) -> None:
    assert "too large" in str(refusal(tmp_path, "# comment\n" * 40_000))


NO_LITERALS = ["import os", "def f():\n    return 1", "class C:\n    x = 1", "x = f()"]


@pytest.mark.parametrize("statement", NO_LITERALS)
def test_a_check_holds_literals_only(tmp_path: Path, statement: str) -> None:
    error = refusal(tmp_path, f'"""A page."""\n\ntitle = "t"\n{statement}\n', "checks/bad.py")
    assert error.place == "checks/bad.py:4"


def test_a_check_must_be_complete(tmp_path: Path) -> None:
    error = refusal(tmp_path, '"""A page."""\n\ntitle = "t"\n', "checks/bad.py")
    assert error.place == "checks/bad.py" and "tier" in str(error)


def test_refusing_does_not_run(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    refusal(tmp_path / "rules", f"open({str(mark)!r}, 'w').close()\n")
    assert not mark.exists()
