"""A folder to share: pages without the mark of a proef, a first page, a file to mail per wijk, and a sitemap."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote

from wijkmonitor.documenten import DOCUMENTEN, INVULBLAD
from wijkmonitor.draaien.staat import INDEX
from wijkmonitor.draaien.voorblad import INVULBLADEN, make_links
from wijkmonitor.paginas.checks import check_page
from wijkmonitor.paginas.index import Gedeeld, render_gedeeld
from wijkmonitor.paginas.overzicht import Link
from wijkmonitor.paginas.pagina import unmark
from wijkmonitor.paginas.pdf import print_pdf
from wijkmonitor.peildatum import is_peildatum
from wijkmonitor.schrijven import write_whole, zip_bytes
from wijkmonitor.taal.getallen import datum

TE_DELEN = (".html", ".pdf", ".txt")
VOORPAGINA = "De voorpagina: wat er veranderde"
SITEMAP, NOTEBOOKS = "sitemap.xml", "notebooks"
MAIL_MB = 10.0  # what most mail programs take
_MB = 1e6
_KOP = re.compile(r'class="kruimel"><b>(?P<naam>.*?)</b>(?P<rest>.*?)</p>', re.DOTALL)
_VERZONNEN = 'class="badge"'


def share(source: Path, goal: Path, browser: str, wijken: Sequence[str], *, samen: bool) -> Sequence[str]:
    """Copies the pages of a run to the folder of their peildatum, and prints anew what was printed; names of the files, sorted.

    wijken: whose pages. samen: those about several wijken too.
    """
    day = date.fromisoformat(goal.name)
    every = (path for path in source.rglob("*") if path.suffix in TE_DELEN and not path.name.startswith("."))
    pages = sorted(path for path in every if (path.parent.name in wijken if path.parent != source else samen))
    for path in sorted(pages, key=lambda path: path.suffix == ".pdf"):  # pages before what is printed of them
        place = goal / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix != ".pdf":
            write_whole(place, unmark(path.read_text(encoding="utf-8")))
        elif browser:
            print_pdf(place.with_suffix(".html"), place, browser=browser, dag=day)
        else:
            shutil.copyfile(path, place)
    return [path.relative_to(source).as_posix() for path in pages]


def shared_as(source: Path, goal: Path) -> bool:
    """Whether the pages of a wijk as a run made them are those that were shared before, to the letter."""
    made, there = ({path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.html")} for folder in (source, goal))
    return {name: unmark(page) for name, page in made.items()} == there


def share_notebooks(source: Path, goal: Path) -> Sequence[str]:
    """The notebooks that the pages were made with, without what came out of them: how it was computed, and no counts."""
    shared = []
    for soort in DOCUMENTEN.values():
        if (path := source / soort.notebook).exists():
            notebook = json.loads(path.read_text(encoding="utf-8"))
            bare = [cell | ({"outputs": [], "execution_count": None} if "outputs" in cell else {}) for cell in notebook["cells"]]
            write_whole(goal / NOTEBOOKS / path.name, json.dumps(notebook | {"cells": bare}, ensure_ascii=False, indent=1) + "\n")
            shared.append(f"{NOTEBOOKS}/{path.name}")
    return shared


def pack(day: Path, wijk: str) -> str:
    """Puts all pages of a wijk, and the menukaart, in one file beside its folder; its name.

    In it stands a first page, so that every link works after unpacking.
    """
    pages = sorted(path for path in (day / wijk).iterdir() if path.suffix in TE_DELEN)
    loose = [day / name for name, _ in _shared(day) if name.startswith("menukaart")]
    wrapped = replace(_gedeeld(day, wijk), eerder=(), mail=None)
    first = check_page(render_gedeeld([wrapped], [Link(text, name) for name, text in _shared(day) if day / name in loose]))
    parts = ((path.relative_to(day).as_posix(), path.read_bytes()) for path in (*loose, *pages))
    write_whole(_mail(day, wijk), zip_bytes([*parts, (INDEX, first)]))
    return _mail(day, wijk).name


def size_mb(day: Path, wijk: str) -> float:
    """How large the file to mail is, in MB."""
    return _mail(day, wijk).stat().st_size / _MB


def write_front(folder: Path, adres: str = "") -> None:
    """The first page of all that is shared, newest day first; with `adres`, where the folder will stand, a sitemap too."""
    days = sorted((path for path in folder.iterdir() if path.is_dir() and is_peildatum(path.name)), reverse=True)
    wijken: dict[str, Gedeeld] = {}
    for day in days:
        for wijk in shared_wijken(day):
            found = _beside(_gedeeld(day, wijk), day.name)
            if known := wijken.get(wijk):
                older = tuple(replace(link, tekst=f"Stand op {datum(found.stand)}") for link in found.links[:1])
                wijken[wijk] = replace(known, eerder=(*known.eerder, *older))
            else:
                wijken[wijk] = found
    together = [Link(text, f"{days[0].name}/{name}") for name, text in _shared(days[0])]
    write_whole(folder / INDEX, check_page(render_gedeeld(list(wijken.values()), together)))
    if adres:
        write_whole(folder / SITEMAP, _sitemap(folder, adres))


def shared_wijken(day: Path) -> list[str]:
    """The wijken that have pages in the folder of a day."""
    return sorted(path.name for path in day.iterdir() if path.is_dir() and any(path.glob("*.html")))


def _mail(day: Path, wijk: str) -> Path:
    return day / f"{wijk}.zip"


def _shared(day: Path) -> Iterator[tuple[str, str]]:
    """The pages of a day that are not about one wijk: name of the file, and what it is called."""
    yield INDEX, VOORPAGINA
    for soort in DOCUMENTEN.values():
        stem = soort.naam.partition("-")[2]
        for name, text in ((f"{stem}.html", soort.vraag), (f"{stem}{INVULBLAD}.html", INVULBLADEN)):
            if not soort.per_wijk and (day / name).exists():
                yield name, text


def _gedeeld(day: Path, wijk: str) -> Gedeeld:
    """The pages of a wijk on one day, with addresses as they are in the folder of that day."""
    reports = [(soort.vraag, f"{wijk}/{soort.naam}.html") for soort in DOCUMENTEN.values() if soort.rekent]
    links = (*(Link(text, name) for text, name in reports if (day / name).exists()), *make_links(wijk, day))
    mail = (_mail(day, wijk).name, size_mb(day, wijk)) if _mail(day, wijk).exists() else None
    heads = (_KOP.search(path.read_text(encoding="utf-8")) for path in sorted((day / wijk).glob("*.html")))
    name, rest = next(((unescape(head["naam"]), head["rest"]) for head in heads if head), (wijk, ""))
    return Gedeeld(wijk, name, date.fromisoformat(day.name), links, mail, verzonnen=_VERZONNEN in rest)


def _beside(wijk: Gedeeld, day: str) -> Gedeeld:
    """The same, seen from the folder above."""
    links = tuple(replace(link, adres=f"{day}/{link.adres}") for link in wijk.links)
    return replace(wijk, links=links, mail=wijk.mail and (f"{day}/{wijk.mail[0]}", wijk.mail[1]))


def _sitemap(folder: Path, adres: str) -> str:
    """All pages, as the protocol of sitemaps.org writes them."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in (".html", ".pdf"))
    lines = (f"<url><loc>{escape(adres.rstrip('/'))}/{quote(name)}</loc></url>" for name in names)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, *lines, "</urlset>", ""])
