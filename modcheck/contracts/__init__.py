"""rules/ in, a `RuleBook` out: facts on APIs as functions of the same IR as the driver, never executed."""

from modcheck.contracts.cache import load_rules
from modcheck.contracts.folder import rules_folder
from modcheck.contracts.rulebook import CheckPage, Fact, RuleBook

__all__ = ["CheckPage", "Fact", "RuleBook", "load_rules", "rules_folder"]
