"""The page for the funder: reach, execution, monitoring of both, what was learned, and what runs without being followed."""

from __future__ import annotations

from dataclasses import dataclass

from wijkmonitor.gegevens.bronregister import Vermelding
from wijkmonitor.paginas.aanpak import Aanpak
from wijkmonitor.paginas.deelnemers import Deelnemer
from wijkmonitor.paginas.samen_leren import NAAM, SamenLeren
from wijkmonitor.taal.getallen import meervoud
from wijkmonitor.vragen.bouw import bronregel
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tijdlijn import collect_gebeurtenissen

BEREIK = ("bereik-doelgroep", "bereik-doorverwijzingen", "bereik-wie-missen-we", "bereik-activiteiten")
UITVOERING = ("interventies-planning", "interventies-doelen")


@dataclass(frozen=True)
class Zegt:
    """What one wijk can say on one subject, in sentences."""

    wijk: str
    zinnen: tuple[str, ...]
    voorbeeld: bool = False


@dataclass(frozen=True)
class Onderdeel:
    """One subject of the report: what holds for all wijken, then each wijk, then facts with their source."""

    kop: str
    samen: tuple[str, ...] = ()
    wijken: tuple[Zegt, ...] = ()
    feiten: tuple[Vermelding, ...] = ()


def progress_report(samen: SamenLeren) -> tuple[Onderdeel, ...]:
    """The subjects that the funder asked for, in its order; those followed or not stand in a table of their own."""
    texts = load_teksten(NAAM)
    members, lessons = samen.kring.wijken, [line for line in samen.lessen if line.niveau != "lokaal"]
    learned = (Zegt(line.wijk, (line.tekst,), line.voorbeeld) for line in lessons)
    return (
        Onderdeel(texts["verslag.bereik"], wijken=tuple(_headlines(wijk, BEREIK) for wijk in members)),
        Onderdeel(texts["verslag.uitvoering"], wijken=tuple(_headlines(wijk, UITVOERING) for wijk in members)),
        Onderdeel(
            texts["verslag.monitoring"], tuple(texts["verslag.monitoring_zo"]), tuple(_follows(item) for item in samen.aanpakken)
        ),
        Onderdeel(texts["verslag.geleerd"], tuple(texts["verslag.borging"]), tuple(learned)),
        Onderdeel(
            texts["verslag.mix"],
            (texts.zin("verslag.mix_zo", wijken=samen.aantal),),
            tuple(_mix(wijk, item) for wijk, item in zip(members, samen.aanpakken, strict=True)),
        ),
        Onderdeel(texts["verslag.bereikt"], wijken=tuple(_reached(wijk) for wijk in members)),
        *([Onderdeel(texts["verslag.gepubliceerd"], feiten=samen.feiten)] if samen.feiten else []),
    )


def _headlines(wijk: Deelnemer, ids: tuple[str, ...]) -> Zegt:
    """The claims of these findings, and what the first one rests on. Of what was not delivered nothing is claimed."""
    texts, found = load_teksten(NAAM), [finding for id in ids if (finding := wijk.bevinding(id))]
    known = [finding for finding in found if finding.teken != "niet geleverd"]
    sentences = [f"{finding.kop}." for finding in known]
    if known and known[0].schatting.value is not None:
        sentences[1:1] = [text for text in (known[0].lees, known[0].let_op) if text]
    if not sentences:
        sentences = [texts["verslag.niet_geleverd" if found else "naast.geen"]]
    return Zegt(wijk.naam, tuple(sentences), any(finding.voorbeeld for finding in known))


def _reached(wijk: Deelnemer) -> Zegt:
    """What was reached, asked for and is under way, as the timeline of the wijk has it."""
    texts, events = load_teksten(NAAM), collect_gebeurtenissen(wijk.dossier)
    groups = ((kind, [event.wat for event in events.van(kind)]) for kind in ("resultaat", "wens", "loopt", "achtergrond"))
    lines = [texts.zin(f"verslag.tijdlijn.{kind}", wat="; ".join(named)) for kind, named in groups if named]
    source = bronregel(event.bron for event in events.van("resultaat", "wens", "loopt", "achtergrond"))
    said = [*lines, texts.zin("verslag.bron", bron=source)] if lines else [texts["verslag.niets_bereikt"]]
    return Zegt(wijk.naam, tuple(said), any(event.herkomst == "voorbeeld" for event in events.alle))


def _follows(item: Aanpak) -> Zegt:
    texts, aside = load_teksten(NAAM), sum(other.bekend for other in item.ongevolgd)
    if not item.spoor.gevolgd + aside:
        return Zegt(item.wijk, (texts["verslag.volgt_onbekend"],), item.voorbeeld)
    line = texts.zin("verslag.volgt", wel=item.spoor.gevolgd, n=item.spoor.gepland)
    return Zegt(item.wijk, (line,), item.voorbeeld)


def _mix(wijk: Deelnemer, item: Aanpak) -> Zegt:
    trace, network = item.spoor, wijk.bevinding("samenwerking-netwerk")
    line = load_teksten(NAAM).zin(
        "verslag.pijlers" if trace.themas or trace.pijlers else "verslag.geen_pijlers",
        interventies=meervoud(trace.gepland, "interventie", "interventies"),
        themas=meervoud(trace.themas, "thema", "thema's"),
        pijlers=trace.pijlers,
    )
    said = (line, f"{network.kop}.") if network else (line,)
    return Zegt(item.wijk, said, item.voorbeeld or bool(network and network.voorbeeld))
