"""Layouts of modules in, their analyses out: kept ones from the cache, the others made, several at a time."""

from modcheck.judging.judged import Judged, Settings, Task, judged
from modcheck.judging.limits import at_most

__all__ = ["Judged", "Settings", "Task", "at_most", "judged"]
