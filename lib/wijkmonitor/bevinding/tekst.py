"""Text from records, made fit for a page; names made fit for an address."""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup, escape

# control and direction characters that break HTML or turn the text around them; tab and newline stay
_ONZICHTBAAR = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_VOLGENDE_BRON = re.compile(r";\s+(?=[^\W\d])")
_PLAATS = re.compile(r"(.+?) \(([^()]*)\)")
_AANDEEL = re.compile(r"\b\d[\d.]*(?:,\d+)? van de \d[\d.]*\b")


def clean_text(value: object) -> object:
    """The value, as text without characters that may not stand in HTML or that reverse what follows."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _ONZICHTBAAR.sub("", value)
    return value


def anker(name: str) -> str:
    """A name as an id in a page: letters, digits and dashes.

    >>> anker("Bereik doelgroep (GLI)")
    'bereik-doelgroep-gli'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"


def per_document(bron: str) -> list[str]:
    """A line of sources with each document once, and behind it the places in it.

    >>> per_document("Brief, 2022 (vraag 1); Krant, 2020; Brief, 2022 (vraag 2)")
    ['Brief, 2022 (vraag 1; vraag 2)', 'Krant, 2020']
    """
    found: dict[str, list[str]] = {}
    for part in _VOLGENDE_BRON.split(bron):
        match = _PLAATS.fullmatch(part.strip(" ."))
        name, place = match.groups() if match else (part.strip(" ."), "")
        places = found.setdefault(name, [])
        places += [place] if place and place not in places else []
    return [f"{name} ({'; '.join(places)})" if places else name for name, places in found.items() if name]


def emphasise(text: str) -> Markup:
    """The text with its shares (*18 van de 100*) in bold; all else is escaped.

    >>> str(emphasise("Nu 10,4 van de 100 <mensen>."))
    'Nu <b>10,4 van de 100</b> &lt;mensen&gt;.'
    """
    return Markup(_AANDEEL.sub(r"<b>\g<0></b>", str(escape(clean_text(text)))))
