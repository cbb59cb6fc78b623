"""Response: how many of those invited answered, per wave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wijkmonitor.bevinding import Bevinding, Bord, Tabel, Tabelstap
from wijkmonitor.figuren import punt_met_marge
from wijkmonitor.stats import Estimate, proportion
from wijkmonitor.taal.getallen import getal, meting, tussen, van_de_100
from wijkmonitor.vragen.bouw import cellen, geen_getal, herkomst_van, in_tien, maak, ontbreekt, punt, tabel, uit
from wijkmonitor.vragen.gezondheid.vragenlijst import Antwoorden
from wijkmonitor.vragen.teksten import Bevindingtekst

TEKST = Bevindingtekst("2-gezondheid", "gezondheid-respons")


@dataclass(frozen=True, repr=False)
class Respons(Tabelstap):
    """Per wave how many answered and which share of those invited that is (0-1); waves with too few answers are not there."""

    antwoorden: Antwoorden
    aantallen: Mapping[str, int]
    aandelen: Mapping[str, Estimate]

    @property
    def tabel(self) -> Tabel:
        """A row per wave."""
        invited = self.antwoorden.dossier.wijk.uitgenodigd
        columns = ("Meting", ("Antwoorden", "aantal"), ("Gevraagd", "aantal"), ("Deel", "pct"), ("Van", "pct"), ("Tot", "pct"))
        rows = [
            (meting(wave), self.aantallen[wave], invited.get(wave) if item.value is not None else item.reason, *cellen(item)[:3])
            for wave, item in self.aandelen.items()
        ]
        return tabel("Respons", columns, rows)


def count_respons(antwoorden: Antwoorden, *, zekerheid: float = 0.95) -> Respons:
    """How many people answered in each wave, of those whom `wijk.toml` says were invited. zekerheid: of the margin, 0-1."""
    wijk, people = antwoorden.dossier.wijk, antwoorden.respondenten
    waves = (str(wave) for wave in sorted(antwoorden.alle["meting"].unique()))
    answered = {wave: count for wave in waves if (count := people.antwoorden(wave)) and count >= wijk.privacy.min_cel}
    shares = {wave: share(count, wijk.uitgenodigd.get(wave), zekerheid) for wave, count in answered.items()}
    reason = geen_getal(TEKST.zin("reden.bijna_iedereen", hoogstens=wijk.privacy.min_cel))
    return Respons(antwoorden, answered, shares | dict.fromkeys(people.nauwelijks & answered.keys(), reason))


def respons(respons: Respons) -> Bevinding:
    """The share of invited people that answered in the newest wave."""
    frame, wijk = respons.antwoorden.alle, respons.antwoorden.dossier.wijk
    if frame.empty:
        return ontbreekt(TEKST, TEKST.document["gezondheid-dimensies.reden.geen_tabel"])
    if not respons.aantallen:
        reason = TEKST.zin("reden.klein", minstens=getal(wijk.privacy.min_cel))
        return ontbreekt(TEKST, reason, herkomst=herkomst_van(frame))
    wave = list(respons.aantallen)[-1]
    now = respons.aandelen[wave]
    nearly = wave in respons.antwoorden.respondenten.nauwelijks
    kind = "bekend" if now.has_interval else "iedereen" if nearly else "aantal"
    words = _words(wave, respons.aantallen[wave], wijk.uitgenodigd.get(wave) or 0, now)
    return maak(
        TEKST,
        kind,
        woorden=words,
        wijk=wijk.naam,
        maat=TEKST.maat(wave),
        schatting=now,
        eenheid="pct",
        figuur=punt_met_marge(
            [punt(meting(code), item) for code, item in respons.aandelen.items()], vraag=2, eenheid="van de 100", schaal=(0, 100)
        ),
        tabel=respons.tabel,
        bord=Bord(tien=in_tien(now.value)),
        **uit(frame, eigen="vragenlijst bewoners", ook=[wijk.uitgenodigd_herkomst]),
    )


def _words(wave: str, answered: int, invited: int, now: Estimate) -> dict[str, str]:
    return {
        "meting": meting(wave),
        "n": getal(answered),
        "reden": now.reason or "",
        "gevraagd": getal(invited),
        "aandeel": (said := van_de_100(now.value or 0.0)),
        "vulden": "vulde" if said.startswith("1 ") else "vulden",
        "marge": tussen((now.low or 0.0) * 100, (now.high or 0.0) * 100),
    }


def share(answered: int, invited: int | None, zekerheid: float = 0.95) -> Estimate:
    """Share that answered (0-1); no value where the number of invitations is unknown or smaller."""
    if not invited or invited < answered:
        return geen_getal(TEKST["reden.geen_gevraagd"])
    return proportion(answered, invited, confidence=zekerheid)
