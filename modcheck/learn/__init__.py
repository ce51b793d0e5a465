"""A kernel tree in, contracts of its `kernel` crate out: what each wrapper does, by its own source."""

from modcheck.learn.compare import Comparison, Difference, against_models, compare
from modcheck.learn.crate import Crate, read_crate
from modcheck.learn.derive import Derived, Learned, NotDerived, derive, learn
from modcheck.learn.hazards import Hazard, hazards_of
from modcheck.learn.modules import FileText, Texts, Written, files_of

__all__ = [
    "Comparison",
    "Crate",
    "Derived",
    "Difference",
    "FileText",
    "Hazard",
    "Learned",
    "NotDerived",
    "Texts",
    "Written",
    "against_models",
    "compare",
    "derive",
    "files_of",
    "hazards_of",
    "learn",
    "read_crate",
]
