"""Conversations: coded fragments about one monitor question, a quote with consent, and whether two coders agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Bord, Cel, Tabel, Tabelstap
from wijkmonitor.documenten import find_document
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Balk, balken
from wijkmonitor.figuren.kleuren import Vraag
from wijkmonitor.privacy.regels import MIN_BRONNEN
from wijkmonitor.stats import Estimate, krippendorff_alpha
from wijkmonitor.taal.getallen import getal, meervoud, opsomming, rond, telwoord
from wijkmonitor.taal.woordelijk import woordelijk
from wijkmonitor.vragen.bouw import geen_getal, herkomst_van, maak, ontbreekt, shorten_kop, soort_bron, tabel, telling
from wijkmonitor.vragen.teksten import Bevindingtekst, load_teksten, tijdvak

MAX_CITAAT = 160
MIN_FRAGMENTEN = 10  # that two people coded, before it is said how often they agree
MIN_GESPREKKEN = 5  # conversations with a small role, before it may stand beside a quote
ONZEKER = 0.667  # below this no conclusion: Krippendorff (2004), Content Analysis, p. 241
ROLLEN = ("bewoner", "professional", "interventiebegeleider")
TEKST = Bevindingtekst("4-interventies", "interventies-codering")
GOED = 0.8  # Krippendorff (2004), Content Analysis, p. 241
GEEN_MARGE = "voor deze maat is geen marge berekend"


@dataclass(frozen=True, repr=False)
class Onderwerpen(Tabelstap):
    """What conversations about one monitor question were about: fragments per subject that may be shown, most first.

    fragmenten: all rows of the question. eens: those with a code that every coder of the fragment gave; only they count.
    alpha: how well the coders of the wijk agree, None where nobody coded what another did.
    """

    dossier: Dossier
    vraag: Vraag
    aantallen: pd.Series
    fragmenten: pd.DataFrame
    eens: pd.DataFrame
    alpha: float | None

    @property
    def tabel(self) -> Tabel:
        """A row per subject."""
        rows = [(str(code), int(count)) for code, count in self.aantallen.items()]
        return tabel("Fragmenten per onderwerp", ("Onderwerp", ("Fragmenten", "aantal")), rows)


def count_onderwerpen(dossier: Dossier, *, vraag: Vraag) -> Onderwerpen:
    """Fragments of conversations about one monitor question, per subject that occurs in enough of them to be shown."""
    frame = dossier.tabel("kwalitatief")
    rows = frame[frame["vraag"] == vraag]
    agreed = codes_of_all(rows)
    return Onderwerpen(dossier, vraag, count_codes(dossier, agreed), rows, agreed, dossier.eens(agreement))


def codes_of_all(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with a code that every coder of the fragment gave."""
    coders = rows.groupby("fragment")["codeur"].transform("nunique")
    return rows[rows.groupby(["fragment", "code"])["codeur"].transform("nunique") == coders]


def pair_codes(dossier: Dossier) -> pd.DataFrame:
    """One row per fragment, one column per coder; fragments with one code of each of two coders or more."""
    frame = dossier.tabel("kwalitatief")
    rows = frame[frame["codeur"].notna()].drop_duplicates(["fragment", "codeur"])
    wide = rows.pivot(index="fragment", columns="codeur", values="code")
    return wide[wide.notna().sum(axis=1) >= 2]


def agreement(dossier: Dossier) -> float | None:
    """Krippendorff's alpha over the fragments that two coders or more gave a code; None where there are none."""
    pairs = dossier.eens(pair_codes)
    if pairs.empty or pairs.stack().nunique() < 2:
        return None
    return krippendorff_alpha([[None if pd.isna(code) else str(code) for code in pairs[coder]] for coder in pairs.columns])


def about_coders(rows: pd.DataFrame) -> str:
    """What was coded, and by how many people where it was more than one.

    >>> about_coders(pd.DataFrame({"codeur": ["c1", "c2", "c2"]})), about_coders(pd.DataFrame({"codeur": [None]}))
    ('gesprekken, gecodeerd door twee mensen', 'gesprekken')
    """
    coders = rows["codeur"].nunique()
    return f"gesprekken, gecodeerd door {telwoord(coders)} mensen" if coders > 1 else "gesprekken"


def verhalen(onderwerpen: Onderwerpen, *, langste_citaat: int = MAX_CITAAT) -> Bevinding:
    """The subject that occurs in most fragments of this question, and a quote that may be shown, of at most so many signs."""
    dossier, rows, counts, agreed = onderwerpen.dossier, onderwerpen.fragmenten, onderwerpen.aantallen, onderwerpen.eens
    document = find_document(str(onderwerpen.vraag))
    tekst = Bevindingtekst(document.naam, f"{document.kort}-verhalen")
    if rows.empty:
        return ontbreekt(tekst, tekst["reden.geen_tabel"])
    if counts.empty:
        return ontbreekt(tekst, tekst["reden.weinig"], herkomst=herkomst_van(rows))
    found = pick_quote(dossier, rows, langste_citaat)
    # the fragments about a subject that is shown: all of them less those shown would tell how few the others are
    among = agreed[agreed["code"].isin(counts.index)]
    fragments, talks = among["fragment"].nunique(), meervoud(among["bron"].nunique(), "gesprek", "gesprekken")
    shared = load_teksten("gedeeld")
    who = shared.zin("verhalen.een", rol=found[0]) if found and found[0] else str(shared["verhalen.iemand"])
    quote = tekst.zin("lees.citaat", wie=who, citaat=found[1]) if found else _no_quote(langste_citaat)
    sure, about = onderwerpen.alpha is None or onderwerpen.alpha >= ONZEKER, _about_agreement(onderwerpen)
    told = _subjects(counts, str(shared["verhalen.eigen"].get(str(onderwerpen.vraag), "")))
    kop = shorten_kop(*(tekst.zin("kop.bekend", onderwerpen=_named(told[:most])) for most in (3, 2, 1)))
    return maak(
        tekst,
        kop=kop if sure else shared["codeurs.kop"],
        lees=" ".join(
            [tekst.zin("lees.bekend", n=getal(fragments), bronnen=talks), *([_most(counts[told])] if sure else []), about, quote]
        ),
        onderschrift=f"Fragmenten per onderwerp, gesprekken in {dossier.wijk.naam}.",
        maat=tekst.maat(tijdvak(rows["datum"]), over=str(told[0])),
        schatting=telling(counts[told[0]], n=fragments, wat="telling van fragmenten") if sure else geen_getal(about),
        figuur=balken(
            [Balk(str(code), float(count)) for code, count in counts.head(10).items()],
            vraag=onderwerpen.vraag,
            eenheid="fragmenten",
        )
        if sure
        else None,
        tabel=onderwerpen.tabel,
        extra_tabellen=(per_rol(dossier, agreed, counts, tekst["reden.rol"]),),
        bron=soort_bron(about_coders(rows), herkomst_van(rows)),
        herkomst=herkomst_van(rows),
        bord=Bord(rol=found[0] if found else "", citaat=found[1] if found else ""),
    )


def _about_agreement(onderwerpen: Onderwerpen) -> str:
    """How well the coders agree, and what follows from that."""
    alpha, texts = onderwerpen.alpha, load_teksten("gedeeld")
    kind = "alleen" if alpha is None else "eens" if alpha >= ONZEKER else "oneens"
    return texts.zin(f"codeurs.{kind}", alpha="" if alpha is None else getal(alpha, 2), grens=getal(ONZEKER, 2))


def _subjects(counts: pd.Series, own: str) -> list[str]:
    """What was talked about, most first; not the subject of the question itself, for everybody was asked about that."""
    named = [str(code) for code in counts.index]
    return [code for code in named if code.lower() != own] or named


def _named(subjects: Sequence[str]) -> str:
    """Subjects in a row; apart by semicolons where one of them has an *en* of its own."""
    return "; ".join(subjects) if any(" en " in subject for subject in subjects) else opsomming(list(subjects))


def _most(counts: pd.Series) -> str:
    """How often the subject of the headline came up, or two that came up as often."""
    first = [str(code) for code in counts.index[counts == counts.iloc[0]]]
    words = {"thema": opsomming(first[:2]), "aantal": getal(int(counts.iloc[0]))}
    return load_teksten("gedeeld").zin(f"verhalen.{'keer' if len(first) == 1 else 'keer_samen'}", **words)


def count_codes(dossier: Dossier, rows: pd.DataFrame) -> pd.Series:
    """Fragments per code, those that occur in enough fragments and conversations, most first."""
    grouped = rows.groupby("code")
    frame = pd.DataFrame({"n": grouped["fragment"].nunique(), "bronnen": grouped["bron"].nunique()})
    shown = [bool(dossier.poort.code(int(n), int(sources))) for n, sources in zip(frame["n"], frame["bronnen"], strict=True)]
    counts: pd.Series = frame.loc[shown, "n"]
    return counts.sort_values(ascending=False, kind="stable")


def per_rol(dossier: Dossier, rows: pd.DataFrame, counts: pd.Series, reden: str) -> Tabel:
    """Fragments per theme and role. A theme with a role that may not be shown has no roles: the rest would give it away.

    Fragments without a role count as a role of their own.
    """
    cells: list[tuple[Cel, ...]] = []
    rows = rows.assign(rol=rows["rol"].where(rows["rol"].isin(ROLLEN), ""))
    found = rows.groupby(["code", "rol"])[["fragment", "bron"]].nunique()
    numbers = {key: (int(fragments), int(sources)) for key, fragments, sources in found.itertuples()}
    for code in counts.index:
        sizes = [numbers.get((code, role), (0, 0)) for role in (*ROLLEN, "")]
        open_ = all(not size or dossier.poort.code(size, sources) for size, sources in sizes)
        cells.append((str(code), *(size if open_ else reden for size, _ in sizes[: len(ROLLEN)])))
    columns = ("Onderwerp", ("Bewoners", "aantal"), ("Professionals", "aantal"), ("Begeleiders van interventies", "aantal"))
    return tabel("Wie vertelde hierover?", columns, cells)


def _no_quote(longest: int) -> str:
    """That no quote may be shown; that none is this short, where somebody chose the length."""
    return load_teksten("gedeeld").zin(f"citaat.{'geen' if longest == MAX_CITAAT else 'lang'}", tekens=getal(longest))


def pick_quote(dossier: Dossier, rows: pd.DataFrame, longest: int = MAX_CITAAT) -> tuple[str, str] | None:
    """Role and text of a quote with consent that somebody read and that passes screening; residents first, then the shortest.

    The role is "" where so few people with that role spoke of this question that it would tell who it was; residents are many.
    Of one conversation there is no quote: who was asked, knows who said it.
    """
    if rows["bron"].nunique() < MIN_BRONNEN:
        return None
    quotes = rows[(rows["mag_getoond"] == "ja") & rows["tekst"].notna() & rows["rol"].notna()].drop_duplicates("fragment")
    quotes = quotes[quotes["tekst"].str.len().le(longest)].fillna({"gelezen_door": ""})
    refused = set(rows.loc[rows["mag_getoond"] != "ja", "fragment"])
    order = {"bewoner": 0, "interventiebegeleider": 1, "professional": 2}
    ranked = sorted(quotes.itertuples(), key=lambda row: (order[str(row.rol)], len(str(row.tekst)), str(row.fragment)))
    for row in ranked:
        if row.fragment not in refused and dossier.poort.citaat(str(row.tekst), "ja", str(row.gelezen_door)):
            named = row.rol == "bewoner" or rows.loc[rows["rol"] == row.rol, "bron"].nunique() >= MIN_GESPREKKEN
            return (str(row.rol) if named else ""), woordelijk(str(row.tekst))
    return None


@dataclass(frozen=True, repr=False)
class Codeurs(Tabelstap):
    """How often two people gave a fragment the same code; alpha is None where that can't be told."""

    dossier: Dossier
    fragmenten: int
    gelijk: int
    codes: int
    alpha: float | None

    @property
    def tabel(self) -> Tabel:
        """The counts and the measure, where two people coded."""
        counts = {"Fragmenten met twee codes": self.fragmenten, "Zelfde code": self.gelijk, "Aantal codes": self.codes}
        rows = [*((name, getal(count)) for name, count in counts.items()), ("Alpha", getal(self.alpha or 0.0, 2))]
        return tabel("Overeenstemming tussen codeurs", ("Wat", "Waarde"), rows if self.alpha is not None else [])


def compare_codeurs(dossier: Dossier) -> Codeurs:
    """The codes that two people gave the same fragments, apart from each other (Krippendorff's alpha)."""
    frame = dossier.tabel("kwalitatief")
    pairs, alpha = dossier.eens(pair_codes), dossier.eens(agreement)
    same = 0 if alpha is None else int((pairs.nunique(axis=1) == 1).sum())
    return Codeurs(dossier, len(pairs), same, int(frame["code"].nunique()), alpha)


def codering(codeurs: Codeurs, *, goed: float = GOED, onzeker: float = ONZEKER, minstens: int = MIN_FRAGMENTEN) -> Bevinding:
    """Krippendorff's alpha over the fragments that two people coded: from `goed` on good, below `onzeker` not sure.

    minstens: fragments that it needs.
    """
    dossier, alpha = codeurs.dossier, codeurs.alpha
    frame = dossier.tabel("kwalitatief")
    if frame.empty:
        return ontbreekt(TEKST, TEKST["reden.geen_tabel"])
    if alpha is None:
        return ontbreekt(TEKST, TEKST["reden.een"], herkomst=herkomst_van(frame))
    if codeurs.fragmenten < minstens:
        return ontbreekt(TEKST, TEKST.zin("reden.weinig", minstens=getal(minstens)), herkomst=herkomst_van(frame))
    kind = "goed" if alpha >= goed else "redelijk" if alpha >= onzeker else "onzeker"
    words = {"alpha": getal(alpha, 2), "n": getal(codeurs.fragmenten), "gelijk": getal(codeurs.gelijk)}
    words |= {name: f"{rond(border, 2):g}".replace(".", ",") for name, border in (("goed", goed), ("onzeker", onzeker))}
    return maak(
        TEKST,
        kind,
        woorden=words,
        lees=TEKST.zin("lees.bekend", **words),
        wijk=dossier.wijk.naam,
        maat=TEKST.maat(tijdvak(frame["datum"])),
        let_op=TEKST.zin("let_op", **words),
        schatting=Estimate(alpha, None, None, codeurs.fragmenten, "Krippendorff alpha", GEEN_MARGE),
        eenheid="getal",
        tabel=codeurs.tabel,
        bron=soort_bron(about_coders(frame), herkomst_van(frame)),
        herkomst=herkomst_van(frame),
    )
