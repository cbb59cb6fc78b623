"""What the code of a cell works with: rows of people, what is open, or what the code does not tell.

The code is read and not run. Names are followed from cell to cell: what is made of rows of people is of people, until it is
counted through the gate or handed to the library. So a number of one person is seen as well as a table of all.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Sequence

from wijkmonitor.draaien.celbron import Bron, Celbron, samen, worst
from wijkmonitor.gegevens.schema import TABELLEN

OPEN_TABELLEN = frozenset(
    ("begroting", "borging", "interventies", "menukaart", "monitorplan", "resultaten", "stellingen", "themas", "zelfevaluatie")
)
_RIJEN = ("alle", "antwoorden", "deelname", "eens", "fragmenten", "frame", "rijen", "scores")  # what a step of the library keeps
_DOSSIERS = ("load_dossier", "open_rapport")
_ZELFDE = ("met_groep", "met_tabellen", "voor")  # methods that give a dossier again
_MAG_MENSEN = ("bron", "dossier", "eenheid", "id", "rijen", "schatting", "weegt")  # arguments of a finding that show no rows
_ALLES = ("_", "__", "___", "In", "Out", "eval", "exec", "get_ipython", "getattr", "globals", "locals", "open", "vars")
_TEKENT = ("matplotlib", "pylab", "seaborn")
_TEKENEN = {"boxplot", "hist", "plot"}
_GEEN_TELLING = {"agg", "first", "last", "max", "mean", "median", "min", "quantile", "std", "sum"}
_KAMERS = ("dossier", "draaien", "gegevens", "privacy")  # rooms that give rows to who asks
_UIT_KAMERS = ("find_wijken", *_DOSSIERS)  # what of these may be used
_ZEGT = {"debug", "display", "error", "info", "print", "warn", "warning", "write"}
_KIJKT = ("display", "isinstance", "print", "repr", "str", "type")  # what these say of a dossier, it says itself
_MAGIE = re.compile(r"^\s*(?:[!?]|%(?!\s*(?:%?time\b|matplotlib\b|config\b|load_ext\b)))|\?\s*$|^\s*%%(?!time\b)", re.MULTILINE)
_BESTAND = re.compile(rf"\b(?:{'|'.join(naam for naam, tabel in TABELLEN.items() if tabel.gevoelig)})\.\w+$")
_GEWOON = frozenset(dir(builtins))
_GEWONE = (Bron.NIETS, Bron.ONBEKEND, Bron.OPEN)


def follow(cellen: Iterable[str]) -> list[Celbron]:
    """Per code cell, in their order, what it works with."""
    reader = _Lezer()
    return [reader.read(source) for source in cellen]


class _Lezer(ast.NodeVisitor):
    """Reads cell after cell and remembers what each name holds."""

    def __init__(self) -> None:
        self.namen: dict[str, Bron] = {}
        self.heet: dict[str, str] = {}  # what is imported under another name
        self.modulen: set[str] = set()
        self.assen: set[str] = set()  # names of what is drawn on

    def read(self, source: str) -> Celbron:
        self.toont, self.tekent, self.bevinding = Bron.NIETS, Bron.NIETS, Bron.NIETS
        if _MAGIE.search(source):
            self.toont = Bron.MENSEN
        try:
            tree = ast.parse(re.sub(r"^\s*[%!].*$|\?\s*$", "pass", source, flags=re.MULTILINE))
        except SyntaxError:
            return Celbron(samen((self.toont, Bron.ONBEKEND)), Bron.ONBEKEND)
        for statement in tree.body:
            self.visit(statement)
        return Celbron(self.toont, self.tekent, self.bevinding)

    def visit_Expr(self, node: ast.Expr) -> None:
        self.toont = samen((self.toont, self.soort(node.value)))

    def visit_Assign(self, node: ast.Assign) -> None:
        found, drawn = self.soort(node.value), self.draws(node.value)
        for target in node.targets:
            self.bind(target, found)
            self.assen |= {part.id for part in ast.walk(target) if drawn and isinstance(part, ast.Name)}

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.bind(node.target, self.soort(node.value))

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.bind(node.target, samen((self.soort(node.target), self.soort(node.value))))

    def visit_For(self, node: ast.For) -> None:
        self.bind(node.target, self.soort(node.iter))
        self.branch([*node.body, *node.body, *node.orelse], [])

    def visit_While(self, node: ast.While) -> None:
        self.branch([*node.body, *node.body, *node.orelse], [])

    def visit_If(self, node: ast.If) -> None:
        self.branch(node.body, node.orelse)

    def visit_With(self, node: ast.With) -> None:
        for item in node.items:
            if item.optional_vars is not None:
                self.bind(item.optional_vars, self.soort(item.context_expr))
        self.branch(node.body)

    def visit_Try(self, node: ast.Try) -> None:
        for handler in node.handlers:
            if handler.name:
                self.namen[handler.name] = Bron.MENSEN  # an error can tell a row
        self.branch([*node.body, *node.orelse], *(handler.body for handler in node.handlers))
        self.branch(node.finalbody)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """A function is what it uses; what it shows is shown where it is called."""
        kept, shown = dict(self.namen), self.toont
        self.namen.update(
            dict.fromkeys([argument.arg for argument in ast.walk(node.args) if isinstance(argument, ast.arg)], Bron.NIETS)
        )
        self.branch(node.body)
        used = samen(self.soort(part) for part in ast.walk(node) if isinstance(part, ast.Name))
        self.namen, self.toont = kept, shown
        self.namen[node.name] = used if used is Bron.MENSEN else Bron.NIETS
        if node.decorator_list and used is Bron.MENSEN:
            self.toont = Bron.MENSEN

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            root = alias.name.partition(".")[0]
            self.modulen.add(alias.asname or root)
            self.namen[alias.asname or root] = self.van_buiten(alias.name if alias.asname else root)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            name = alias.asname or alias.name
            self.namen[name] = self.van_buiten(f"{node.module}.{alias.name}")
            self.heet[name] = alias.name

    def van_buiten(self, path: str) -> Bron:
        """What is imported from here."""
        root, _, rest = path.partition(".")
        room, name = rest.partition(".")[0], rest.rpartition(".")[2]
        if root != "wijkmonitor":
            return Bron.TEKENAAR if root in _TEKENT else Bron.NIETS
        if room in _KAMERS and name not in _UIT_KAMERS:
            return Bron.MENSEN
        return Bron.STATS if room == "stats" else Bron.BIBLIOTHEEK

    def branch(self, *bodies: Sequence[ast.stmt]) -> None:
        """One of these is run: a name holds the worst of what they make of it."""
        before, after = self.namen, dict[str, Bron]()
        for body in bodies:
            self.namen = dict(before)
            for statement in body:
                self.visit(statement)
            after |= {name: worst(after.get(name, found), found) for name, found in self.namen.items()}
        self.namen = after

    def bind(self, target: ast.expr, found: Bron) -> None:
        """The names in a target hold this; a part of a value that is replaced adds to what the value was."""
        if isinstance(target, ast.Tuple | ast.List):
            for part in target.elts:
                self.bind(part, found)
        elif isinstance(target, ast.Starred):
            self.bind(target.value, found)
        elif isinstance(target, ast.Name):
            self.namen[target.id] = found
        elif isinstance(root := _root(target), ast.Name):
            self.namen[root.id] = worst(self.namen.get(root.id, Bron.NIETS), found)

    def soort(self, node: ast.AST) -> Bron:
        """What a value of this code is made of."""
        match node:
            case ast.Constant(value=str() as text):
                return Bron.MENSEN if _BESTAND.search(text) else Bron.NIETS
            case ast.Constant():
                return Bron.NIETS
            case ast.Name(id=name):
                if name in self.namen:
                    return self.namen[name]
                return Bron.MENSEN if name in _ALLES else Bron.NIETS if name in _GEWOON else Bron.ONBEKEND
            case ast.Attribute():
                return self.deel(node)
            case ast.Call():
                return self.uitkomst(node)
            case ast.Lambda():
                return self.soort(node.body)
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                kept = dict(self.namen)
                for loop in node.generators:
                    self.bind(loop.target, self.soort(loop.iter))
                parts = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
                found = samen(map(self.soort, [*parts, *(test for loop in node.generators for test in loop.ifs)]))
                self.namen = kept
                return found
            case ast.NamedExpr():
                found = self.soort(node.value)
                self.bind(node.target, found)
                return found
        return samen(map(self.soort, ast.iter_child_nodes(node)))

    def deel(self, node: ast.Attribute) -> Bron:
        """What an attribute is of what stands before it."""
        whole = self.soort(node.value)
        if whole is Bron.DOSSIER:
            if node.attr.startswith("_"):
                return Bron.MENSEN
            return {"dossier": Bron.DOSSIER, "poort": Bron.POORT, "tabel": Bron.MENSEN}.get(node.attr, Bron.OPEN)
        if whole is Bron.STAP:
            return Bron.DOSSIER if node.attr == "dossier" else Bron.MENSEN if node.attr in _RIJEN else Bron.OPEN
        if whole is Bron.BIBLIOTHEEK:
            return Bron.STATS if node.attr == "stats" else Bron.MENSEN if node.attr in _KAMERS else whole
        return whole

    def uitkomst(self, node: ast.Call) -> Bron:
        """What a call gives; what it draws and which finding it makes is remembered."""
        called = _called(node.func)
        function, called = self.soort(node.func), self.heet.get(called, called)
        given = [*node.args, *(word.value for word in node.keywords)]
        arguments = [self.soort(part) for part in given]
        if isinstance(node.func, ast.Attribute) and (called == "tabel" or self.soort(node.func.value) is Bron.DOSSIER):
            return self.van_dossier(node, called)
        if isinstance(node.func, ast.Attribute) and self.soort(node.func.value) is Bron.POORT:
            return Bron.MENSEN if any(map(self.summarises, given)) else Bron.OPEN
        if function is Bron.STATS:
            return Bron.ONBEKEND if Bron.MENSEN in arguments else samen(arguments)
        if function is Bron.BIBLIOTHEEK:
            return self.van_bibliotheek(node, called, arguments)
        strange = {Bron.DOSSIER, Bron.STAP} & set(arguments) and called not in _KIJKT
        found = Bron.MENSEN if strange else samen([function, *arguments])
        if found is Bron.NIETS and called not in _GEWOON:
            found = Bron.ONBEKEND
        if called in _ZEGT:
            self.toont = samen((self.toont, found))
        if self.draws(node):
            self.tekent = samen((self.tekent, found))
        if found is Bron.MENSEN:  # what is changed by it, or drawn on, holds it from now on
            roots = {root.id for part in (node.func, *given) if isinstance(root := _root(part), ast.Name)} - self.modulen
            self.namen.update(dict.fromkeys((name for name in roots if self.namen.get(name) in _GEWONE), Bron.MENSEN))
        return found

    def summarises(self, node: ast.AST) -> bool:
        """Whether it takes a score or another answer of people together: that is no count of them."""
        calls = (part for part in ast.walk(node) if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute))
        return any(_called(call.func) in _GEEN_TELLING and self.soort(call.func) is Bron.MENSEN for call in calls)

    def draws(self, node: ast.AST) -> bool:
        """Whether this call draws: a module that draws, something drawn on, or the method of a table that does."""
        root = _root(node)
        name = root.id if isinstance(root, ast.Name) else ""
        methods = (
            {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)} if isinstance(node, ast.Call) else set()
        )
        return name in self.assen or self.namen.get(name) is Bron.TEKENAAR or bool(methods & _TEKENEN)

    def van_dossier(self, node: ast.Call, called: str) -> Bron:
        """A table of the dossier, a dossier again, or what the report shows."""
        if called in _ZELFDE:
            return Bron.DOSSIER
        if called != "tabel":
            return Bron.OPEN
        name = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else ""
        if name in OPEN_TABELLEN:
            return Bron.OPEN
        return Bron.ONBEKEND if name in TABELLEN and not TABELLEN[name].gevoelig else Bron.MENSEN

    def van_bibliotheek(self, node: ast.Call, called: str, arguments: Sequence[Bron]) -> Bron:
        if called in _DOSSIERS:
            return Bron.DOSSIER
        if called == "maak_bevinding":
            named = [(word.arg, word.value) for word in node.keywords]
            placed = list(zip(("id", "dossier", "schatting", "telling"), node.args, strict=False))
            shown = samen(self.soort(value) for name, value in (*placed, *named) if name and name not in _MAG_MENSEN)
            self.bevinding = samen((self.bevinding, shown))
            return Bron.OPEN
        made = samen(arguments)
        if made is not Bron.OPEN:
            return made
        return Bron.STAP if {Bron.DOSSIER, Bron.STAP} & set(arguments) else Bron.OPEN


def _root(node: ast.AST) -> ast.AST:
    """The name at the begin of `a.b[c].d(e)`."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call | ast.Starred):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node


def _called(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
