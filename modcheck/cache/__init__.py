"""Judgements in, the same judgements out in a later run, as long as nothing that decided them has changed."""

from modcheck.cache.folder import cache_folder
from modcheck.cache.results import Key, Results
from modcheck.cache.stamp import program_stamp
from modcheck.cache.store import Store, open_store

__all__ = ["Key", "Results", "Store", "cache_folder", "open_store", "program_stamp"]
