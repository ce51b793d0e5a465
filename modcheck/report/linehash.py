"""A source file in, the hash of each line out by which GitHub knows an alert again when lines move.

As in github/codeql-action (src/fingerprints.ts): of the 100 characters from the start of the line, blanks
and tabs left out and line ends made one, a polynomial in 37 modulo 2^64; then how often that hash has come
in the file. Characters are UTF-16 units; behind the end of the file stand one 65535 and zeros.
"""

from __future__ import annotations

import re
from array import array

WINDOW = 100
FACTOR = 37
MASK = (1 << 64) - 1
END = 65535


def line_hashes(data: bytes) -> list[str]:
    """`HASH:COUNT` of each line, the first line first."""
    text = re.sub(r"\r\n?", "\n", data.decode("utf-8", "replace"))
    lines = [line.replace(" ", "").replace("\t", "") for line in text.split("\n")]
    stream = array("H", "\n".join(lines).encode("utf-16-le", "surrogatepass"))
    units = [*stream, END, *([0] * WINDOW)]
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line.encode("utf-16-le", "surrogatepass")) // 2 + 1)
    seen: dict[int, int] = {}
    found = []
    for start in starts:
        value = 0
        for unit in units[start : start + WINDOW]:
            value = (value * FACTOR + unit) & MASK
        seen[value] = seen.get(value, 0) + 1
        found.append(f"{value:x}:{seen[value]}")
    return found
