"""Invented runs for the index."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wijkmonitor.paginas.overzicht import Link, Overzicht, RapportRegel, WijkRegel, find_changes

DAY = date(2022, 12, 31)


def make_wijk(slug: str, naam: str, gemeente: str, *, shift: int = 0) -> WijkRegel:
    """A wijk with five documents; another shift gives other headlines."""
    signs = ("gunstiger", "toeval", "eerste", "ongunstiger")
    names = ("1-bereik", "2-gezondheid", "3-samenwerking", "4-interventies")
    rows = tuple(
        RapportRegel(
            name, kop=f"Voorbeeld: we bereiken {10 + shift + k} van de 100 mensen.", teken=sign, stand=DAY, herkomst="voorbeeld"
        )  # type: ignore[arg-type]
        for k, (name, sign) in enumerate(zip(names, signs, strict=True))
    )
    profile = RapportRegel("0-wijkprofiel", kop="Hier wonen meer ouderen dan in de gemeente.", stand=DAY, herkomst="openbaar")
    return WijkRegel(
        slug, naam, gemeente, (profile, *rows), links=(Link(f"Praatplaat van {naam} (A3)", f"{slug}/5-praatplaat.html"),)
    )


def make_overzicht() -> Overzicht:
    """Two wijken done, one with a failure, one left out."""
    alphen, stevenshof = (
        make_wijk("alphen-noord", "Alphen Noord", "Alphen aan den Rijn"),
        make_wijk("stevenshof", "Stevenshof", "Leiden", shift=3),
    )
    failed = RapportRegel("1-bereik", "mislukt", reden="De tabel deelname.csv mist de kolom 'status'.")
    zuidwest = WijkRegel("zuidwest", "Den Haag Zuidwest", "Den Haag", (failed, RapportRegel("2-gezondheid", "niet gemaakt")))
    left_out = WijkRegel("fout", "Foutdorp", "Leiden", fouten=tuple(f"deelname.csv, rij {k}: fout" for k in range(14)))
    before = (make_wijk("stevenshof", "Stevenshof", "Leiden", shift=9),)
    wijken = (stevenshof, zuidwest, alphen, left_out)
    return Overzicht(DAY, wijken, date(2022, 4, 1), find_changes(before, wijken), (Link("Samen leren", "samen-leren.html"),))


def make_rows(number: int) -> Overzicht:
    """A run over so many wijken with all reports, in four municipalities."""
    towns = (("'s-Gravenhage", "GM0518"), ("Leiden", "GM0546"), ("Utrecht", "GM0344"), ("Eindhoven", "GM0772"))
    wijken = []
    for k in range(number):
        town, code = towns[k % len(towns)]
        made = make_wijk(f"wijk-{k:02}", f"Wijk met een naam {k:02}", town)
        links = tuple(Link(f"Blad {part} voor het overleg", f"wijk-{k:02}/{part}.html") for part in range(7))
        wijken.append(replace(made, links=links, plaats=town, codes=(f"WK{k:06}", code)))
    return Overzicht(DAY, tuple(wijken))


def make_large(number: int) -> Overzicht:
    """A run over many areas with a profile only."""
    row = RapportRegel(
        "0-wijkprofiel", kop="80 van de 100 volwassenen noemen hun gezondheid goed.", stand=DAY, herkomst="openbaar"
    )
    return Overzicht(
        DAY,
        tuple(WijkRegel(f"wk{k:06}", f"Wijk {k:05}", f"{chr(65 + k % 340 % 26)}dorp {k % 340}", (row,)) for k in range(number)),
    )
