"""The thresholds of a wijk count in its documents: stricter as it wants, weaker only with a reason that is printed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.lek import test_aanvaller
from tests.lek.feiten import from_documents, number
from tests.lek.wereld import documents, make_world, shipped
from tests.proefdata import proefdata
from tests.vragen.proefwijken import without_drawing

import wijkmonitor
from wijkmonitor.bevinding.fragmenten import verantwoording
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.wijk import load_wijk
from wijkmonitor.privacy import Regels
from wijkmonitor.vragen import make_document

REDEN = "De deelnemers vroegen zelf om deze cijfers."


def with_rules(dossier: Dossier, **rules: object) -> Dossier:
    """The wijk with other rules."""
    return replace(dossier, wijk=dossier.wijk.model_copy(update={"privacy": Regels(**rules)}))  # type: ignore[arg-type]


def test_a_stricter_least_count_hides_more(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = with_rules(make_world("voorbeeldwijk", 41, 180), min_cel=10)
    found = from_documents(documents(dossier))
    shown = [number(row[name]) for name in ("Nog niet begonnen", "Bezig", "Afgerond") for row in found.met("Interventie", name)]
    shown += [number(row["Begonnen"]) for row in found.met("Kenmerk", "Groep", "Begonnen")]
    assert any(count for count in shown)
    assert not [count for count in shown if count and count < 10]
    monkeypatch.setattr(test_aanvaller, "DREMPEL", 10)
    assert test_aanvaller.check_all(dossier, found) > 0


def test_a_stricter_least_group_takes_the_scores_away() -> None:
    with without_drawing():
        document = make_document("2-gezondheid", with_rules(shipped("voorbeeldwijk"), min_groep=100_000))
    for id in ("gezondheid-dimensies", "gezondheid-tevredenheid", "gezondheid-verandering"):
        assert document[id].schatting.value is None
    assert "te weinig mensen" in document["gezondheid-dimensies"].lees
    assert "vanaf 100000 mensen" in str(verantwoording(document)._repr_mimebundle_()["text/html"])


def test_a_weaker_rule_is_followed_and_the_account_says_why() -> None:
    with without_drawing():
        document = make_document("1-bereik", with_rules(shipped("voorbeeldwijk"), min_cel=3, reden=REDEN))
    page = str(verantwoording(document)._repr_mimebundle_()["text/html"])
    assert REDEN in page and "min_cel = 3" in page
    assert "Aantallen mensen van 1 tot en met 2" in page


def test_the_usual_rules_are_in_the_account_of_every_question() -> None:
    for name in ("1-bereik", "2-gezondheid", "3-samenwerking", "4-interventies"):
        with without_drawing():
            document = make_document(name, shipped("voorbeeldwijk"))
        assert "Aantallen mensen van 1 tot en met 4" in str(verantwoording(document)._repr_mimebundle_()["text/html"])


@pytest.mark.parametrize("line", ["min_cel = 3", "min_groep = 10", "max_aandeel = 0.99"])
def test_a_weaker_rule_without_a_reason_is_a_fault(tmp_path: Path, line: str) -> None:
    name = line.split(" =")[0]
    text = (proefdata() / "voorbeeldwijk" / "wijk.toml").read_text("utf-8")
    lines = [line if row.startswith(f"{name} =") else row for row in text.splitlines()]
    (tmp_path / "wijk.toml").write_text("\n".join(lines), encoding="utf-8")
    wijk, faults = load_wijk(tmp_path, vandaag=date(2026, 11, 1))
    assert wijk is None and any("reden" in str(fault) for fault in faults)
    with_reason = "\n".join(lines).replace(line, f'{line}\nreden = "{REDEN}"')
    (tmp_path / "wijk.toml").write_text(with_reason, encoding="utf-8")
    wijk, faults = load_wijk(tmp_path, vandaag=date(2026, 11, 1))
    assert wijk is not None and not faults


def test_every_sentence_follows_a_threshold_that_is_changed() -> None:
    dossier = with_rules(make_world("voorbeeldwijk", 41, 25), min_cel=7)
    pages = repr(documents(dossier))
    assert "minder dan 7 mensen" in pages and not re.search(r"[Mm]inder dan (5|vijf)\b", pages)


def test_no_sentence_has_a_threshold_typed_in() -> None:
    library = Path(wijkmonitor.__file__).parent
    typed = re.compile(r"(?:inder dan|anaf|instens) (?:\d+|drie|vijf|tien|dertig) (?!jaar|cm|procent)\w+")
    paths = [*library.rglob("*redenen.toml"), *(library / "vragen").rglob("*.toml")]
    found = {
        f"{path.relative_to(library)}: {match[0]}" for path in paths for match in typed.finditer(path.read_text(encoding="utf-8"))
    }
    assert len(paths) > 20 and not found
