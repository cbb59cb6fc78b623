"""What a value of a notebook can be made of, and what the names in its code mean: of the library, of Python, of what draws."""

from __future__ import annotations

import ast
import builtins
import functools
import importlib.util
import operator
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Flag, auto

from wijkmonitor.gegevens.schema import TABELLEN


class Bron(Flag):
    """What a value is made of; more than one where it is made of more."""

    NIETS = 0
    MENSEN = auto()
    ONBEKEND = auto()
    GETYPT = auto()  # written in the code itself, as a table
    OPEN = auto()
    DOSSIER = auto()
    POORT = auto()
    STAP = auto()  # a result of the library, which shows itself
    BIBLIOTHEEK = auto()
    STATS = auto()
    TEKENAAR = auto()
    SCHATTING = auto()  # an estimate made of rows of people, which shows how many they are
    ENKEL = auto()  # the value of one of them, or of nobody knows how few: a highest, a mean


@dataclass(frozen=True)
class Celbron:
    """Of one cell: what it shows, what it draws, and what the words, table and figure of its findings are made of."""

    toont: Bron = Bron.NIETS
    tekent: Bron = Bron.NIETS
    bevinding: Bron = Bron.NIETS

    @property
    def van_mensen(self) -> bool:
        """Whether it shows something that was made of rows of people."""
        return Bron.MENSEN in self.toont

    @property
    def vrij(self) -> bool:
        """Whether all that it shows is open, passed the gate, or stands in its own code."""
        return not self.toont & (Bron.MENSEN | Bron.ONBEKEND) and self.toont != Bron.GETYPT

    @property
    def tekent_mensen(self) -> bool:
        """Whether a picture of it may be of rows of people."""
        return Bron.MENSEN in self.tekent or (self.van_mensen and Bron.OPEN not in self.tekent)


Functie = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


OPEN_TABELLEN = frozenset(
    ("begroting", "borging", "interventies", "menukaart", "monitorplan", "resultaten", "stellingen", "themas", "zelfevaluatie")
)
VERHULD = frozenset(
    ("activiteiten", "doorverwijzingen", "netwerk", "organisaties")
)  # counts that can be small, names that may be closed
TELKOLOM = ("aantal", "bezoekers")  # columns of counts: a sum of those is a count as well
OPEN_VAN_STAP = frozenset(  # what a step of the library counted, or says of itself
    ("aandeel", "aantallen", "grootste", "keren", "per_kenmerk", "schatting", "stappen", "status", "tabellen", "van_wie")
    + ("verwijzer_bekend", "verwijzers")
)
DOSSIERS = ("load_dossier", "open_rapport")
ZELFDE = ("met_groep", "met_tabellen", "voor")  # methods that give a dossier again
OP_PAGINA = ("antwoord", "gesprek", "verantwoording")  # methods that put words on the page
BEVINDING = ("geen_bevinding", "maak_bevinding")
MAG_MENSEN = ("bron", "dossier", "eenheid", "id", "rijen", "schatting", "weegt")  # arguments of a finding that show no rows
ALLES = ("_", "__", "___", "In", "Out", "__import__", "eval", "exec", "get_ipython", "getattr", "globals", "locals", "vars")
LAADT = ("duckdb", "importlib", "pandasql", "runpy", "subprocess")  # what these load or ask for is not read
TEKENT = ("matplotlib", "pylab", "seaborn")
TEKENEN = {"boxplot", "hist", "plot"}
NU_GETEKEND = ("gca", "gcf")
KAMERS = ("dossier", "draaien", "gegevens", "privacy")  # rooms that give rows to who asks
UIT_KAMERS = ("find_wijken", *DOSSIERS)  # what of these may be used
GEEN_TELLING = {"agg", "first", "last", "max", "mean", "median", "min", "quantile", "std", "sum"}
TELT = {"count", "crosstab", "nunique", "size", "value_counts"}
OPENT = ("load", "loads", "open", "read_bytes", "read_text", "safe_load")
VAN_EEN = {"first", "item", "last", "max", "mean", "median", "min", "mode", "quantile", "sample", "std", "var"}
ZONDER_N = ("high", "low", "value")  # what an estimate says without the people it rests on
OP_PLEK = ("at", "iat", "iloc")  # what stands at one place
ZEGT = {"debug", "display", "error", "info", "pprint", "print", "tqdm", "trange", "warn", "warning", "write"}
KIJKT = {"bool", "id", "isinstance", "len", "repr", "str", "type"} | ZEGT  # what these say of a dossier, it says itself
UIT_BAK = ("copy", "get", "items", "pop", "values")  # what a list or dict gives of what is in it
VERANDERT = {"add", "append", "appendleft", "extend", "fill", "insert", "put", "setdefault", "update"}
BEWAART = frozenset(("cache", "functools", "lru_cache"))  # decorators that call a function only where the code does
STIL = ("config", "env", "load_ext", "matplotlib", "precision")  # magics that show nothing of the data
BESTAND = re.compile(rf"\b(?:{'|'.join(naam for naam, tabel in TABELLEN.items() if tabel.gevoelig or naam in VERHULD)})\.\w+$")
GEWOON = frozenset((*dir(builtins), "display"))
DIEP = 4  # how far own functions are followed into each other


def samen(bronnen: Iterable[Bron]) -> Bron:
    """What a value is that is made of these."""
    return functools.reduce(operator.or_, bronnen, Bron.NIETS)


@functools.cache
def is_installed(root: str) -> bool:
    """Whether a module comes with Python or was installed, and is none that somebody wrote beside the notebook."""
    if root in sys.stdlib_module_names:
        return True
    try:
        found = importlib.util.find_spec(root)
    except (ImportError, ValueError):
        return False
    places = [found.origin or "", *(found.submodule_search_locations or ())] if found else []
    return any("site-packages" in place or "dist-packages" in place for place in places)


def imported(path: str) -> Bron:
    """What is imported from here: `wijkmonitor.vragen.bereik`."""
    root, _, rest = path.partition(".")
    room, name = rest.partition(".")[0], rest.rpartition(".")[2]
    if root != "wijkmonitor":
        return Bron.TEKENAAR if root in TEKENT else Bron.MENSEN if root in LAADT or not is_installed(root) else Bron.NIETS
    if room in KAMERS and name not in UIT_KAMERS:
        return Bron.MENSEN
    return Bron.STATS if room == "stats" else Bron.BIBLIOTHEEK


def root_of(node: ast.AST) -> ast.AST:
    """The name at the begin of `a.b[c].d(e)`."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call | ast.Starred):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node


def is_quiet(words: Sequence[ast.expr]) -> bool:
    """A command of IPython that shows nothing of the data, and has no variable in its own words."""
    name, *rest = [word.value if isinstance(word, ast.Constant) else "{}" for word in words]
    return name in STIL and not any(sign in str(word) for word in rest for sign in "{$")


def called_of(node: ast.expr) -> str:
    """The last name of what is called."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def parameters_of(own: Functie) -> list[str]:
    """The names of the parameters of a function."""
    return [part.arg for part in ast.walk(own.args) if isinstance(part, ast.arg)]


def local_to(own: Functie) -> set[str]:
    """The names that a function binds itself, without those that it says are global."""
    outer = {name for part in ast.walk(own) if isinstance(part, ast.Global | ast.Nonlocal) for name in part.names}
    bound = {part.id for part in ast.walk(own) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}
    return bound - outer


def written_out(node: ast.expr | None) -> list[tuple[str, ast.expr]] | None:
    """The keys and values of a dict that stands in the code, None of any other value."""
    if isinstance(node, ast.Dict) and all(isinstance(key, ast.Constant) for key in node.keys):
        return [
            (str(key.value), value) for key, value in zip(node.keys, node.values, strict=True) if isinstance(key, ast.Constant)
        ]
    if isinstance(node, ast.Call) and called_of(node.func) == "dict" and not node.args:
        return [(word.arg or "", word.value) for word in node.keywords]
    return None


def words_of(word: ast.keyword, known: Mapping[str, list[tuple[str, ast.expr]]]) -> list[tuple[str, ast.expr]]:
    """The named arguments of one: of `**words` those that were written out, in a dict of that name."""
    if word.arg is not None:
        return [(word.arg, word.value)]
    found = known.get(word.value.id) if isinstance(word.value, ast.Name) else written_out(word.value)
    return found if found is not None else [("", word.value)]


def table_of(node: ast.Call) -> Bron:
    """The rows of a table of the dossier: `dossier.tabel("deelname")`."""
    name = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else ""
    if name in OPEN_TABELLEN:
        return Bron.OPEN
    return Bron.ONBEKEND if name in TABELLEN and name not in VERHULD and not TABELLEN[name].gevoelig else Bron.MENSEN


def adds_counts(node: ast.Attribute) -> bool:
    """Whether this adds counts up: `verwezen.groupby("verwijzer")["aantal"].sum`."""
    column = node.value.slice if isinstance(node.value, ast.Subscript) else node.value
    name = column.value if isinstance(column, ast.Constant) else column.attr if isinstance(column, ast.Attribute) else ""
    return node.attr == "sum" and name in TELKOLOM
