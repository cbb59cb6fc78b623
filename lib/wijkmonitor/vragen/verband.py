"""What ties counts of participants together, also counts that nobody publishes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from wijkmonitor.dossier import Dossier
from wijkmonitor.privacy.feiten import Feiten, cel
from wijkmonitor.vragen.kruising import KOLOMMEN

BEGONNEN = ("gestart", "afgerond", "uitgevallen")
STATUSSEN = ("aangemeld", *BEGONNEN)
GOEDKOOP = 0.5  # what hiding a count costs that only a sentence tells


def tie_together(facts: Feiten, deelname: pd.DataFrame, inside: pd.Series, groepen: Sequence[tuple[str, ...]]) -> None:
    """What ties persons to sign-ups: begun sign-ups are people of the wijk, people from elsewhere, and who came twice.

    deelname: one row per person and intervention. groepen: interventions that together are a target group; its people
    are counted too, and so are all others.
    """
    begun = deelname["status"].isin(BEGONNEN)
    per = {name: deelname[begun & here]["interventie"].value_counts() for name, here in (("binnen", inside), ("buiten", ~inside))}
    statuses = _statuses(deelname)
    facts.tel("begonnen", int(begun.sum()), getoond=False)
    facts.som(cel("begonnen"), [cel("aanmeldingen", ("status", status)) for status in statuses])
    names = sorted(deelname["interventie"].unique())
    for name in names:
        for place, counts in per.items():
            facts.tel(f"{place} {name}", int(counts.get(name, 0)), getoond=False)
        cells = [cel("aanmeldingen", ("interventie", name), ("status", status)) for status in statuses]
        facts.tel(f"begonnen {name}", sum(facts.aantallen[cell] for cell in cells), getoond=False)
        facts.som(cel(f"begonnen {name}"), cells)
        facts.som(cel(f"begonnen {name}"), [cel(f"binnen {name}"), cel(f"buiten {name}")])
    facts.tel("buiten", int(deelname[begun & ~inside]["deelnemer"].nunique()))
    for place, people in (("binnen", "mensen"), ("buiten", "buiten")):
        _count_once(facts, f"({place})", [f"{place} {name}" for name in names], people)
    for group in groepen:
        rows = deelname[begun & inside & deelname["interventie"].isin(list(group))]
        facts.tel(f"in {group}", int(rows["deelnemer"].nunique()))
        _count_once(facts, f"keren {group}", [f"binnen {name}" for name in names if name in group], f"in {group}")
        wider = ["mensen", *(f"in {other}" for other in groepen if set(group) < set(other))]
        for other in wider:
            facts.tel(f"{other} buiten {group}", facts.aantallen[cel(other)] - facts.aantallen[cel(f"in {group}")], getoond=False)
            facts.som(cel(other), [cel(f"in {group}"), cel(f"{other} buiten {group}")])


def tie_verwijzers(facts: Feiten, verwijzers: pd.Series, onbekend: str) -> None:
    """Sign-ups of which the referrer is known, as a page prints them: all less the others."""
    places = {name: cel("aanmeldingen", ("verwijzer", name)) for name in verwijzers.index}
    known = [place for name, place in places.items() if name != onbekend]
    facts.tel("verwijzer bekend", sum(facts.aantallen[one] for one in known), kosten=GOEDKOOP)
    facts.som(cel("verwijzer bekend"), known)
    facts.som(cel("aanmeldingen"), [cel("verwijzer bekend"), *(place for name, place in places.items() if name == onbekend)])


def tie_themas(facts: Feiten, plan: pd.DataFrame, deelname: pd.DataFrame) -> None:
    """Begun sign-ups per theme of the plan: sums of what is shown per intervention, so that a page may print them."""
    statuses = _statuses(deelname)
    came = set(deelname["interventie"].unique())
    for theme, names in themas_of(plan).items():
        there = [name for name in names if name in came]
        cells = [cel("aanmeldingen", ("interventie", name), ("status", status)) for name in there for status in statuses]
        if cells:
            facts.tel(f"thema {theme} begonnen", sum(facts.aantallen[one] for one in cells), getoond=False)
            facts.som(cel(f"thema {theme} begonnen"), cells)


def tell_nobody(facts: Feiten, dossier: Dossier, deelname: pd.DataFrame, kenmerken: Mapping[str, Sequence[str]]) -> None:
    """What a page prints as 0, because no row has it: a status, an intervention of the plan, a group of people.

    kenmerken: by which people are counted -> the values that a page always names; the groups of wijk.toml come on top.
    """
    facts.niemand(cel("aanmeldingen", ("status", status)) for status in STATUSSEN)
    for name in deelname["interventie"].unique():
        facts.niemand(cel("aanmeldingen", ("interventie", name), ("status", status)) for status in STATUSSEN)
    facts.niemand(cel(f"begonnen {name}") for name in dossier.tabel("interventies")["interventie"])
    for kenmerk, usual in kenmerken.items():
        values = [*usual, *(value for group in dossier.wijk.doelgroep for value in group.kiest.get(kenmerk, ()))]
        facts.niemand(cel("mensen", (KOLOMMEN.get(kenmerk, kenmerk), value)) for value in values)


def _statuses(deelname: pd.DataFrame) -> list[str]:
    """How those who began stand now, as far as it occurs."""
    known = set(deelname["status"].unique())
    return [status for status in BEGONNEN if status in known]


def themas_of(plan: pd.DataFrame) -> dict[str, list[str]]:
    """Theme, in small letters, -> the interventions of the plan that have it."""
    found: dict[str, list[str]] = {}
    for name, theme in zip(plan["interventie"], plan["thema"], strict=True):
        if not pd.isna(theme):
            found.setdefault(theme_key(theme), []).append(str(name))
    return found


def theme_key(theme: object) -> str:
    """How a theme is compared: without spaces around it and without capitals."""
    return str(theme).strip().lower()


def _count_once(facts: Feiten, naam: str, keren: Sequence[str], mensen: str) -> None:
    """So many times together are so many people, and the times after somebody's first."""
    total = sum(facts.aantallen[cel(name)] for name in keren)
    facts.tel(naam, total, getoond=False)
    facts.tel(f"vaker {naam}", total - facts.aantallen[cel(mensen)], getoond=False)
    facts.som(cel(naam), [cel(name) for name in keren])
    facts.som(cel(naam), [cel(mensen), cel(f"vaker {naam}")])
