"""Put a copy of `rules/` inside the wheel, as `modcheck/_rules`; everything else is in pyproject.toml.

`rules/` stands beside the package because it is data that people edit, not code that is imported.
An editable install leaves it there (`<repository>/rules`); a wheel can only carry files below a package.
So the program looks in two places, in this order:

    Path(modcheck.__file__).parent / "_rules"          installed from a wheel
    Path(modcheck.__file__).parent.parent / "rules"    a checkout, or `pip install -e .`
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithRules(build_py):
    """The usual build of the Python files, then the copy; an editable install skips the copy."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / "modcheck" / "_rules"
            shutil.rmtree(target, ignore_errors=True)  # a rule that was deleted must not survive in build/
            shutil.copytree("rules", target, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))


setup(cmdclass={"build_py": BuildWithRules})
