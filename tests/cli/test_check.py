"""`wijkmonitor check`, as people type it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from tests.opdracht import ROOT, wijkmonitor, wijkmonitor_here
from tests.proefdata import make_wijk

WIJKDATA = ROOT / "wijkdata"
DEELNAME = """\
deelnemer;interventie;aanmelding;start;einde;status;leeftijdsgroep;geslacht;buurt;verwijzer
d01;GLI;12-4-2021;;;afgerond;45-64;v;;huisarts
Naaldje Prik;GLI;gisteren;;;bezig;66+;m;;huisarts
Naaldje Prik;GLI;2031-05-03;;;bezig;66+;m;;huisarts
"""
STICKERS = "datum;plek;thema;stickers\n2021-09-11;markt;rood\x1b[31m;23\n2021-09-11;markt;groen;2,5\n"


class Commando:
    """The command in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "wijkdata"
        for slug, naam, code in (("laak", "Laak", "WK051833"), ("moerwijk", "Moerwijk", "WK051834")):
            make_wijk(self.data / slug, naam=naam, gebied=code)

    def write(self, name: str, text: str | bytes) -> Path:
        """A file in the data folder."""
        path = self.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        return path

    def __call__(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """What it says and how it ends; in a process of its own where an environment is given."""
        if environment:
            return wijkmonitor("check", *arguments, cwd=self.folder, **environment)
        return wijkmonitor_here("check", *arguments)

    def page(self, wijk: str) -> str:
        """The page to mail back."""
        return (self.folder / "reports" / "controle" / f"{wijk}.html").read_text(encoding="utf-8")


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commando:
    """The command, with two wijken that have no tables yet."""
    monkeypatch.chdir(tmp_path)
    return Commando(tmp_path)


def test_the_shipped_records_have_no_faults(tmp_path: Path) -> None:
    done = wijkmonitor("check", "--data", WIJKDATA, cwd=tmp_path, PYTHONIOENCODING="utf-8")
    assert done.returncode == 0 and done.stderr == ""
    assert done.stdout.count(": geen fouten.") == 4


def test_every_fault_of_every_wijk_is_printed_at_once_under_its_wijk_and_file(check: Commando) -> None:
    check.write("laak/deelname.csv", DEELNAME)
    check.write("laak/logboek.csv", "")
    check.write("moerwijk/stickerbord.csv", STICKERS)
    check.write("moerwijk/stikerbord.csv", STICKERS)
    done = check()
    assert done.returncode == 1 and done.stderr == ""
    lines = done.stdout.splitlines()
    assert [line for line in lines if line and line[0] != " "] == [
        "Laak (laak): 7 fouten",
        "Moerwijk (moerwijk): 2 fouten, 1 keer let op",
        "Met fouten doet een wijk niet mee. Dat geldt nu voor: laak, moerwijk.",
        f"De pagina's om terug te mailen staan in {Path('reports', 'controle')}.",
    ]
    assert [line.strip() for line in lines if re.fullmatch(r"  \S.*", line)] == [
        "deelname.csv",
        "logboek.csv",
        "stickerbord.csv",
        "stikerbord.csv",
    ]
    assert (
        "    rij 3, kolom aanmelding: Dit is geen datum. Gevonden: 'gisteren'. Schrijf bijvoorbeeld 2022-04-12 of 12-4-2022."
        in lines
    )
    assert "    rij 4, kolom aanmelding: Deze datum ligt na vandaag. Gevonden: '2031-05-03'. Kijk of het jaar klopt." in lines
    assert any(line.startswith("    let op: Deze tabel kennen we niet.") for line in lines)


def test_the_menukaart_of_all_wijken_is_checked_too(check: Commando) -> None:
    head = "titel;soort;stap;factor;les;link;herkomst;bron\n"
    rows = ("Deel het eerder;les;;gezelligheid;Begin op tijd.", "Vraag het na;les;;;Mevrouw Jansen weet hoe.")
    check.write("menukaart.csv", head + "".join(f"{row};;eigen registratie;\n" for row in rows))
    done = check()
    assert done.returncode == 1
    assert "Menukaart, van alle wijken: 1 fout, 1 keer let op" in done.stdout and "gezelligheid" in done.stdout
    assert "let op: kolom les: Hier staan misschien gegevens van mensen: naam (1 rij)." in done.stdout
    assert "Zolang de open cijfers" not in done.stdout


def test_only_the_wijken_that_are_asked_for_are_checked(check: Commando) -> None:
    check.write("laak/deelname.csv", DEELNAME)
    assert check("--wijk", "moerwijk").returncode == 0
    done = check("--wijk", "moerwijk", "--wijk", "laak")
    assert done.returncode == 1 and done.stdout.index("Moerwijk") < done.stdout.index("Laak")


def test_a_let_op_alone_is_no_fault(check: Commando) -> None:
    check.write("laak/inkoop.csv", "a;b\n1;2\n")
    done = check("--wijk", "laak")
    assert done.returncode == 0 and "Laak (laak): 1 keer let op" in done.stdout


def test_json_is_a_list_of_faults_and_nothing_else(check: Commando) -> None:
    check.write("laak/deelname.csv", DEELNAME)
    check.write("moerwijk/inkoop.csv", "x")
    done = check("--json")
    found = json.loads(done.stdout)
    assert done.returncode == 1 and done.stderr == "" and done.stdout.isascii()
    assert not (check.folder / "reports").exists()
    assert {frozenset(record) for record in found} == {
        frozenset({"wijk", "bestand", "blad", "rij", "kolom", "gevonden", "wat", "doen", "ernst"})
    }
    assert {
        "wijk": "laak",
        "bestand": "deelname.csv",
        "blad": "",
        "rij": 3,
        "kolom": "aanmelding",
        "gevonden": "gisteren",
        "wat": "Dit is geen datum.",
        "doen": "Schrijf bijvoorbeeld 2022-04-12 of 12-4-2022.",
        "ernst": "fout",
    } in found
    assert [(record["wijk"], record["ernst"]) for record in found if record["bestand"] == "inkoop.csv"] == [
        ("moerwijk", "let op")
    ]


def test_json_without_faults_is_an_empty_list(check: Commando) -> None:
    done = check("--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--wijk", "lak"), "De wijk 'lak' kennen we niet. Bedoelt u 'laak'? Kies uit: laak, moerwijk."),
        (("--wijk", "laak", "--wijk", "../laak"), "De wijk '../laak' kennen we niet."),
        (("--data", "weg"), "De map 'weg' bestaat niet. Geef de map met gegevens: --data MAP."),
        (("--data", "wijkdata/laak"), "staat geen wijk. Maak er een: wijkmonitor new NAAM --gebied CODE."),
        (("--los",), "Dit commando klopt niet"),
        (("--wijk", "a\x1b[31mb"), "De wijk 'a?[31mb' kennen we niet."),
    ],
)
def test_wrong_usage_ends_with_2_and_what_to_do(check: Commando, arguments: tuple[str, ...], message: str) -> None:
    done = check(*arguments, "--json")
    assert done.returncode == 2 and done.stdout == "" and message in done.stderr
    assert "Traceback" not in done.stderr and "\x1b" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [("check",), ("run",), ("publiceer", "delen"), ("sessie", "stand"), ("vergeet", "d01", "--wijk", "laak"), ("verken",)],
)
def test_every_command_tells_that_the_data_folder_is_not_there(check: Commando, words: tuple[str, ...]) -> None:
    done = wijkmonitor_here(*words, "--data", "weg")
    assert (done.returncode, done.stdout) == (2, "")
    assert "De map 'weg' bestaat niet. Geef de map met gegevens: --data MAP." in done.stderr


def test_no_wijk_at_all_ends_with_2(check: Commando) -> None:
    (check.folder / "leeg").mkdir()
    assert check("--data", "leeg").returncode == 2


def test_faults_in_the_open_figures_are_printed_once(check: Commando) -> None:
    check.write("catalogus.toml", (WIJKDATA / "catalogus.toml").read_bytes())
    check.write("kerncijfers/gezondheid.csv", "gebied,naam,soort,jaar,indicator,pct\nGM0518,Den Haag,gemeente,2020,eenzaam,145\n")
    done = check()
    assert done.returncode == 1
    assert done.stdout.count("Een percentage ligt tussen 0 en 100.") == 1 and done.stdout.count(": geen fouten.") == 2
    assert [(record["wijk"], record["bestand"]) for record in json.loads(check("--json").stdout)] == [
        ("alle", "kerncijfers/gezondheid.csv")
    ]


NAALD = "Naaldje"
VIJANDIG = "\x1b[31m\x07\x9b2J\u202e" + NAALD


def fill_with_needles(check: Commando) -> None:
    """Needles in every cell, column name, file name and sheet name of one wijk."""
    from openpyxl import Workbook

    from wijkmonitor.gegevens.schema import TABELLEN, kolommen

    for tabel in TABELLEN:
        names = [name for name in kolommen(tabel) if name != "herkomst"]
        rows = ["|".join(names).replace("|", ";"), ";".join([f"{VIJANDIG} {tabel}"] * len(names)), ";".join([NAALD] * len(names))]
        check.write(f"laak/{tabel}.csv", "\n".join([*rows, rows[1]]))
    check.write("laak/deelname.csv", f"{NAALD} deelnemer;{NAALD};{NAALD};status\n1;2;3;{NAALD}\n")
    check.write("laak/stickerbord.csv", f"datum;plek;thema;stickers;{NAALD}_pct\n{VIJANDIG};1;2;3;400\n0612345678;1;2;3;4\n")
    check.write(f"laak/{NAALD} deelname.xlsx", "x")
    check.write(
        "laak/leeragenda.toml",
        f'[sessie.{NAALD}]\ndatum = "{NAALD}"\n[{NAALD}]\na = 1\n[terugblik.{NAALD}]\nsessie = "{NAALD}"\n',
    )
    check.write("laak/wijk.toml", f'naam = 1\ngemeente = "{NAALD}"\n{NAALD} = 1\n[privacy]\n{NAALD} = 3\n')
    book = Workbook()
    assert book.active is not None
    book.active.title = NAALD
    book.active.append(["meting", "van", "naar", "sterkte"])
    book.active.append([NAALD, NAALD, NAALD, NAALD])
    (check.data / "laak" / "netwerk.csv").unlink()
    book.save(check.data / "laak" / "netwerk.xlsx")


def test_nothing_out_of_a_cell_steers_the_terminal(check: Commando) -> None:
    fill_with_needles(check)
    done = check()
    assert done.returncode == 1 and done.stderr == ""
    assert "\x1b" not in done.stdout and all(char == "\n" or char.isprintable() for char in done.stdout)
    assert NAALD in done.stdout  # who checks sees what was found


def test_the_page_to_mail_back_holds_nothing_out_of_a_cell_or_a_name(check: Commando) -> None:
    fill_with_needles(check)
    check()
    page = check.page("laak")
    assert NAALD.lower() not in page.lower() and "0612345678" not in page
    for place in ("deelname.csv", "kolom status", "rij 2", "netwerk.xlsx", "kolom sterkte", "Andere bestanden", "wijk.toml"):
        assert place in page


def test_the_page_names_file_row_column_and_what_to_do(check: Commando) -> None:
    check.write("laak/deelname.csv", DEELNAME)
    check.write("laak/stickerbord.csv", STICKERS)
    check()
    page = check.page("laak")
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.split("</style>")[1]))
    assert "8 fouten in de gegevens" in text
    assert "rijen 3 en 4, kolom status Dit woord kennen we hier niet. Bedoelt u" in text
    assert "rij 3, kolom stickers Dit is geen heel getal. Er staat: 2,5. Schrijf een aantal zonder komma." in text
    assert "bezig" not in text and "2031" not in text and "66+" not in text


def test_the_page_of_a_good_wijk_says_so(check: Commando) -> None:
    check()
    assert "De gegevens zijn goed" in check.page("laak")


def test_the_page_is_one_file_without_calls_to_elsewhere_and_the_same_every_time(check: Commando) -> None:
    check.write("laak/deelname.csv", DEELNAME)
    check()
    first = check.page("laak")
    check(PYTHONHASHSEED="7", PYTHONIOENCODING="utf-8")
    assert check.page("laak") == first
    assert '<html lang="nl">' in first and not re.search(r"""(?:src|href)=["'](?!#)|@import|url\(""", first)
    assert first.count("<h1") == 1 and "<caption>" in first and 'scope="col"' in first


def test_a_folder_that_cannot_be_written_is_said_and_changes_nothing_else(check: Commando) -> None:
    (check.folder / "reports").write_text("geen map", encoding="utf-8")
    done = check()
    assert done.returncode == 0 and "Kies een andere: --uit MAP." in done.stderr


def test_signs_that_the_terminal_does_not_know_stop_nothing(check: Commando) -> None:
    check.write("laak/stickerbord.csv", STICKERS.replace("groen;2,5", "groen;☃"))
    done = check(PYTHONIOENCODING="ascii")
    assert done.returncode == 1 and done.stderr == "" and "kolom stickers" in done.stdout


def test_help_is_dutch(check: Commando) -> None:
    done = check("--help")
    assert done.returncode == 0 and "alleen deze wijk" in done.stdout
