"""The name of the programme stands in one file; only pages of its wijken carry it."""

from __future__ import annotations

from pathlib import Path

import pytest

from wijkmonitor.bevinding.fragmenten import load_begrippen
from wijkmonitor.cli import main
from wijkmonitor.gegevens.opendata.odata import USER_AGENT
from wijkmonitor.programma import programma

LIB = Path(__file__).resolve().parents[2] / "lib" / "wijkmonitor"


def test_no_other_file_of_the_library_names_the_programme() -> None:
    texts = [path for kind in ("py", "toml", "j2", "md") for path in LIB.rglob(f"*.{kind}")]
    assert len(texts) > 300
    assert [path.name for path in texts if programma().naam in path.read_text("utf-8")] == ["programma.toml"]


def test_help_user_agent_and_glossary_follow_that_file(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert f"Monitor van {programma().naam}:" in " ".join(capsys.readouterr().out.split())
    assert f"(monitor {programma().naam};" in USER_AGENT
    own = {entry["term"] for entry in programma().begrip}
    assert own and own <= {entry.term for entry in load_begrippen()}
    assert not [entry.term for entry in load_begrippen() if "{" in entry.bron]


def test_a_wijk_outside_the_programme_is_headed_by_the_maker() -> None:
    known = programma()
    assert known.kop("leidsche-rijn") == known.kop("voorbeeldwijk") == known.kop() == known.maker
    assert known.kop("leidsche-rijn", "stevenshof") == known.naam
