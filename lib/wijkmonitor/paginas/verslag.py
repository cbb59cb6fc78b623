"""The page for the funder: reach, execution, monitoring of both, what was learned, and what runs without being followed."""

from __future__ import annotations

from dataclasses import dataclass

from wijkmonitor.paginas.aanpak import Aanpak
from wijkmonitor.paginas.deelnemers import Deelnemer
from wijkmonitor.paginas.samen_leren import NAAM, SamenLeren
from wijkmonitor.taal.getallen import meervoud
from wijkmonitor.vragen.teksten import load_teksten

BEREIK = ("bereik-doelgroep", "bereik-wie-missen-we", "bereik-activiteiten")
UITVOERING = ("interventies-planning", "interventies-doelen")


@dataclass(frozen=True)
class Zegt:
    """What one wijk can say on one subject, in sentences."""

    wijk: str
    zinnen: tuple[str, ...]
    voorbeeld: bool = False


@dataclass(frozen=True)
class Onderdeel:
    """One subject of the report: what holds for all wijken, then each wijk."""

    kop: str
    samen: tuple[str, ...] = ()
    wijken: tuple[Zegt, ...] = ()


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
    )


def _headlines(wijk: Deelnemer, ids: tuple[str, ...]) -> Zegt:
    """The claims of these findings, and what the first one rests on."""
    found = [finding for id in ids if (finding := wijk.bevinding(id))]
    sentences = [f"{finding.kop}." for finding in found]
    if found and found[0].schatting.value is not None:
        sentences.insert(1, found[0].lees)
    if not sentences:
        sentences = [load_teksten(NAAM)["naast.geen"]]
    return Zegt(wijk.naam, tuple(sentences), any(finding.voorbeeld for finding in found))


def _follows(item: Aanpak) -> Zegt:
    line = load_teksten(NAAM).zin("verslag.volgt", wel=item.spoor.gevolgd, n=item.spoor.gepland)
    return Zegt(item.wijk, (line,), item.voorbeeld)


def _mix(wijk: Deelnemer, item: Aanpak) -> Zegt:
    trace, network = item.spoor, wijk.bevinding("samenwerking-netwerk")
    line = load_teksten(NAAM).zin(
        "verslag.pijlers",
        interventies=meervoud(trace.gepland, "interventie", "interventies"),
        themas=meervoud(trace.themas, "thema", "thema's"),
        pijlers=trace.pijlers,
    )
    said = (line, f"{network.kop}.") if network else (line,)
    return Zegt(item.wijk, said, item.voorbeeld or bool(network and network.voorbeeld))
