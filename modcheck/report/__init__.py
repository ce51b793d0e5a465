"""`Analysis` values in, text out: one renderer a format, pure functions. A run needs only one, so import
it from its module."""
