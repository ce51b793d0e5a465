"""The exit codes."""

CLEAN, FINDINGS, USAGE, UNREADABLE = 0, 1, 2, 3
"""Clean at the level asked for; findings; wrong usage or configuration; something could not be analysed (it
wins over findings, and those of the rest are still printed)."""
