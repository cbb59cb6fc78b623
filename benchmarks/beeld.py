"""Every page before and after a change, beside each other at three sizes, with what can be measured of it.

Per page: how many sheets of paper, how many of those hold fewer than 60 words, the smallest letter on paper in points, the
words on the first screen of a desk (1280 x 800) and of a telephone (390 x 844), and the words per sentence. The praatplaat
is also shown as on a photograph: a quarter of its size.

    python -m benchmarks.beeld NA/2022-12-31 --voor VOOR/2022-12-31 --uit BEELD --alleen 'stevenshof/*'

Needs Playwright, Chromium, and pdftoppm, pdftotext and pdfinfo of poppler. Writes index.html, its pictures and maten.csv.
"""

from __future__ import annotations

import argparse
import csv
import html
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from wijkmonitor.paginas.pdf import find_chromium

SCHERMEN = {"breed": (1280, 800), "smal": (390, 844)}
WEINIG = 60  # words on a sheet of paper that is nearly empty
EERSTE = """() => { let words = 0;
  for (const w = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); w.nextNode();) {
    const r = document.createRange(); r.selectNodeContents(w.currentNode);
    const b = r.getBoundingClientRect();
    if (b.width > 1 && b.bottom > 0 && b.bottom <= innerHeight && w.currentNode.parentElement.checkVisibility())
      words += w.currentNode.textContent.trim().split(/\\s+/).filter(x => x).length; }
  return words; }"""
LETTER = """() => { const sizes = [];
  for (const e of document.querySelectorAll('body *:not(svg *, script, style)')) {
    if (!e.checkVisibility() || ![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
    if (getComputedStyle(e).clipPath === 'none' && !e.closest('.proef')) sizes.push(parseFloat(getComputedStyle(e).fontSize) * .75); }
  for (const e of document.querySelectorAll('img')) {
    if (!e.checkVisibility() || !e.currentSrc.startsWith('data:image/svg')) continue;
    const svg = atob(e.currentSrc.split(',')[1]), box = svg.match(/viewBox="0 0 ([\\d.]+) ([\\d.]+)"/);
    const scale = Math.min(e.clientWidth / box[1], e.clientHeight / box[2]) * .75;
    for (const m of svg.matchAll(/font-size:([\\d.]+)px/g)) sizes.push(m[1] * scale); }
  return Math.min(...sizes); }"""
ZINNEN = "() => [...document.querySelectorAll('main p, main li, body p')].filter(e => e.checkVisibility()).map(e => e.innerText)"


@dataclass(frozen=True)
class Maten:
    """What is measured of one page."""

    pagina: str
    bladen: int
    bijna_leeg: int
    kleinste_pt: float
    eerste_scherm: int
    eerste_telefoon: int
    hoogte_breed: int
    hoogte_smal: int
    woorden_per_zin: float
    langste_zin: int


def main(argv: Sequence[str] | None = None) -> int:
    """Make the sheet of pictures and print the measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("na", type=Path)
    parser.add_argument("--voor", type=Path)
    parser.add_argument("--uit", type=Path, required=True)
    parser.add_argument("--alleen", default="**/*")
    asked = parser.parse_args(argv)
    asked.uit.mkdir(parents=True, exist_ok=True)
    folders = {"voor": asked.voor, "na": asked.na} if asked.voor else {"na": asked.na}
    names = [path.relative_to(asked.na).as_posix() for path in sorted(asked.na.glob(f"{asked.alleen}.html"))]
    found: dict[str, list[Maten]] = {when: [] for when in folders}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        for name in names:
            for when, folder in folders.items():
                if (folder / name).exists():
                    found[when].append(look(browser, folder / name, name, asked.uit / f"{_stem(name)}-{when}"))
        browser.close()
    (asked.uit / "index.html").write_text(_sheet(names, found), encoding="utf-8")
    with (asked.uit / "maten.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [{"wanneer": when, **asdict(each)} for when, pages in found.items() for each in pages]
        writer = csv.DictWriter(file, ["wanneer", *Maten.__dataclass_fields__], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    for when, pages in found.items():
        print(*_summary(when, pages), sep="\n")
    return 0


def look(browser: Any, page: Path, name: str, out: Path) -> Maten:
    """Measure one page, and leave its pictures beside out: -breed, -smal and one per sheet of paper."""
    screens = {size: _screen(browser, page, size, out) for size in SCHERMEN}
    tab = browser.new_page()
    tab.goto(page.as_uri())
    sentences = [part for text in tab.evaluate(ZINNEN) for part in re.split(r"(?<=[.!?])\s+", text) if len(part.split()) > 2]
    lengths = [len(part.split()) for part in sentences] or [0]
    pdf = out.with_suffix(".pdf")
    tab.pdf(path=str(pdf), prefer_css_page_size=True, print_background=True)
    width = float(_tell("pdfinfo", pdf, r"Page size:\s+([\d.]+)")) / 0.75
    tab.set_viewport_size({"width": round(width - 2 * 12 / 25.4 * 96), "height": 1000})
    tab.emulate_media(media="print")
    smallest = tab.evaluate(LETTER)
    tab.close()
    sheets = [len(text.split()) for text in _tell("pdftotext", pdf, r"(?s)(.*)", "-").split("\f")[:-1]]
    scale = "26" if "praatplaat" in name else "40"  # dots per inch: an A3 at a quarter of its size on a screen
    subprocess.run(["pdftoppm", "-r", scale, "-jpeg", pdf, f"{out}-druk"], check=True)
    pdf.unlink()
    few = sum(words < WEINIG for words in sheets)
    (wide, high), (narrow, tall) = screens["breed"], screens["smal"]
    return Maten(name, len(sheets), few, round(smallest, 1), wide, narrow, high, tall,
                 round(sum(lengths) / len(lengths), 1), max(lengths))  # fmt: skip


def _screen(browser: Any, page: Path, size: str, out: Path) -> tuple[int, int]:
    """Words on the first screen and the height of the page in pixels; its picture stands beside out."""
    width, height = SCHERMEN[size]
    tab = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    tab.goto(page.as_uri())
    first, tall = tab.evaluate(EERSTE), tab.evaluate("document.documentElement.scrollHeight")
    tab.screenshot(path=f"{out}-{size}.jpg", type="jpeg", quality=70, full_page=True)
    tab.close()
    return first, tall


def _tell(program: str, pdf: Path, pattern: str, *more: str) -> str:
    told = subprocess.run([program, pdf, *more], capture_output=True, text=True, check=True).stdout
    found = re.search(pattern, told)
    return found[1] if found else ""


def _stem(name: str) -> str:
    return name.removesuffix(".html").replace("/", "_")


def _sheet(names: Sequence[str], found: dict[str, list[Maten]]) -> str:
    """One row per page: before and after, wide, narrow and on paper."""
    known = {(when, each.pagina): each for when, pages in found.items() for each in pages}
    rows = []
    for name in names:
        for when in found:
            if (when, name) in known:
                each = known[when, name]
                shots = [f"{_stem(name)}-{when}-{size}.jpg" for size in SCHERMEN]
                pad = len(str(each.bladen))
                shots += [f"{_stem(name)}-{when}-druk-{number:0{pad}}.jpg" for number in range(1, each.bladen + 1)]
                told = ", ".join(f"{key} {value}" for key, value in asdict(each).items() if key != "pagina")
                pictures = "".join(f'<a href="{shot}"><img src="{shot}" alt="" loading="lazy"></a>' for shot in shots)
                rows.append(f"<h2>{html.escape(name)}: {when}</h2><p>{told}</p><div>{pictures}</div>")
    style = "body{font:14px sans-serif}div{display:flex;gap:8px;overflow:auto;align-items:start}img{max-height:420px;border:1px solid #bbb}"
    return f'<!doctype html><html lang="nl"><meta charset="utf-8"><title>Bladen</title><style>{style}</style>{"".join(rows)}</html>\n'


def _summary(when: str, pages: Sequence[Maten]) -> Iterator[str]:
    """What is on the table and what lies behind it, per wijk, and the extremes."""
    yield f"{when}: {len(pages)} pages"
    for wijk in sorted({each.pagina.split("/")[0] for each in pages if "/" in each.pagina}):
        own = [each for each in pages if each.pagina.startswith(f"{wijk}/")]
        table = sum(each.bladen for each in own if "tafelblad" in each.pagina)
        reports = sum(each.bladen for each in own if re.search(r"/[0-4]-[a-z]+\.html", each.pagina))
        yield f"  {wijk}: on the table {table} A4, reports behind it {reports}, nearly empty {sum(each.bijna_leeg for each in own)}"
    if pages:
        low, long = min(pages, key=lambda each: each.kleinste_pt), max(pages, key=lambda each: each.langste_zin)
        yield f"  smallest letter {low.kleinste_pt} pt ({low.pagina}), longest sentence {long.langste_zin} words ({long.pagina})"


if __name__ == "__main__":
    raise SystemExit(main())
