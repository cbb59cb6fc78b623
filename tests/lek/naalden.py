"""Needles: the shipped records with about 200 recognisable things in them that no report may show."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import cycle, product
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment

Rij = dict[str, str]
Verander = Callable[[list[Rij]], None]

VOORNAMEN = (
    "Fatima", "Kees", "Mohammed", "Truus", "Zeynep", "Willem-Alexander", "Aïsha", "Ewa", "Radjesh", "Sjaan", "Hans", "Xiomara",
    "Björn", "Anneke", "Youssef", "Ingrid", "Bas", "Mark", "Roos", "Ahmet", "José", "Lotte", "Dennis", "Piotr", "Corrie",
)  # fmt: skip
_BEGIN = ("Kwezel", "Drente", "Wobbel", "Snippe", "Poffer", "Grutte", "Hobbe", "Zwamme", "Tjokke", "Brolle", "Knurre", "Vlonder",
          "Mispel", "Dopper", "Stribbe", "Ruigen", "Plagge", "Schoffel", "Turve", "Wringe")  # fmt: skip
_EIND = ("voort", "brink", "sma", "stra", "kamp", "hoek", "molen", "veen", "loo", "beek", "man", "huizen")
AGENDA = {"wat": "Meryem", "vraag": "Xiomara", "inzicht": "Radjesh", "les": "Zeynep", "verwachting": "Youssef"}
RANDEN = ("", " el", " van der", " de", "")


@dataclass
class Naalden:
    """Makes needles and remembers them: each is unique, and stands for one person or thing."""

    lijst: list[str] = field(default_factory=list)
    _namen: Iterable[tuple[str, str]] = field(default_factory=lambda: product(_BEGIN, _EIND))
    _voor: Iterable[str] = field(default_factory=lambda: cycle(VOORNAMEN))
    _rand: Iterable[str] = field(default_factory=lambda: cycle(RANDEN))

    def __post_init__(self) -> None:
        self._namen, self._voor, self._rand = iter(self._namen), iter(self._voor), iter(self._rand)

    def bewaar(self, needle: str) -> str:
        """The same text, remembered."""
        self.lijst.append(needle)
        return needle

    def naam(self) -> str:
        """First name and surname; the surname is the needle."""
        begin, end = next(self._namen)  # type: ignore[call-overload]
        return f"{next(self._voor)}{next(self._rand)} {self.bewaar(begin + end)}"  # type: ignore[call-overload]

    def code(self, kind: str) -> str:
        """The code of a person or fragment."""
        return self.bewaar(f"{kind}naald{len(self.lijst):03d}")

    def mail(self) -> str:
        """An e-mail address."""
        return self.bewaar(f"naald{len(self.lijst):03d}@voorbeeld.nl")

    def telefoon(self) -> str:
        """A telephone number."""
        return self.bewaar(f"06-{41000000 + 137 * len(self.lijst)}")

    def zeldzaam(self) -> str:
        """A combination that only one person has."""
        return self.bewaar(f"enige weduwnaar met {len(self.lijst) + 3} schapen")


@dataclass
class Tabel:
    """A table of the records as it stands in its file."""

    pad: Path

    def change(self, change: Verander) -> None:
        """Read, change and write the rows; the file comes back as Dutch Excel writes it."""
        rows = self._read()
        change(rows)
        names = list(dict.fromkeys(name for row in rows for name in row))
        out = io.StringIO()
        writer = csv.DictWriter(out, names, delimiter=";", lineterminator="\r\n", restval="")
        writer.writeheader()
        writer.writerows(rows)
        self.pad.write_bytes(out.getvalue().encode("utf-8-sig"))

    def _read(self) -> list[Rij]:
        data = self.pad.read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252")
        mark = ";" if ";" in text.splitlines()[0] else ","
        return list(csv.DictReader(io.StringIO(text), delimiter=mark))


def plant(folder: Path, needles: Naalden) -> None:
    """Put needles in every table of one wijk folder."""
    for name, change in _changes(needles).items():
        path = folder / f"{name}.csv"
        if path.exists():
            Tabel(path).change(change)
    _hide_organisation(folder, needles)
    _plant_excel(folder, needles)
    _plant_toml(folder, needles)


def _changes(n: Naalden) -> dict[str, Verander]:
    def deelname(rows: list[Rij]) -> None:
        for row in rows:
            row |= {"naam": "", "e-mail": "", "telefoon": "", "notitie": ""}
        for row in rows[:8]:
            row |= {
                "deelnemer": n.code("d"),
                "naam": n.naam(),
                "e-mail": n.mail(),
                "telefoon": n.telefoon(),
                "notitie": n.zeldzaam(),
            }
        often, seldom, small = n.naam(), n.naam(), n.naam().lower()
        for place, row in enumerate(rows[20:70]):
            row["verwijzer"] = often if place < 30 else small if place < 46 else seldom
        rows[9] |= {"leeftijdsgroep": "0-14", "geslacht": "x"}

    def vragenlijst(rows: list[Rij]) -> None:
        for row in rows[:6]:
            row |= {"respondent": n.code("r"), "stratum": n.naam(), "opmerking": n.zeldzaam()}

    def samenwerking(rows: list[Rij]) -> None:
        code, first = n.code("p"), rows[0]["respondent"]
        for row in rows:
            if row["respondent"] == first:
                row["respondent"] = code
        rows[0]["opmerking"] = n.naam()

    def kwalitatief(rows: list[Rij]) -> None:
        refused = [row for row in rows if row["mag_getoond"] == "nee" and row["codeur"] == "A"][:6]
        allowed = [row for row in rows if row["mag_getoond"] == "ja" and row["codeur"] == "A"][:12]
        texts = {row["fragment"]: f"Ik ben {n.zeldzaam()}." for row in refused}
        with_person = (f"Via {n.naam()}.", f"Bel {n.telefoon()}.", f"Mail {n.mail()}.", f"Bij mevrouw {n.naam().split()[-1]}.")
        texts |= {row["fragment"]: text for row, text in zip(allowed, with_person * 3, strict=True)}
        coder, talk, topic = n.naam(), f"gesprek met {n.naam()}", f"contact met {n.naam()}"
        for place, row in enumerate(rows):
            row["tekst"] = texts.get(row["fragment"], row["tekst"])
            row["codeur"] = coder if row["codeur"] == "B" else row["codeur"]
            row["bron"] = talk if row["bron"] == "interview 1" else row["bron"]
            row["code"] = topic if place % 9 == 0 else row["code"]

    def voortgang(rows: list[Rij]) -> None:
        for row in rows[:6]:
            row["toelichting"] = f"{n.naam()} is gestopt, {n.zeldzaam()}."

    def logboek(rows: list[Rij]) -> None:
        for row in rows[:6]:
            row["toelichting"] = f"Gebeld met {n.naam()} op {n.telefoon()}."

    def zelfevaluatie(rows: list[Rij]) -> None:
        rows[0]["toelichting"] = rows[-1]["toelichting"] = f"Dit zei {n.naam()}."

    def interventies(rows: list[Rij]) -> None:
        rows[0] |= {"trekker": n.naam(), "gevolgd": "nee", "reden_niet_gevolgd": f"{n.naam()} wil het niet."}
        rows[1] |= {"trekker": n.naam(), "doelgroep": f"de buren van {n.naam()}", "bron": f"gehoord van {n.naam()}"}
        rows.append(dict.fromkeys(rows[0], "") | {
            "interventie": f"Eten bij {n.naam()}", "thema": f"tuin van {n.naam()}", "erkend": "nee", "gepland_start": "2021-02-01",
            "start": "2021-03-01", "pijlers": "voorlichting en educatie", "gevolgd": "nee", "herkomst": "eigen registratie",
            "reden_niet_gevolgd": f"Geen lijst. Vraag {n.naam()}, {n.mail()}.",
        })  # fmt: skip

    def activiteiten(rows: list[Rij]) -> None:
        for row in rows[:3]:
            row |= {
                "activiteit": f"Koffie bij {n.naam()}",
                "trekker": n.naam(),
                "setting": f"thuis bij {n.naam()}",
                "bron": n.naam(),
            }

    def stickerbord(rows: list[Rij]) -> None:
        person, first = n.naam(), dict(rows[0])
        for row in rows:
            if (row["datum"], row["plek"]) == (first["datum"], first["plek"]):
                row["plek"] = f"voor de deur van {person}"
        rows[0] |= {"thema": f"ruzie met {person}", "stickers": "40"}

    def doorverwijzingen(rows: list[Rij]) -> None:
        referrer, receiver = n.naam(), n.naam()
        for row in rows:
            row["opmerking"] = ""
            row["ontvanger"] = row["ontvanger"] and (receiver if row["ontvanger"].endswith("A") else row["ontvanger"])
        for row in [row for row in rows if row["herkomst"] == "openbaar"] or rows[:1]:
            row |= {
                "verwijzer": referrer,
                "ontvanger": receiver,
                "opmerking": f"bel {n.telefoon()}",
                "bron": f"lijst van {n.naam()}",
            }

    def menukaart(rows: list[Rij]) -> None:
        rows[0] |= {"titel": f"Doe als {n.naam()}", "les": f"{n.naam()} kan het uitleggen: {n.telefoon()}.", "bron": n.naam()}

    def stellingen(rows: list[Rij]) -> None:
        rows[0]["tekst"] = f"{n.naam()} luistert naar bewoners."

    return {
        "deelname": deelname, "vragenlijst": vragenlijst, "samenwerking": samenwerking, "kwalitatief": kwalitatief,
        "voortgang": voortgang, "logboek": logboek, "zelfevaluatie": zelfevaluatie, "interventies": interventies,
        "activiteiten": activiteiten, "stickerbord": stickerbord, "doorverwijzingen": doorverwijzingen,
        "menukaart": menukaart, "stellingen": stellingen,
    }  # fmt: skip


def _hide_organisation(folder: Path, needles: Naalden) -> None:
    """An organisation that does not want its name shown gets a name that can be recognised, in every table."""
    old: list[str] = []
    new = needles.code("Praktijk ")

    def choose(rows: list[Rij]) -> None:
        row = next(row for row in rows if row["toon_naam"] == "nee")
        old.append(row["organisatie"])
        row["organisatie"] = new

    def rename(rows: list[Rij]) -> None:
        for row in rows:
            for name in ("organisatie", "van", "naar"):
                if row.get(name) == old[0]:
                    row[name] = new

    Tabel(folder / "organisaties.csv").change(choose)
    for table in ("samenwerking", "netwerk"):
        Tabel(folder / f"{table}.csv").change(rename)


def _plant_excel(folder: Path, needles: Naalden) -> None:
    """A table in Excel: a name in the title of the sheet, a comment, a hidden sheet, the author of the file."""
    path = folder / "logboek.csv"
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";")) if path.exists() else []
    book = openpyxl.Workbook() if rows else openpyxl.load_workbook(folder / "logboek.xlsx")
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    sheet.title = needles.naam()[:31]
    sheet["A1"].comment = Comment(f"Vraag het {needles.naam()}", needles.naam())
    hidden = book.create_sheet(needles.naam()[:31])
    hidden.append([needles.naam(), needles.mail(), needles.telefoon()])
    hidden.sheet_state = "hidden"
    book.properties.creator = needles.naam()
    book.save(folder / "logboek.xlsx")
    path.unlink(missing_ok=True)
    (folder / f"lijst {needles.naam()}.csv").write_text(f"naam\n{needles.naam()}\n", encoding="utf-8")


def _plant_toml(folder: Path, needles: Naalden) -> None:
    """Names in the texts of the wijk."""
    wijk = folder / "wijk.toml"
    text = re.sub(r'wat = "Wissel[^"]*"', f'wat = "Wissel: {needles.naam()} vertrekt"', wijk.read_text("utf-8"))
    text += f'\n[[mijlpaal]]\ndatum = 2021-06-01\nwat = "{needles.naam()} is ziek"\nbron = "{needles.naam()}"\n'
    wijk.write_text(text, encoding="utf-8")


def plant_agenda(agenda: Path, needles: Naalden) -> None:
    """A first name in every text of the learning agenda, another one per field: one such text has the wijk refused."""
    text = agenda.read_text("utf-8")
    for field_name, first in AGENDA.items():
        text, count = re.subn(
            rf'^{field_name} = "([^"]*)"', rf'{field_name} = "\1 Dat doet {needles.bewaar(first)}."', text, flags=re.MULTILINE
        )
        assert count, field_name
    agenda.write_text(text, encoding="utf-8")
