"""The report for the funder: reach, execution, monitoring of both, what was learned, and what runs without being followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Unpack

import pandas as pd

from wijkmonitor.afspraken.menukaart import published_lessons
from wijkmonitor.bevinding import Cel
from wijkmonitor.bevinding.omgeving import per_document
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.bronregister import Vermelding
from wijkmonitor.paginas.kring import Aanpak, Deelnemer
from wijkmonitor.paginas.openen import Alle, Pagina, about_page
from wijkmonitor.paginas.samen_leren import GENOEMD, PROGRAMMA, SamenLeren, open_samen_leren
from wijkmonitor.paginas.stuk import Bijlage, Onderdeel, Stuk, stuk_docx, stuk_html, table_or_none
from wijkmonitor.programma import programma
from wijkmonitor.taal.getallen import as_sentence, datum, getal, meervoud, moment, opsomming
from wijkmonitor.vragen.bouw import bronregel
from wijkmonitor.vragen.interventies.planning import stand_woorden
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tijdlijn import LUKTE, collect_gebeurtenissen, opgeschreven, vertel

NAAM = "12-verslag"
TEKST = load_teksten(NAAM)
BEREIK = ("bereik-doelgroep", "bereik-bedoeld", "bereik-doorverwijzingen", "bereik-wie-missen-we", "bereik-activiteiten")
UITVOERING = ("interventies-planning", "interventies-doelen")
VERHALEN = ("bereik-verhalen", "gezondheid-verhalen", "samenwerking-verhalen", "interventies-verhalen")


@dataclass(frozen=True)
class Zegt:
    """What one wijk can say on one subject, in sentences. leeg: its records say nothing, and the sentence says that."""

    wijk: str
    zinnen: tuple[str, ...]
    voorbeeld: bool = False
    leeg: bool = False

    @property
    def punt(self) -> str:
        """The name of the wijk with its sentences."""
        return f"{self.wijk}. {'Voorbeeld: ' if self.voorbeeld else ''}{' '.join(self.zinnen)}"


def make_verslag(samen: SamenLeren) -> Stuk:
    """The report for the funder on all wijken together: its questions in its order, from the records; blanks are named."""
    members, published = samen.kring.wijken, [fact for fact in samen.feiten if fact.wijk == PROGRAMMA]

    def asked(naam: str, said: Sequence[Zegt], *zinnen: str) -> Onderdeel:
        programme = [_fact(fact) for fact in published if fact.vraag == naam]
        both = [_and_published(item, samen, wijk, naam) for item, wijk in zip(said, members, strict=True)]
        return _part(naam, *programme, *zinnen, said=both)

    lessons = [line for line in samen.kring.lessen if line.niveau != "lokaal"]
    learned = [Zegt(line.wijk, (line.tekst,), line.voorbeeld) for line in lessons]
    learned += [item for wijk in members if (item := _published_lessons(wijk))]
    parts = (
        _part("bereik", said=[_and_written_down(_headlines(wijk, BEREIK), wijk) for wijk in members]),
        asked("uitvoering", [_headlines(wijk, UITVOERING) for wijk in members]),
        *_together([_interventions(wijk) for wijk in members]),
        asked("monitoring", [_follows(item) for item in samen.aanpakken], *TEKST["verslag.monitoring_zo"]),
        asked("corona", [_corona(wijk) for wijk in members]),
        asked("gesprekken", [_headlines(wijk, VERHALEN) for wijk in members], *TEKST["verslag.gesprekken_zo"]),
        _part("geleerd", *TEKST["verslag.borging"], said=learned),
        asked("mix", [_mix(wijk, item) for wijk, item in zip(members, samen.aanpakken, strict=True)], TEKST["verslag.mix_zo"]),
        _part("uren", TEKST["verslag.uren_zo"]),
        *_together([_hours(wijk) for wijk in members]),
        _part("bereikt"),
        *_together([_reached(wijk) for wijk in members]),
        *([Onderdeel(TEKST["verslag.gepubliceerd"], punten=tuple(map(_fact, published)))] if published else []),
    )
    return Stuk(
        titel=TEKST["verslag.titel"],
        label=TEKST["verslag.label"],
        onderkop=TEKST.zin("verslag.stand", dag=datum(samen.kring.peildatum), wijken=samen.aantal),
        onderdelen=parts,
        voorbeeld=samen.herkomst == "voorbeeld",
        voet=f"{programma().kop(*samen.kring.namen)} · {TEKST['verslag.label']} · {datum(samen.kring.peildatum)}",
    )


def _part(naam: str, *zinnen: str, said: Sequence[Zegt] = ()) -> Onderdeel:
    """One subject: what holds for all wijken, then a point per wijk; those of which nothing is known share one."""
    empty: dict[tuple[str, ...], list[str]] = {}
    for item in said:
        if item.leeg:
            empty.setdefault(item.zinnen, []).append(item.wijk)
    points = [item.punt for item in said if not item.leeg]
    points += [Zegt(opsomming(names), sentences).punt for sentences, names in empty.items()]
    return Onderdeel(TEKST[f"verslag.{naam}"], zinnen, tuple(points))


def _together(parts: Sequence[Onderdeel]) -> list[Onderdeel]:
    """A part per wijk; those of more wijken that say nothing become one, with their names."""
    empty = [part for part in parts if not part.tabel and not part.punten]
    if len(empty) < 2:
        return list(parts)
    names = opsomming([part.kop for part in empty])
    nothing = Onderdeel(TEKST["verslag.zonder"], (f"{names}. {empty[0].zinnen[0]}",), onder=True)
    return [*(part for part in parts if part not in empty), nothing]


def _interventions(wijk: Deelnemer) -> Onderdeel:
    """Per intervention what was planned, when it began, whom it reached beside its goal, and whether it is followed, or why not."""
    plan = wijk.dossier.tabel("interventies")
    goals, told = wijk.bevinding("interventies-doelen"), _reflections(wijk)
    reached = {str(row[0]): row for row in goals.tabel.rijen if len(row) > 2} if goals else {}
    rows = [
        (
            f"{row['interventie']}{TEKST['verslag.voorbeeld'] if row['herkomst'] == 'voorbeeld' else ''}",
            state,
            _day(row["gepland_start"]),
            _day(row["start"]),
            _reach(reached.get(str(row["interventie"]))),
            _followed(row["gevolgd"], row["reden_niet_gevolgd"]),
            told.get(str(row["interventie"]), str(TEKST["verslag.geen_terugblik"])),
        )
        for row, state in zip(plan.to_dict("records"), stand_woorden(wijk.dossier), strict=True)
    ]
    table = table_or_none(TEKST.zin("verslag.plan", wijk=wijk.naam), TEKST["verslag.kolommen"], rows)
    return Onderdeel(wijk.naam, () if table else (TEKST["verslag.geen_plan"],), tabel=table, onder=True)


def _reflections(wijk: Deelnemer) -> dict[str, str]:
    """Per intervention the newest note on its progress, with its day."""
    notes = wijk.dossier.tabel("voortgang").dropna(subset=["interventie", "toelichting"])
    newest = notes.sort_values("datum", kind="stable").drop_duplicates("interventie", keep="last")
    rows = zip(newest["interventie"], newest["datum"], newest["toelichting"], strict=True)
    return {str(name): f"{datum(day.date())}: {text}" for name, day, text in rows}


def _day(day: Any) -> str:
    return str(TEKST["verslag.geen_dag"]) if pd.isna(day) else datum(day.date())


def _reach(row: Sequence[Cel] | None) -> str:
    """Who began beside the goal; a hidden count says why."""
    if row is None:
        return str(TEKST["verslag.geen_doel"])
    goal, begun = (str(cell) if isinstance(cell, str) else getal(cell) for cell in row[1:3])
    return TEKST.zin("verslag.doel", begonnen=begun, doel=goal)


def _followed(followed: Any, reason: Any) -> str:
    if followed == "ja":
        return str(TEKST["verslag.wel"])
    if pd.isna(followed) or followed != "nee":
        return str(TEKST["verslag.weet_niet"])
    return TEKST.zin("verslag.niet", reden=TEKST["verslag.geen_reden"] if pd.isna(reason) else reason)


def _corona(wijk: Deelnemer) -> Zegt:
    """The milestones that speak of corona."""
    kinds = ("voorbeeld", "eigen registratie", "openbaar")
    found = {mark for kind in kinds for mark in wijk.dossier.mijlpalen(kind) if "corona" in mark.wat.lower()}
    lines = [f"{mark.wat.rstrip('.')}." for mark in sorted(found, key=lambda mark: mark.dag)]
    return Zegt(wijk.naam, tuple(lines) or (TEKST["verslag.geen_corona"],), leeg=not lines)


def _hours(wijk: Deelnemer) -> Onderdeel:
    """The hours of the seven items as the report tells them, beside those of the table `begroting`; a blank where nobody wrote it."""
    found = wijk.bevinding("samenwerking-lpb")
    if found is None or found.schatting.value is None:
        return Onderdeel(wijk.naam, (TEKST["verslag.geen_uren"],), onder=True)
    frame = wijk.dossier.tabel("begroting")
    planned = dict(zip(frame["item"], frame["uren"], strict=True))
    spent = {str(row[0]): row[1] if isinstance(row[1], str) else getal(row[1]) for row in found.tabel.rijen}
    rows = [
        (item, spent.get(item, getal(0)), getal(planned[item]) if item in planned else TEKST["verslag.invullen"])
        for item in dict.fromkeys((*spent, *planned))
    ]
    mark = (TEKST["verslag.verzonnen"],) if found.voorbeeld or "voorbeeld" in set(frame["herkomst"]) else ()
    return Onderdeel(
        wijk.naam, mark, tabel=table_or_none(TEKST["verslag.uren"], TEKST["verslag.uren_kolommen"], rows), onder=True
    )


def _fact(fact: Vermelding) -> str:
    """A published fact with its source; of a plan on which day it was one."""
    told = fact.feit
    if fact.gepland == "ja" and fact.op:
        told = TEKST.zin("verslag.als_plan", dag=moment(fact.op), feit=fact.feit)
    return f"{told} {TEKST.zin('verslag.bron', bron=fact.bron)}"


def _and_published(item: Zegt, samen: SamenLeren, wijk: Deelnemer, vraag: str) -> Zegt:
    """What the records say, and what was published about this wijk in answer to the question."""
    facts = tuple(_fact(fact) for fact in samen.feiten if fact.vraag == vraag and fact.wijk == wijk.slug)
    return replace(item, zinnen=(*(() if item.leeg and facts else item.zinnen), *facts), leeg=item.leeg and not facts)


def _headlines(wijk: Deelnemer, ids: tuple[str, ...]) -> Zegt:
    """The claims of these findings, and what the first one rests on. Of what was not delivered nothing is claimed."""
    found = [finding for id in ids if (finding := wijk.bevinding(id))]
    known = [finding for finding in found if finding.teken != "niet geleverd"]
    sentences = [f"{finding.kop}." for finding in known]
    if known and known[0].schatting.value is not None:
        sentences[1:1] = [text for text in (known[0].lees, known[0].let_op) if text]
    if not sentences:
        sentences = [TEKST["verslag.niet_geleverd" if found else "naast.geen"]]
    return Zegt(wijk.naam, tuple(sentences), any(finding.voorbeeld for finding in known), leeg=not known)


def _and_written_down(item: Zegt, wijk: Deelnemer) -> Zegt:
    """What the figures say on reach, and what was written down about it, with where."""
    told = vertel(wijk.dossier, 1)
    if not told:
        return item
    source = TEKST.zin("verslag.bron", bron=bronregel(event.bron for event in told))
    example = item.voorbeeld or any(event.herkomst == "voorbeeld" for event in told)
    return Zegt(item.wijk, (*(() if item.leeg else item.zinnen), opgeschreven(told), source), example)


def _published_lessons(wijk: Deelnemer) -> Zegt | None:
    """A few lessons of the wijk that were published, with where; None where there are none."""
    cards = published_lessons(wijk.dossier.tabel("menukaart"), wijk=wijk.slug)[:GENOEMD]
    source = TEKST.zin("verslag.bron", bron=bronregel(card.bron for card in cards))
    return Zegt(wijk.naam, (*(as_sentence(card.les) for card in cards), source)) if cards else None


def _reached(wijk: Deelnemer) -> Onderdeel:
    """What was reached, asked for and is under way, as the timeline of the wijk has it: a list below its sources."""
    kinds = (*LUKTE, "wens", "loopt", "achtergrond")
    events = [event for kind in kinds for event in collect_gebeurtenissen(wijk.dossier).van(kind)]
    if not events:
        return Onderdeel(wijk.naam, (TEKST["verslag.niets_bereikt"],), onder=True)
    points = [TEKST.zin(f"verslag.tijdlijn.{event.soort}", wat=event.wat.rstrip(".")) for event in events]
    sources = "; ".join(per_document(bronregel(event.bron for event in events)))
    mark = (TEKST["verslag.verzonnen"],) if any(event.herkomst == "voorbeeld" for event in events) else ()
    return Onderdeel(wijk.naam, (*mark, TEKST.zin("verslag.bron", bron=sources)), tuple(points), onder=True)


def _follows(item: Aanpak) -> Zegt:
    aside = sum(other.bekend for other in item.ongevolgd)
    if not item.spoor.gevolgd + aside:
        return Zegt(item.wijk, (TEKST["verslag.volgt_onbekend"],), item.voorbeeld, leeg=True)
    line = TEKST.zin("verslag.volgt", wel=item.spoor.gevolgd, n=item.spoor.gepland)
    return Zegt(item.wijk, (line,), item.voorbeeld)


def _mix(wijk: Deelnemer, item: Aanpak) -> Zegt:
    trace, network = item.spoor, wijk.bevinding("samenwerking-netwerk")
    line = TEKST.zin(
        f"verslag.{'pijlers' if trace.pijlers else 'zonder_pijler' if trace.themas else 'geen_pijlers'}",
        interventies=meervoud(trace.gepland, "interventie", "interventies"),
        themas=meervoud(trace.themas, "thema", "thema's"),
        pijlers=trace.pijlers,
    )
    said = (line, f"{network.kop}.") if network else (line,)
    return Zegt(item.wijk, said, item.voorbeeld or bool(network and network.voorbeeld))


def open_verslag(naam: str, **alle: Unpack[Alle]) -> Pagina:
    """The report for the funder on all wijken, with the Word file of the same text inside it.

    An invented wijk stands in it only where there is no other: what it tells the funder is true.
    """
    samen = open_samen_leren(naam, keep=without_invented, **alle)
    day, stuk = samen.kring.peildatum, make_verslag(samen)
    word = Bijlage(TEKST["verslag.word"], f"voortgangsverslag-{day}.docx", stuk_docx(stuk, dag=day))
    about = about_page(naam, day.isoformat(), herkomst=samen.herkomst)
    return Pagina(stuk_html(stuk, bijlage=word), DOCUMENTEN[naam].vraag, about)


def without_invented(dossiers: Sequence[Dossier]) -> list[Dossier]:
    """The real wijken; all where every one is invented."""
    return [each for each in dossiers if not each.verzonnen] or list(dossiers)
