"""The exports of the programs that partners use, as they come: through the command, and what came of each.

Every file is made here, shaped as the program's public documentation describes its export: its own columns, headings, letters and separators. Run
from the root of the repository: python -m benchmarks.programmas [--schrijf]; --schrijf puts the table in docs/gegevens-leveren.md. Exit code 1 where
an export does not get in whole.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import os
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyreadstat
from benchmarks.schade import WIJK

from wijkmonitor.cli import main as command

BLAD = Path(__file__).resolve().parents[1] / "docs" / "gegevens-leveren.md"
KOP = "| programma en bestand | tabel | rijen erin | opgenomen | wat u doet |\n|---|---|---|---|---|\n"
N = 6  # people in every export
VRAGEN = ("zingeving", "meedoen", "tevredenheid")
OPEN = ("Welk cijfer geeft u de zin van uw leven?", "Doet u mee in de buurt?", "Hoe tevreden bent u?")
NIETS, METING, KIES = "niets", "`--zet meting=2022`", "`--kies`, één keer; `--zet meting=2022`"
CIJFERS, WELKE = "open cijfers", "`--tabel 85984NED`"
STELLINGEN = 'stelling;tekst;factor;omgekeerd\ns1;"We weten van elkaar wat we doen.";netwerk onderhouden;nee\ns2;"We hebben tijd genoeg.";financiering en capaciteit;nee\n'


@dataclass(frozen=True)
class Export:
    """One export: of which program, in which table it belongs, how the file is made, how many rows it should give.

    opties: what is said beside the file. antwoorden: what somebody chooses with --kies, by heading.
    """

    programma: str
    tabel: str
    maak: Callable[[Path], Path]
    rijen: int = N
    doe: str = NIETS
    opties: tuple[str, ...] = ()
    antwoorden: tuple[str, ...] = ()
    geleverd: int = 0


def survey(programma: str, maak: Callable[[Path], Path], **more: Any) -> Export:
    """An export of a questionnaire without a column for the wave."""
    return Export(programma, "vragenlijst", maak, doe=METING, opties=("--zet", "meting=2022"), **more)


def scores(k: int) -> list[int]:
    """The answers of one person."""
    return [k % 10 + 1, 9 - k % 9, 7]


def text(
    name: str, *rows: Sequence[Any], sign: str = ";", encoding: str = "utf-8-sig", quote: int = csv.QUOTE_MINIMAL
) -> Callable[[Path], Path]:
    """A file of text."""

    def make(folder: Path) -> Path:
        out = io.StringIO()
        csv.writer(out, delimiter=sign, quoting=quote, lineterminator="\r\n").writerows(rows)
        path = folder / name
        path.write_bytes(out.getvalue().encode(encoding))
        return path

    return make


def book(name: str, sheets: dict[str, list[list[Any]]], extra: dict[str, bytes] | None = None) -> Callable[[Path], Path]:
    """A workbook of Excel; extra: parts that another program leaves in it."""

    def make(folder: Path) -> Path:
        made = openpyxl.Workbook()
        made.remove(made.active)  # type: ignore[arg-type]
        for title, rows in sheets.items():
            sheet = made.create_sheet(title)
            for row in rows:
                sheet.append(row)
        made.save(folder / name)
        with zipfile.ZipFile(folder / name, "a") as archive:
            for part, content in (extra or {}).items():
                archive.writestr(part, content)
        return folder / name

    return make


def spss(name: str, frame: pd.DataFrame, **about: Any) -> Callable[[Path], Path]:
    """A file of SPSS."""

    def make(folder: Path) -> Path:
        pyreadstat.write_sav(frame, folder / name, **about)
        return folder / name

    return make


def project(name: str, qde: str, sources: str, member: str = "project.qde", *, zelf: str = "") -> Callable[[Path], Path]:
    """A REFI-QDA project: `member` is the description, `sources` the folder of the texts."""

    def make(folder: Path) -> Path:
        said = "Eerst durfde ik niet zo goed.\r\nNu ga ik elke week.\r\nMijn buurvrouw nam mij mee."
        head = '<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="urn:QDA-XML:project:1.0" name="wijk" origin="x">'
        users = '<Users><User guid="0a1b2c3d-0000-4000-8000-000000000001" name="codeur"/></Users>'
        codes = '<CodeBook><Codes><Code guid="0a1b2c3d-0000-4000-8000-0000000000c1" name="Drempels" isCodable="true" color="#ff0000"/></Codes></CodeBook>'
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(member, f"{head}{users}{codes}<Sources>{qde}</Sources></Project>")
            if sources:
                archive.writestr(f"{sources}/0a1b.txt", said.encode("utf-8-sig" if zelf == "bom" else "utf-8"))
        return folder / name

    return make


def selection(kind: str, start: int, end: int, *, user: bool = True, number: int = 1) -> str:
    """A coded piece of text."""
    by = ' creatingUser="0a1b2c3d-0000-4000-8000-000000000001"' if user else ""
    guid = f"0a1b2c3d-0000-4000-8000-0000000001{number:02d}"
    ref = '<CodeRef targetGUID="0a1b2c3d-0000-4000-8000-0000000000c1"/>'
    place = f'startPosition="{start}" endPosition="{end}"'
    return f'<{kind} guid="{guid}" name="stuk" {place}{by}><Coding guid="{guid[:-3]}9{number:02d}"{by}>{ref}</Coding></{kind}>'


PIECES = selection("PlainTextSelection", 0, 29) + selection("PlainTextSelection", 31, 50, number=2)
PERSON = "0a1b2c3d-0000-4000-8000-00000000"
PEOPLE = [f"{PERSON}{k:04d}" for k in range(N)]
_DAY = [datetime(2022, 5, 3 + k, 10, 33, 12) for k in range(N)]
_FRAME = pd.DataFrame(
    {
        "respnr": [float(k + 1) for k in range(N)],
        "meting": ["2022"] * N,
        "sekse": [1.0, 2.0] * 3,
        "lft": [34.0, 52.0, 67.0, 41.0, 29.0, 80.0],
        "zingeving": [7.0, 99.0, 6.0, 8.0, 5.0, 9.0],
        "tevredenheid": [8.0, 7.0, 6.0, 9.0, 5.0, 7.0],
        "gewicht": [1.25, 0.75, 1.0, 1.0, 0.9, 1.1],
    }
)
_LABELS = ["Nummer respondent", "Jaar van meten", "Geslacht", "Leeftijd in jaren", "Zingeving", "Rapportcijfer", "Weegfactor"]
_CODES = {"sekse": {1.0: "Man", 2.0: "Vrouw"}, "zingeving": {99.0: "weet niet"}}
_REGISTER = pd.DataFrame(
    {
        "clientnr": [f"k{k}" for k in range(N)],
        "interventie": ["GLI"] * N,
        "aanmelddatum": pd.to_datetime([date(2022, 1, 3 + k) for k in range(N)]),
        "status": ["gestart"] * N,
        "gebdat": pd.to_datetime([date(1950 + 7 * k, 2, 1) for k in range(N)]),
    }
)
CLIENTEN = ["Clientnummer", "Interventie", "Aanmelddatum", "Status"]
REGISTER = [[f"k{k}", "GLI", f"{3 + k}-1-2022", "gestart"] for k in range(N)]
LIME = ["id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp"]
QUAL = ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished", "RecordedDate", "ResponseId", "RecipientLastName", "DistributionChannel", "UserLanguage"]  # fmt: skip
KOBO = [
    "_id",
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_notes",
    "_status",
    "_submitted_by",
    "__version__",
    "_tags",
    "_index",
]
MASHUP = (
    '<?xml version="1.0" encoding="utf-16"?><DataMashup xmlns="http://schemas.microsoft.com/DataMashup">AAAA</DataMashup>'.encode(
        "utf-16"
    )
)


def _qualtrics_labels() -> list[str]:
    return [*QUAL, *(f"Hoe gaat het? - {vraag}" for vraag in VRAGEN)]


def _qualtrics_row(k: int, label: bool) -> list[Any]:
    words = ["IP Address" if label else 0, "127.0.0.1", 100, 95, "True" if label else 1]
    return [_DAY[k], _DAY[k], *words, _DAY[k], f"R_{k}Ab{k}Cd", "", "anonymous", "NL", *scores(k)]


EXPORTS = (
    Export("SPSS, vragenlijst met labels en 99 als *weet niet*: `.sav`", "vragenlijst", spss("v.sav", _FRAME, column_labels=_LABELS, variable_value_labels=_CODES, missing_ranges={"zingeving": [99]})),
    Export("SPSS, ingepakt: `.zsav`", "vragenlijst", spss("v.zsav", _FRAME, column_labels=_LABELS, variable_value_labels=_CODES, compress=True)),
    Export("SPSS, register met datums: `.sav`", "deelname", spss("r.sav", _REGISTER)),
    Export("ATLAS.ti: `.qdpx`", "kwalitatief", project("Wijk.qdpx", f'<TextSource guid="s1" name="Interview 1" plainTextPath="internal://0a1b.txt">{PIECES}</TextSource>', "sources", "Wijkinterviews.qde", zelf="bom"), 2, geleverd=2),
    Export("MAXQDA: `.qdpx`", "kwalitatief", project("Wijk.qdpx", f'<TextSource guid="s1" name="Interview 1" richTextPath="internal://0a1b.docx" plainTextPath="internal://0a1b.txt">{PIECES}</TextSource>', "sources"), 2, geleverd=2),
    Export("NVivo: `.qdpx`, met een PDF erbij", "kwalitatief", project("Wijk.qdpx", f'<TextSource guid="s1" name="Interview 1" richTextPath="internal://0a1b.docx" plainTextPath="internal://0a1b.txt">{PIECES}</TextSource><PDFSource guid="d1" name="verslag" path="internal://0a1c.pdf"><PDFSelection guid="y1" page="0" firstX="1" firstY="1" secondX="9" secondY="9" name="n"><Coding guid="k9"><CodeRef targetGUID="0a1b2c3d-0000-4000-8000-0000000000c1"/></Coding></PDFSelection></PDFSource>', "Sources"), 2, geleverd=3),
    Export("QualCoder: `.qdpx`", "kwalitatief", project("Wijk.qdpx", f'<TextSource guid="s1" name="Interview 1.txt" plainTextPath="internal://0a1b.txt" creatingUser="0a1b2c3d-0000-4000-8000-000000000001">{selection("PlainTextSelection", 0, 29)}</TextSource>', "Sources"), 1, geleverd=1),
    Export("QDA Miner, tekst in de beschrijving: `.qdpx`", "kwalitatief", project("Wijk.qdpx", f'<TextSource guid="s1" name="Interview 1"><PlainTextContent>Eerst durfde ik niet zo goed. Nu ga ik elke week.</PlainTextContent>{selection("PlainTextSelection", 0, 29, user=False)}</TextSource>', ""), 1, geleverd=1),
    survey("Qualtrics, drie kopregels: CSV", text("q.csv", [*QUAL, *VRAGEN], _qualtrics_labels(), [f'{{"ImportId":"{name}"}}' for name in [*QUAL, *VRAGEN]], *(_qualtrics_row(k, True) for k in range(N)), sign=",", encoding="utf-8")),
    survey("Qualtrics: Excel", book("q.xlsx", {"Sheet0": [[*QUAL, *VRAGEN], _qualtrics_labels(), *(_qualtrics_row(k, False) for k in range(N))]})),
    Export("Microsoft Forms: Excel", "vragenlijst", book("f.xlsx", {"Sheet1": [["Id", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", *OPEN], *([k + 1, _DAY[k], _DAY[k], "anonymous", None, *scores(k)] for k in range(N))]}), doe=KIES, opties=("--kies", "--zet", "meting=2022"), antwoorden=VRAGEN),
    Export("Google Forms: CSV", "vragenlijst", text("g.csv", ["Tijdstempel", *OPEN], *([f"2022/05/{3 + k:02d} 10:33:12 a.m. EET", *scores(k)] for k in range(N)), sign=",", encoding="utf-8", quote=csv.QUOTE_ALL), doe=KIES, opties=("--kies", "--zet", "meting=2022"), antwoorden=VRAGEN),
    Export("Google Sheets: Excel", "vragenlijst", book("g.xlsx", {"Formulierreacties 1": [["Tijdstempel", *OPEN], *([_DAY[k], *scores(k)] for k in range(N))]}), doe=KIES, opties=("--kies", "--zet", "meting=2022"), antwoorden=VRAGEN),
    survey("KoboToolbox: CSV", text("k.csv", ["start", "end", *VRAGEN, *KOBO], *([f"{_DAY[k].isoformat()}.123+02:00", f"{_DAY[k].isoformat()}.123+02:00", *scores(k), 504238666 + k, PEOPLE[k], _DAY[k].isoformat(), "", "", "submitted_via_web", "", "vK8", "", k + 1] for k in range(N)), encoding="utf-8")),
    survey("KoboToolbox, met groepen: Excel", book("k.xlsx", {"wijk": [["start", "end", *(f"gezondheid/{vraag}" for vraag in VRAGEN), *KOBO], *([f"{_DAY[k].isoformat()}.123+02:00", f"{_DAY[k].isoformat()}.123+02:00", *scores(k), 504238666 + k, PEOPLE[k], _DAY[k], "", "", "submitted_via_web", "", "vK8", "", k + 1] for k in range(N))]})),
    survey("ODK Central: CSV", text("o.csv", ["SubmissionDate", "gezondheid-zingeving", "gezondheid-meedoen", "gezondheid-tevredenheid", "meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion"], *([f"{_DAY[k].isoformat()}.123Z", *scores(k), f"uuid:{PEOPLE[k]}", f"uuid:{PEOPLE[k]}", 12, "invoer", 0, 0, "", "", "", 0, "1"] for k in range(N)), sign=",", encoding="utf-8")),
    survey("LimeSurvey, codes als kop: CSV", text("l.csv", [*LIME, *VRAGEN], *([k + 1, f"{_DAY[k]}", 3, "nl", 1839274, f"{_DAY[k]}", f"{_DAY[k]}", *scores(k)] for k in range(N)), sign=",", encoding="utf-8", quote=csv.QUOTE_ALL)),
    survey("LimeSurvey, codes en vragen als kop: Excel", book("l.xlsx", {"Survey": [["id. Antwoord-ID", "submitdate. Datum ingezonden", "lastpage. Laatste pagina", "startlanguage. Starttaal", "seed. Seed", *(f"{vraag}. {vol}" for vraag, vol in zip(VRAGEN, OPEN, strict=True))], *([k + 1, f"{_DAY[k]}", 3, "nl", 1839274, *scores(k)] for k in range(N))]})),
    survey("SurveyMonkey, twee kopregels: CSV", text("s.csv", ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name", "Last Name", "Custom Data 1", *VRAGEN], [*[""] * 9, *["Open-Ended Response"] * 3], *([11438726540 + k, 251, _DAY[k].strftime("%m/%d/%Y %I:%M:%S %p"), _DAY[k].strftime("%m/%d/%Y %I:%M:%S %p"), "127.0.0.1", "", "", "", "", *scores(k)] for k in range(N)), sign=",", encoding="utf-8")),
    survey("Typeform: CSV", text("t.csv", ["#", *VRAGEN, "Response Type", "Start Date (UTC)", "Stage Date (UTC)", "Submit Date (UTC)", "Network ID", "Tags"], *([f"4l3b{k}xq9", *scores(k), "completed", f"{_DAY[k]}", "", f"{_DAY[k]}", f"a9c{k}", ""] for k in range(N)), sign=",", encoding="utf-8")),
    survey("Jotform: Excel", book("j.xlsx", {"Form Responses": [["Submission Date", *VRAGEN, "Submission IP", "Submission ID"], *([_DAY[k], *scores(k), "127.0.0.1", f"52873{k}"] for k in range(N))]})),
    survey("REDCap, ruw: CSV", text("r.csv", ["record_id", "redcap_survey_identifier", "positieve_gezondheid_timestamp", *VRAGEN, "positieve_gezondheid_complete"], *([k + 1, "", f"{_DAY[k]}", *scores(k), 2] for k in range(N)), sign=",", encoding="utf-8")),
    survey("Castor: Excel", book("c.xlsx", {"Study results": [["Participant Id", "Participant Status", "Site Abbreviation", "Randomization Group", "Participant Creation Date", *VRAGEN], *([f"LDN-{k:04d}", "Not Set", "LDN", None, f"{_DAY[k]:%d-%m-%Y %H:%M:%S}", *scores(k)] for k in range(N))]})),
    survey("EUSurvey: Excel", book("e.xlsx", {"Content": [["Alias:", "wijk"], ["Export Date:", "03-06-2022"], [], [*VRAGEN, "Contribution ID", "Creation Date", "Last update", "User name", "Languages"], *([*scores(k), PEOPLE[k], f"{_DAY[k]:%d/%m/%Y %H:%M:%S}", f"{_DAY[k]:%d/%m/%Y %H:%M:%S}", "Anonymous", "NL"] for k in range(N))]})),
    survey("SoSci Survey: CSV", text("so.csv", ["CASE", "SERIAL", "REF", "QUESTNNR", "MODE", "STARTED", *VRAGEN, "TIME001", "LASTDATA", "FINISHED"], ["Interview number (ongoing)", "Serial number", "Reference", "Questionnaire", "Interview mode", "Time the interview has started", *OPEN, "Time spent on page 1", "Time when data was most recently updated", "Has the interview been finished"], *([21 + k, "", "", "base", "interview", f"{_DAY[k]}", *scores(k), 34, f"{_DAY[k]}", 1] for k in range(N)), sign="\t", encoding="utf-16")),
    Export("een lijst voor partners met een kolom per stelling: Excel", "samenwerking", book("p.xlsx", {"Sheet1": [["Id", "Begintijd", "Organisatie", "Meting", "We weten van elkaar wat we doen.", "We hebben tijd genoeg"], *([k + 1, _DAY[k], "praktijk", 2022, "Mee eens", "Neutraal"] for k in range(N))]}), 2 * N),
    Export("Excel met Power Query", "deelname", book("pq.xlsx", {"Query1": [CLIENTEN, *REGISTER]}, {"customXml/item1.xml": MASHUP})),
    Export("Excel met een titel boven de kop", "deelname", book("t.xlsx", {"Overzicht": [["Deelnemers 2022"], [], CLIENTEN, *REGISTER]})),
    Export("Excel, een blad per kwartaal en een blad met alles", "deelname", book("b.xlsx", {"Q1": [CLIENTEN, *REGISTER[:3]], "Q2": [CLIENTEN, *REGISTER[3:]], "Alles": [CLIENTEN, *REGISTER]}), geleverd=2 * N),
    Export("Excel, CSV (Windows)", "deelname", text("w.csv", CLIENTEN, *REGISTER, encoding="cp1252")),
    Export("Excel, CSV (Macintosh)", "deelname", text("m.csv", CLIENTEN, *REGISTER, encoding="mac_roman")),
    Export("Excel, tekst Unicode", "deelname", text("u.txt", CLIENTEN, *REGISTER, sign="\t", encoding="utf-16")),
    Export("Access of een registratie, met `sep=`: CSV", "deelname", text("a.csv", ["sep=,"], CLIENTEN, *REGISTER, sign=",")),
    Export("een bestand van de hele gemeente: CSV", "deelname", text("g.csv", [*CLIENTEN, "Wijk"], *([*row, "Proefwijk" if k < 3 else "Merenwijk"] for k, row in enumerate(REGISTER))), 3, "`--filter Wijk=NAAM`", ("--filter", "Wijk=Proefwijk")),
    Export("StatLine, onbewerkte dataset: CSV", CIJFERS, text("85984NED_TypedDataSet.csv", ["ID", "WijkenEnBuurten", "Codering_3", "AantalInwoners_5"], ["0", "WK054609  ", "WK054609  ", "12345"]), 1),
    Export("StatLine, koppen met een pad: CSV", CIJFERS, text("pad.csv", ["Wijken en buurten", "Regioaanduiding/Codering (code)", "Bevolking/Aantal inwoners (aantal)"], ["Wijk 09 Stevenshof", "WK054609  ", "12345"]), 1, WELKE, ("--tabel", "85984NED")),
    Export("StatLine, zoals de tabel op het scherm: CSV", CIJFERS, text("tabel.csv", ["Kerncijfers wijken en buurten 2022"], [""], ["", "Onderwerp", ""], ["", "Regioaanduiding|Codering", "Bevolking|Aantal inwoners"], ["Wijken en buurten", "code", "aantal"], ["Wijk 09 Stevenshof", "WK054609", "12345"], ["Bron: CBS"], quote=csv.QUOTE_ALL), 1),
    Export("CBS, werkmap per jaar: `kwb-2022.xlsx`", CIJFERS, book("kwb-2022.xlsx", {"kwb": [["gwb_code_10", "gwb_code_8", "regio", "gm_naam", "recs", "a_inw", "a_65_oo"], ["WK054609", 54609, "Wijk 09 Stevenshof", "Leiden", "Wijk", 12345, 2345]]}), 1),
)  # fmt: skip


def take_in(export: Export, root: Path) -> tuple[int, int, str]:
    """Exit code of the command, rows in the table (or the store) after it, and what it said."""
    os.environ |= {"WIJKMONITOR_SLEUTEL": str(root / "geheim" / "sleutel"), "WIJKMONITOR_OPSLAG": str(root / "opslag")}
    if export.tabel == CIJFERS:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = command(["fetch", "--bestand", str(export.maak(root)), *export.opties])
        return code, sum(map(int, re.findall(r"(\d+) rij(?:en)? opgenomen", said.getvalue()))), said.getvalue()
    wijk = root / "wijkdata" / "proef"
    wijk.mkdir(parents=True)
    (wijk / "wijk.toml").write_text(WIJK, encoding="utf-8")
    if export.tabel == "samenwerking":
        (wijk / "stellingen.csv").write_text(STELLINGEN, encoding="utf-8")
    path, said, answers = export.maak(root), io.StringIO(), iter(export.antwoorden)
    words = [
        "intake",
        str(path),
        "--wijk",
        "proef",
        "--soort",
        export.tabel,
        "--data",
        str(wijk.parent),
        "--uit",
        str(root / "uit"),
        "--ja",
    ]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), answering(lambda _: next(answers, "")):
        code = command([*words, *export.opties])
    table = wijk / f"{export.tabel}.csv"
    rows = len(list(csv.reader(io.StringIO(table.read_text("utf-8-sig")), delimiter=";"))) - 1 if table.exists() else 0
    return code, rows, said.getvalue()


@contextlib.contextmanager
def answering(answer: Callable[[str], str]) -> Any:
    """Somebody at the keyboard who gives these answers."""
    import builtins

    before, builtins.input = builtins.input, answer  # type: ignore[assignment]
    try:
        yield
    finally:
        builtins.input = before


def row(export: Export, taken: int) -> str:
    """The line of the table in the documentation."""
    return f"| {export.programma} | {export.tabel} | {export.geleverd or export.rijen if export.tabel != 'samenwerking' else N} | {taken} | {export.doe} |"


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code: 0 where every export gets in whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schrijf", action="store_true")
    args = parser.parse_args(argv)
    lines, failed = [], 0
    for export in EXPORTS:
        with tempfile.TemporaryDirectory() as name:
            code, rows, said = take_in(export, Path(name))
        lines.append(row(export, rows))
        print(f"exit {code} {lines[-1]}")
        if code or rows != export.rijen:
            failed += 1
            print(said)
    if args.schrijf:
        before, _, rest = BLAD.read_text(encoding="utf-8").partition(KOP)
        after = rest.partition("\n\n")[2]
        BLAD.write_text(f"{before}{KOP}" + "\n".join(lines) + f"\n\n{after}", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
