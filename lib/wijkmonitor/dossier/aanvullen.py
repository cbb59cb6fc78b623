"""Tab in a notebook: the names of the tables between the quotes of `dossier.tabel("`."""

from __future__ import annotations

import re
import sys

from wijkmonitor.gegevens.schema import TABELLEN

NAAM = "wijkmonitor.tabellen"
_VRAAGT = re.compile(r"""(?:\b(?:tabel|heeft)\(\s*|\bbron\s*=\s*)["'](\w*)$""")


def offer_tables() -> None:
    """Let Tab offer the tables after `tabel("`, `heeft("` and `bron="`; outside a notebook nothing happens."""
    if "IPython.core.completer" not in sys.modules:
        return
    from IPython.core.completer import CompletionContext, SimpleCompletion, SimpleMatcherResult, context_matcher
    from IPython.core.getipython import get_ipython

    @context_matcher(identifier=NAAM)  # type: ignore[untyped-decorator]
    def tables(context: CompletionContext) -> SimpleMatcherResult:
        found = _VRAAGT.search(context.text_until_cursor)
        names = [SimpleCompletion(name, type="tabel") for name in TABELLEN if found and name.startswith(found[1])]
        return {"completions": names, "suppress": bool(names), "matched_fragment": found[1] if found else ""}

    shell = get_ipython()
    known = shell.Completer.custom_matchers if shell else []
    if shell and not any(getattr(matcher, "matcher_identifier", "") == NAAM for matcher in known):
        known.append(tables)
