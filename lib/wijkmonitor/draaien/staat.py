"""What earlier runs left: `run.json` with every document, a journal of the run that is going on, and the lock."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from wijkmonitor.geheugen import digest_file
from wijkmonitor.peildatum import is_peildatum
from wijkmonitor.schrijven import Bezet, locked, write_whole

JOURNAAL = ".journaal.jsonl"
GEGEVENS = ".gegevens.json"
RUN = "run.json"
INDEX = "index.html"
BEVINDINGEN = "bevindingen.json"
MAX_DAGEN = 12  # peildata on one page


@dataclass(frozen=True)
class Documentstand:
    """One document as it stands: what it was made from, which files it has, or why it failed.

    status: klaar, mislukt, verouderd. basis is the digest of notebook, parameters, code and versions; invoer that of the record
    files read; plak that of the rows they hold up to the peildatum. bestanden: name -> [sha256, bytes, mtime_ns].
    bevindingen: its rows of bevindingen.json, each as JSON text: hundreds of wijken fit in one process.
    ouder: it was not made now, and the report that lies there is of an earlier run.
    """

    wijk: str
    document: str
    status: str
    reden: str = ""
    basis: str = ""
    invoer: str = ""
    plak: str = ""
    bestanden: Mapping[str, list] = field(default_factory=dict)
    seconden: float = 0.0
    geheugen_mb: float = 0.0
    inhoud: Mapping[str, Any] = field(default_factory=dict)
    bevindingen: tuple[str, ...] = ()
    ouder: bool = False

    @property
    def sleutel(self) -> tuple[str, str]:
        """(wijk, document)."""
        return self.wijk, self.document

    def is_whole(self, folder: Path) -> bool:
        """Whether the files of the document are there as they were written."""
        return bool(self.bestanden) and all(_same(folder / name, *known) for name, known in self.bestanden.items())


def _same(path: Path, sha256: str, size: int, mtime_ns: int) -> bool:
    try:
        stat = path.stat()
    except OSError:
        return False
    if (stat.st_size, stat.st_mtime_ns) == (size, mtime_ns):
        return True
    return stat.st_size == size and digest_file(path) == sha256


def arrived(folder: Path, digests: Mapping[str, str]) -> bool:
    """Whether the files that another machine says it wrote are what lies in the folder here."""
    return all((folder / name).exists() and digest_file(folder / name) == sha256 for name, sha256 in digests.items())


def known_files(folder: Path, digests: Mapping[str, str]) -> dict[str, list]:
    """Size and time of the files of a document, so that the next run need not read them."""
    known = {}
    for name, sha256 in digests.items():
        stat = (folder / name).stat()
        known[name] = [sha256, stat.st_size, stat.st_mtime_ns]
    return known


class Staat:
    """The state of one peildatum folder: earlier documents, plus what this run adds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.standen: dict[tuple[str, str], Documentstand] = {}
        self.kop: dict[str, Any] = {}
        self._read()

    def _read(self) -> None:
        findings: dict[tuple[str, str], list[str]] = {}
        for row in read_json(self.folder / BEVINDINGEN, []):
            findings.setdefault((row["wijk"], row["document"]), []).append(json.dumps(row, ensure_ascii=False))
        run = read_json(self.folder / RUN)
        self.kop = {key: value for key, value in run.items() if key != "documenten"}
        for entry in run.get("documenten", []):
            key = entry["wijk"], entry["document"]
            self.standen[key] = Documentstand(**entry, bevindingen=tuple(findings.get(key, ())))
        for entry in self._journal():
            stand = Documentstand(**entry)
            self.standen[stand.sleutel] = stand

    def _journal(self) -> Iterator[dict[str, Any]]:
        """Documents of a run that was broken off; a torn last line does not count."""
        try:
            lines = (self.folder / JOURNAAL).read_text(encoding="utf-8").splitlines()
        except OSError:
            return
        for line in lines:
            with contextlib.suppress(ValueError):
                yield json.loads(line)

    def note(self, stand: Documentstand) -> None:
        """Remember a document at once, so that a run that is killed need not make it again."""
        self.standen[stand.sleutel] = stand
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / JOURNAAL).open("a", encoding="utf-8", errors="backslashreplace") as journal:
            journal.write(json.dumps(asdict(stand), ensure_ascii=False) + "\n")

    def close_journal(self) -> None:
        """The journal is in run.json now."""
        (self.folder / JOURNAAL).unlink(missing_ok=True)

    @property
    def interrupted(self) -> bool:
        """Whether a journal of a broken run lies here."""
        return (self.folder / JOURNAAL).exists()


def read_json(path: Path, default: Any = None) -> Any:
    """The content of a JSON file; `default` (an empty dict) where there is none or it is damaged."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {} if default is None else default


def write_list(path: Path, rows: Iterable[str], *, begin: str = "[", end: str = "]") -> None:
    """A list in JSON, one row of JSON text on a line, whole or not at all; never all of it in memory."""
    lines = ((",\n" if number else "\n") + row for number, row in enumerate(rows))
    write_whole(path, (piece.encode("utf-8", "backslashreplace") for piece in chain([begin], lines, [f"\n{end}\n"])))


def write_json(path: Path, value: Any) -> None:
    """The value as JSON, whole or not at all; a name of a file that is no UTF-8 comes back as it was."""
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    write_whole(path, text.encode("utf-8", "backslashreplace"))


class AlBezig(RuntimeError):
    """Another run writes to the same folder."""


@contextlib.contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Only one run at a time writes to a folder; what a killed run left half-written goes. AlBezig where one is busy."""
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(locked(folder, geduld=0))
        except Bezet:
            raise AlBezig(str(folder)) from None
        yield


def earlier_folders(folder: Path) -> list[Path]:
    """The peildatum folders before this one that fit on a page, newest first; a copy with another name is none."""
    older = (path for path in folder.parent.iterdir() if path.name < folder.name and is_peildatum(path.name))
    return sorted((path for path in older if (path / RUN).exists()), reverse=True)[: MAX_DAGEN - 1]
