"""Reliability of the coding: do two coders give a fragment the same code?"""

from __future__ import annotations

from dataclasses import dataclass

from wijkmonitor.bevinding import Bevinding, Tabel
from wijkmonitor.bevinding.blokken import Tabelstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import getal
from wijkmonitor.vragen.bouw import herkomst_van, maak, ontbreekt, soort_bron, tabel
from wijkmonitor.vragen.maten import make_maat, tijdvak
from wijkmonitor.vragen.teksten import Bevindingtekst
from wijkmonitor.vragen.verhalen import ONZEKER, about_coders, agreement, pair_codes

ID = "interventies-codering"
TEKST = Bevindingtekst("4-interventies", ID)
GOED = 0.8  # Krippendorff (2004), Content Analysis, p. 241
GEEN_MARGE = "voor deze maat is geen marge berekend"


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
        """The counts and the measure."""
        rows = [
            ("Fragmenten met twee codes", getal(self.fragmenten)),
            ("Zelfde code", getal(self.gelijk)),
            ("Aantal codes", getal(self.codes)),
            ("Alpha", getal(self.alpha or 0.0, 2)),
        ]
        return tabel("Overeenstemming tussen codeurs", ("Wat", "Waarde"), rows)

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """The table, where two people coded."""
        return (self.tabel,) if self.alpha is not None else ()


def compare_codeurs(dossier: Dossier) -> Codeurs:
    """The codes that two people gave the same fragments, apart from each other (Krippendorff's alpha)."""
    frame = dossier.tabel("kwalitatief")
    pairs, alpha = pair_codes(frame), agreement(frame)
    same = 0 if alpha is None else int((pairs.nunique(axis=1) == 1).sum())
    return Codeurs(dossier, len(pairs), same, int(frame["code"].nunique()), alpha)


def codering(codeurs: Codeurs, *, goed: float = GOED, onzeker: float = ONZEKER) -> Bevinding:
    """Krippendorff's alpha over the fragments that two people coded: from `goed` on good, below `onzeker` not sure."""
    dossier, alpha = codeurs.dossier, codeurs.alpha
    frame = dossier.tabel("kwalitatief")
    if frame.empty:
        return ontbreekt(TEKST, TEKST["reden.geen_tabel"])
    if alpha is None:
        return ontbreekt(TEKST, TEKST["reden.een"], herkomst=herkomst_van(frame))
    kind = "goed" if alpha >= goed else "redelijk" if alpha >= onzeker else "onzeker"
    words = {"alpha": getal(alpha, 2), "n": getal(codeurs.fragmenten), "gelijk": getal(codeurs.gelijk)}
    return maak(
        TEKST,
        kind,
        woorden=words,
        lees=TEKST.zin("lees.bekend", **words),
        wijk=dossier.wijk.naam,
        maat=make_maat(ID, tijdvak(frame["datum"])),
        schatting=Estimate(alpha, None, None, codeurs.fragmenten, "Krippendorff alpha", GEEN_MARGE),
        eenheid="getal",
        tabel=codeurs.tabel,
        bron=soort_bron(about_coders(frame), herkomst_van(frame)),
        herkomst=herkomst_van(frame),
    )
