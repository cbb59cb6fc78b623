"""The plate is printed again with its harvest: every note is on it, a photo carries nothing but the picture."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from tests.paginas.conftest import make_shipped_plaat
from tests.proefdata import make_wijk

from wijkmonitor.afspraken.agenda import parse_agenda
from wijkmonitor.afspraken.invullen import clouds, keep_photo, photo_path, strip_photo
from wijkmonitor.afspraken.items import Oogst, Sessie
from wijkmonitor.cli.main import main
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren.tekening.praatplaat import REGELS
from wijkmonitor.paginas.praatplaat import plaat_html
from wijkmonitor.paginas.sessieverslag import find_plate, harvested
from wijkmonitor.paginas.verzameld import Verzameld

DAG = date(2022, 10, 12)
NOTITIES = {name: (f"Briefje over {name} & <meer>",) for name in ("terug", "binnen", "buiten", "nu", "opvalt", "mist", "trots")}


def photo(size: tuple[int, int] = (900, 600), kind: str = "JPEG") -> bytes:
    """A photo with the place and the camera in it."""
    picture, target = Image.new("RGB", size, (200, 180, 40)), io.BytesIO()
    exif = picture.getexif()
    exif[0x010F], exif[0x0132] = "Geheimcamera", "2022:10:12 10:00:00"
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(target, kind, exif=exif)
    return target.getvalue()


@pytest.fixture
def plate(tmp_path: Path, dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]) -> Path:
    """The empty plate among the reports."""
    path = tmp_path / "uit" / "2022-09-30" / "laak" / "5-praatplaat.html"
    path.parent.mkdir(parents=True)
    path.write_text(plaat_html(make_shipped_plaat(dossiers["voorbeeldwijk"], gather("voorbeeldwijk"))), encoding="utf-8")
    return path


def test_every_note_is_on_the_plate_and_below_it_and_nothing_of_the_plate_is_gone(plate: Path) -> None:
    page = harvested(plate, Sessie("s", DAG, oogst=Oogst(**NOTITIES)), wijk_naam="Laak", foto=strip_photo(photo()))
    assert "Wat er op de praatplaat is geschreven: Laak, 12 oktober 2022" in page and "data:image/jpeg;base64," in page
    empty = plate.read_text(encoding="utf-8")
    for name in NOTITIES:
        written = f"Briefje over {name} &amp; &lt;meer&gt;"
        assert page.count(written) == (2 if f'data-vak="{name}"' in empty else 1), name
    assert "badge" not in page.partition('<aside class="oogst"')[2].partition("</aside>")[0]
    assert empty.partition("<body>")[2].partition('<div class="schrijf')[0] in page


def test_a_cloud_says_how_many_more_notes_there_are_and_the_list_has_them_all(plate: Path) -> None:
    many = tuple(f"Dit is briefje nummer {n} van de wolk" for n in range(40))
    page = harvested(plate, Sessie("s", DAG, oogst=Oogst(opvalt=many), herkomst="voorbeeld"), wijk_naam="Laak")
    cloud, below = page.partition('class="schrijf geoogst"')[2].partition("</div>")[0], page.partition('<aside class="oogst"')[2]
    shown = cloud.count("<p>Dit is")
    assert 0 < shown < 40 and f"en nog {40 - shown}" in cloud and "voorbeeld</span>" in cloud
    assert all(note in below for note in many)


def test_the_clouds_of_the_plate_the_records_and_the_form_are_the_same() -> None:
    assert set(clouds()) == set(REGELS) == {name for name in vars(Oogst()) if name != "foto"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_keeps_nothing_but_the_picture(kind: str) -> None:
    bare = strip_photo(photo((4000, 2000), kind))
    with Image.open(io.BytesIO(bare)) as found:
        assert (
            found.size == (1800, 900)
            and not found.getexif()
            and set(found.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        )
    assert b"Geheimcamera" not in bare and b"Exif" not in bare


@pytest.mark.parametrize("content", [b"", b"geen foto", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_is_no_photo_is_refused_in_dutch(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Kies een foto als JPEG of PNG"):
        keep_photo(tmp_path, "s", content)
    assert list(tmp_path.iterdir()) == []


def test_no_other_file_of_the_machine_is_shown_as_photo(tmp_path: Path) -> None:
    assert photo_path(tmp_path, "../../etc/geheim.jpg") == tmp_path / "praatplaat" / "geheim.jpg"


def test_the_plate_of_that_day_is_taken(tmp_path: Path) -> None:
    for day in ("2022-06-30", "2022-09-30", "2022-12-31"):
        (tmp_path / day / "laak").mkdir(parents=True)
        (tmp_path / day / "laak" / "5-praatplaat.html").touch()
    found = [find_plate(tmp_path, "laak", day) for day in (DAG, date(2020, 1, 1), date(2023, 1, 1))]
    assert [path and path.parents[1].name for path in found] == ["2022-09-30", "2022-06-30", "2022-12-31"]


def a_wijk(tmp_path: Path) -> Path:
    """The folder of a wijk with one session, in which a note was written down."""
    text = '# met de hand\n[sessie.laak-01]\ndatum = 2022-10-12\noogst = { mist = ["Jongeren"] }\n'
    return make_wijk(tmp_path / "data" / "laak", {"leeragenda.toml": text})


@pytest.mark.parametrize(("kind", "said"), [("fifo", "gewoon bestand"), ("weg", "bestaat niet"), ("leeg", "leeg")])
def test_a_photo_that_is_no_file_is_told_and_the_session_stays_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, said: str
) -> None:
    wijk, shot = a_wijk(tmp_path), tmp_path / "foto.jpg"
    if kind == "fifo":
        os.mkfifo(shot)
    elif kind == "leeg":
        shot.touch()
    before = (wijk / "leeragenda.toml").read_bytes()
    assert main(["sessie", "sluit", "--wijk", "laak", "--data", str(tmp_path / "data"), "--foto", str(shot)]) == 1
    told = capsys.readouterr().err
    assert "foto.jpg" in told and said in told
    assert (wijk / "leeragenda.toml").read_bytes() == before and not (wijk / "praatplaat").exists()


def test_closing_with_a_photo_keeps_it_and_prints_the_plate_again(
    plate: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM", "geen-browser")
    wijk, shot = a_wijk(tmp_path), tmp_path / "foto.jpg"
    shot.write_bytes(photo())
    where = ["--wijk", "laak", "--data", str(tmp_path / "data"), "--uit", str(tmp_path / "uit")]
    assert main(["sessie", "sluit", *where, "--foto", str(shot)]) == 0
    after = (wijk / "leeragenda.toml").read_text(encoding="utf-8")
    agenda, faults = parse_agenda(after, wijk="laak", vandaag=date(2022, 12, 31))
    assert not faults and after.startswith("# met de hand")
    assert (agenda.sessies[0].oogst.mist, agenda.sessies[0].oogst.foto) == (("Jongeren",), "laak-01.jpg")
    assert b"Geheimcamera" not in (wijk / "praatplaat" / "laak-01.jpg").read_bytes()
    page = (tmp_path / "uit" / "sessies" / "laak-01-praatplaat.html").read_text(encoding="utf-8")
    assert "<p>Jongeren" in page and "data:image/jpeg" in page and str(Path("laak-01-praatplaat.html")) in capsys.readouterr().out
    account = (tmp_path / "uit" / "sessies" / "laak-01-verslag.html").read_text(encoding="utf-8")
    assert "Op de plaat staan 1 briefje." not in account and "Jongeren" in account
