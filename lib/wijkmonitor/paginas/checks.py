"""The check that every page passes before it is put in its place; needs no browser."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlsplit
from xml.etree import ElementTree

from lxml.etree import HTMLParser

from wijkmonitor.paginas.pagina import GEBIEDEN, SCRIPT, toegestaan
from wijkmonitor.taal.woordelijk import ENGELS_GETAL, LEEG

MAX_BYTES, NO_LIMIT = 400_000, 10**9

_FOREIGN = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//|^\s*(?:javascript|vbscript|file|ftp|https?):", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
_PLAIN = re.compile(r"[!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~\[\]]+")
_CSS_ADDRESS = re.compile(r"@import|url\(\s*['\"]?(?!data:|#)", re.IGNORECASE)
_FILLER = re.compile(r"no description has been provided|^(?:afbeelding|figuur|plaatje|grafiek|image|untitled)\W*$", re.IGNORECASE)
_DUTCH_NUMBER = re.compile(r"(?:€ )?[−+]?(?:\d{1,3}(?:\.\d{3})*|\d+)(?:,\d+)?%?")
_FINDING = re.compile(r"^[\w-]+\.html#b-")  # the finding in its report, where its table is
_ROOTS = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_FORBIDDEN = ("script", "link", "iframe", "object", "embed", "base", "frame", "applet")
_ADDRESSES = ("src", "href", "srcset", "action", "poster", "data", "xlink:href", "formaction", "background", "ping")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def find_faults(html: str, *, max_bytes: int = MAX_BYTES) -> list[str]:
    """What is wrong with a page, in Dutch sentences; an empty list if nothing is.

    Looks at: addresses outside the file, scripts (only our own search script may stand in a page), a
    Content-Security-Policy that allows nothing else, language, title, headings, alt texts,
    a table with every figure, ids, missing values (`NaN`, `None`), English numbers, and size.
    """
    page = _Page()
    reader = HTMLParser(target=page, huge_tree=True)
    reader.feed(html)
    reader.close()
    size = len(html.encode("utf-8"))
    faults = [*page.faults, *_whole_page(page)]
    if len(_ROOTS.findall(html)) > len(("html", "body")):  # a browser adds what a second one says to the first
        faults.append("Het bestand mag geen tweede <html> of <body> hebben.")
    if size > max_bytes:
        faults.append(f"Het bestand is {size // 1000} kB. Het mag hooguit {max_bytes // 1000} kB zijn.")
    return list(dict.fromkeys(faults))


def check_page(html: str) -> str:
    """The page itself, if nothing is wrong with it; a page of many wijken may be large. ValueError names the first fault."""
    faults = find_faults(html, max_bytes=NO_LIMIT)
    if faults:
        more = f" Er zijn nog {len(faults) - 1} fouten." if len(faults) > 1 else ""
        raise ValueError(f"De pagina is niet goed. {faults[0]}{more}")
    return html


class _Page:
    """Reads the page and notes what it meets."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.language = ""
        self.title = ""
        self.headings: list[tuple[int, str]] = []
        self.alts: list[str] = []
        self.policy = ""
        self.scripts: list[str] = []
        self.ids: Counter[str] = Counter()
        self.refers: list[str] = []
        self._open: list[str] = []
        self._sections: list[Counter[str]] = [Counter()]
        self._number_cell: list[str] | None = None

    def start(self, tag: str, values: Mapping[str, str]) -> None:
        """An element begins."""
        self._open.append(tag)
        if tag in ("section", "article", "main"):
            self._sections.append(Counter())
        self._sections[-1][tag] += 1
        self._sections[-1]["to_table"] += tag == "a" and bool(_FINDING.search(values.get("href", "")))
        self._check_addresses(tag, values)
        self._check_element(tag, values)
        if values.get("id"):
            self.ids[values["id"]] += 1
        self.refers += values.get("aria-labelledby", "").split() + values.get("aria-describedby", "").split()

    def end(self, tag: str) -> None:
        """An element ends."""
        self._open.pop()
        if tag in ("section", "article", "main") and len(self._sections) > 1:
            counts = self._sections.pop()
            if counts["figure"] and not counts["table"] + counts["to_table"]:
                self.faults.append("Een figuur heeft geen tabel met de cijfers erbij, en geen weg daarheen.")
        if tag == "td" and self._number_cell is not None:
            text = "".join(self._number_cell).strip()
            if not _DUTCH_NUMBER.fullmatch(text):
                self.faults.append(f"Een getal staat niet in Nederlandse notatie: '{text}'.")
            self._number_cell = None

    def close(self) -> None:
        """The page ends."""

    def data(self, data: str) -> None:
        """Text within the element that is open."""
        where = self._open[-1] if self._open else ""
        if where == "style":
            self._check_css(data)
            return
        if where == "script":
            self.scripts[-1] += data
            return
        if where == "title":
            self.title += data
        if self.headings and where in _HEADINGS:
            level, text = self.headings[-1]
            self.headings[-1] = (level, text + data)
        if self._number_cell is not None:
            self._number_cell.append(data)
        self._check_text(data)

    def _check_element(self, tag: str, values: Mapping[str, str]) -> None:
        if tag == "html":
            self.language = values.get("lang", "")
        elif tag == "script":
            self.scripts.append("".join(f"{name} " for name in values))
        elif tag == "meta" and values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values.get("content", "")
        elif tag in _FORBIDDEN or "http-equiv" in values:
            self.faults.append(f"Het bestand mag geen <{tag}> hebben.")
        elif tag == "img":
            self.alts.append(values.get("alt", ""))
            self._check_text(values.get("alt", ""))
        elif tag == "svg" and values.get("aria-hidden") != "true" and not values.get("aria-label"):
            self.faults.append("Een tekening heeft geen tekst voor wie niet ziet, en is ook niet verborgen.")
        elif tag in _HEADINGS:
            self.headings.append((int(tag[1]), ""))
        elif tag == "td" and "n" in values.get("class", "").split():
            self._number_cell = []

    def _check_addresses(self, tag: str, values: Mapping[str, str]) -> None:
        for name, value in values.items():
            if name.startswith("on"):
                self.faults.append(f"Het bestand mag geen code in '{name}' hebben.")
            elif name == "style":
                self._check_css(value)
            elif (tag, name) == ("a", "href") and safe_address(value):
                continue  # nothing is loaded until the reader follows it
            elif name in _ADDRESSES and _FOREIGN.search(value):
                self.faults.append(f"Het bestand verwijst naar buiten: '{value[:80]}'.")
            elif name in _ADDRESSES and value.startswith("data:image/svg+xml;base64,"):
                self._check_svg(value.partition(",")[2])
        if tag == "a" and values.get("href", "").startswith("#"):
            self.refers.append(values["href"][1:])

    def _check_css(self, text: str) -> None:
        if _CSS_ADDRESS.search(text):
            self.faults.append("De stijl haalt iets van buiten het bestand.")

    def _check_svg(self, data: str) -> None:
        """What a drawing is made of: words in it may be anything that people write."""
        svg = base64.b64decode(data).decode("utf-8")
        try:
            parts = [] if "<!" in svg or "<?" in svg else list(ElementTree.fromstring(svg).iter())
        except ElementTree.ParseError:
            parts = []
        if not parts or any(_reaches_out(part) for part in parts):
            self.faults.append("Een figuur haalt iets van buiten het bestand of bevat code.")
        self._check_text(" ".join(part.text for part in parts if part.text and _local(part.tag) != "style"))

    def _check_text(self, text: str) -> None:
        for pattern, what in ((LEEG, "een lege waarde"), (ENGELS_GETAL, "een getal in Engelse notatie")):
            if found := pattern.search(text):
                near = text[max(0, found.start() - 20) : found.end() + 20].strip()
                self.faults.append(f"De tekst heeft {what}: '{near}'.")


def _local(name: str) -> str:
    """The name of an element or attribute in lower case, without its namespace."""
    return name.rpartition("}")[2].lower()


def _reaches_out(part: ElementTree.Element) -> bool:
    """Whether an element of a drawing is code, or loads something from outside the file."""
    if (tag := _local(part.tag)) in _FORBIDDEN or (tag == "style" and _CSS_ADDRESS.search(part.text or "")):
        return True
    for name, value in part.attrib.items():
        kind = _local(name)
        if kind.startswith("on") or (kind in ("href", "src") and not value.startswith(("#", "data:"))):
            return True
        if kind != "aria-label" and _CSS_ADDRESS.search(value):
            return True
    return False


def _whole_page(page: _Page) -> list[str]:
    faults = []
    if page.language != "nl":
        faults.append('De taal van het bestand is niet lang="nl".')
    if not page.title.strip():
        faults.append("Het bestand heeft geen titel.")
    levels = [level for level, _ in page.headings]
    if levels.count(1) != 1:
        faults.append(f"Het bestand heeft {levels.count(1)} koppen van niveau 1. Het moet er één zijn.")
    for (above, _), (level, text) in zip(page.headings, page.headings[1:], strict=False):
        if level > above + 1:
            faults.append(f"De kop '{text.strip()}' slaat een niveau over.")
    faults += [f"De id '{name}' staat {count} keer in het bestand." for name, count in page.ids.items() if count > 1]
    faults += [f"Een verwijzing wijst nergens heen: '#{name}'." for name in page.refers if name not in page.ids]
    return faults + _script_faults(page) + _alt_faults(page)


def _script_faults(page: _Page) -> list[str]:
    """A page without a script, or with one of our search fields alone, each under a policy that lets no other run."""
    if page.scripts not in ([], [SCRIPT], [GEBIEDEN]):
        return ["Het bestand mag geen <script> hebben, behalve het zoekveld van de menukaart of de voorpagina zelf."]
    if page.policy != toegestaan(*page.scripts):
        return ["Het bestand sluit scripts en adressen van buiten niet af: de regel Content-Security-Policy klopt niet."]
    return []


def _alt_faults(page: _Page) -> list[str]:
    titles = {text.strip() for _, text in page.headings}
    faults = []
    for alt in page.alts:
        if not alt.strip() or _FILLER.search(alt):
            faults.append(f"Een figuur heeft geen echte beschrijving: '{alt}'.")
        elif alt.strip() in titles:
            faults.append(f"De beschrijving van een figuur is gelijk aan de kop: '{alt}'.")
    return faults


def safe_address(text: str) -> str:
    """The text where it is an address that a page may link to, else "".

    Only http and https, with a name of a site, without a user, a port or a sign that hides where it goes.

    >>> safe_address("https://www.rivm.nl/?a=1"), safe_address("javascript:alert(1)"), safe_address("https://rivm.nl@boos.nl/")
    ('https://www.rivm.nl/?a=1', '', '')
    """
    if not _PLAIN.fullmatch(text):
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and _HOST.fullmatch(parts.netloc) else ""
