"""The files `modcheck.toml` and `pyproject.toml` in, a checked `Configuration` out."""

from modcheck.configuration.find import find_configuration
from modcheck.configuration.model import OFF, Configuration, Levels, Pattern
from modcheck.configuration.read import read_configuration

__all__ = ["OFF", "Configuration", "Levels", "Pattern", "find_configuration", "read_configuration"]
