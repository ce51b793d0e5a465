"""rules/ in, a `RuleBook` out: facts on APIs as functions of the same IR as the driver, never executed."""

from modcheck.contracts.books import Books, known
from modcheck.contracts.cache import load_rules
from modcheck.contracts.rulebook import LEARNED, CheckPage, Fact, RuleBook
from modcheck.source import rules_folder

__all__ = ["LEARNED", "Books", "CheckPage", "Fact", "RuleBook", "known", "load_rules", "rules_folder"]
