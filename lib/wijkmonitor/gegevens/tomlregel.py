"""On which line of a TOML file something stands."""

from __future__ import annotations

import re
from collections.abc import Sequence


def line_of(text: str, loc: Sequence[str | int]) -> int:
    """The line of a name in the file, that of its block where the name is not there; 0 where neither is."""
    lines = text.split("\n")
    heads = [k for k, line in enumerate(lines) if line.lstrip().startswith("[")]
    own = [k for k in heads if re.match(rf"\s*\[\[?\s*{re.escape(str(loc[0]))}\s*\]", lines[k])]
    nth = loc[1] if len(loc) > 1 and isinstance(loc[1], int) else 0
    start = own[nth] + 1 if nth < len(own) else 0
    end = next((k for k in heads if k >= start), len(lines))
    name = re.escape(str([part for part in loc if isinstance(part, str)][-1]))
    found = (k for k in range(start, end) if re.match(rf"""\s*["']?{name}["']?\s*=""", lines[k]))
    return next(found, start - 1) + 1
