"""What the code of a cell works with: rows of people, what is open, or what the code does not tell.

The code is read and not run. Names are followed from cell to cell: what is made of rows of people is of people, until it is
counted through the gate or handed to the library. So a number of one person is seen as well as a table of all.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence

from wijkmonitor.draaien import celnamen
from wijkmonitor.draaien.celnamen import Bron, Celbron, imported, parameters_of, root_of, samen
from wijkmonitor.draaien.celwaarde import Waarden

_METEN = re.compile(r"%%(?:time|timeit|prun)\b.*|%(?:time|timeit|prun)\b(?: +-\w+(?: +\d+)?)* *")  # what stands behind it runs
_VANGEN = re.compile(r"%%capture\b *(\w*).*")


def follow(cellen: Iterable[str]) -> list[Celbron]:
    """Per code cell, in their order, what it works with."""
    reader = _Lezer()
    return [reader.read(source) for source in cellen]


class _Lezer(Waarden):
    """Reads cell after cell."""

    def read(self, source: str) -> Celbron:
        """One cell; what can't be read as code is not known."""
        self.toont = self.tekent = self.bevinding = Bron.NIETS
        self.geeft, self.diep = [], 0  # a cell that could not be read stopped anywhere
        try:
            for statement in _tree(source).body:
                self.visit(statement)
        except (SyntaxError, ValueError, RecursionError):
            return Celbron(self.toont | Bron.MENSEN, self.tekent | Bron.MENSEN, self.bevinding)
        return Celbron(self.toont, self.tekent, self.bevinding)

    def visit_Expr(self, node: ast.Expr) -> None:
        """What stands alone is shown; within an own function it is not."""
        found = self.soort(node.value)
        if not self.diep:
            self.toont |= found

    def visit_Assign(self, node: ast.Assign) -> None:
        found = self.soort(node.value)
        for target in node.targets:
            self.bind(target, found, node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.bind(node.target, self.soort(node.value), node.value)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.bind(node.target, self.soort(node.target) | self.soort(node.value))

    def visit_Return(self, node: ast.Return) -> None:
        """A function that is given back is what it gives itself: where it is called is not followed."""
        own = self.own_function(node.value) if node.value else None
        self.geeft.append(self.body(own, dict.fromkeys(parameters_of(own), Bron.NIETS)) if own else self.soort(node.value))

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        drawn = {part.id for part in ast.walk(node.iter) if isinstance(part, ast.Name)} & self.assen
        self.bind(node.target, self.soort(node.iter))
        if drawn:
            self.assen |= {part.id for part in ast.walk(node.target) if isinstance(part, ast.Name)}
        self.branch([*node.body, *node.body, *node.orelse], [])

    def visit_While(self, node: ast.While) -> None:
        self.soort(node.test)
        self.branch([*node.body, *node.body, *node.orelse], [])

    def visit_If(self, node: ast.If) -> None:
        self.soort(node.test)
        self.branch(node.body, node.orelse)

    def visit_With(self, node: ast.With | ast.AsyncWith) -> None:
        for item in node.items:
            found = self.soort(item.context_expr)
            if item.optional_vars is not None:
                self.bind(item.optional_vars, found)
        self.branch(node.body)

    def visit_Try(self, node: ast.Try | ast.TryStar) -> None:
        """What an error tells can be a row, where rows were worked with."""
        before, self.geraakt = self.geraakt, Bron.NIETS
        kept = dict(self.namen)
        self.branch([*node.body, *node.orelse])
        done, found = self.namen, self.geraakt & Bron.MENSEN
        self.geraakt |= before
        for handler in node.handlers:
            self.namen = {name: kind | kept.get(name, Bron.NIETS) for name, kind in done.items()}
            if handler.name:
                self.namen[handler.name] = found
            self.branch(handler.body)
            done = _either(done, self.namen)
        self.namen = done
        self.branch(node.finalbody)

    def visit_Match(self, node: ast.Match) -> None:
        found = self.soort(node.subject)
        for case in node.cases:
            for part in ast.walk(case.pattern):
                if isinstance(part, ast.MatchAs | ast.MatchStar) and part.name:
                    self.namen[part.name] = found
        self.branch(*(case.body for case in node.cases), [])

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        """A function is what it gives where it is called; with a decorator it may be called by somebody else."""
        self.namen[node.name] = Bron.NIETS
        self.known_as(node.name, None)
        self.functies[node.name] = node
        if any(getattr(root_of(part), "id", "") not in celnamen.BEWAART for part in node.decorator_list):
            around = samen(map(self.soort, node.decorator_list)) & ~Bron.ONBEKEND
            found = self.body(node, dict.fromkeys(parameters_of(node), around))
            self.toont |= found & Bron.MENSEN

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """A class is the worst of what its parts hold and its methods give."""
        found, methods = Bron.NIETS, [part for part in ast.walk(node) if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)]
        for part in node.body:
            if isinstance(part, ast.Assign | ast.AnnAssign) and part.value is not None:
                found |= self.soort(part.value)
        for _ in range(2):  # what one method keeps, another gives
            for method in methods:
                after: dict[str, Bron] = {}
                found |= self.body(method, dict.fromkeys(parameters_of(method), found), after) | samen(after.values())
        self.namen[node.name] = found

    visit_AsyncFor, visit_AsyncWith, visit_AsyncFunctionDef, visit_TryStar = visit_For, visit_With, visit_FunctionDef, visit_Try

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            name = alias.asname or alias.name.partition(".")[0]
            path = alias.name if alias.asname else name
            self.namen[name] = imported(path)
            if module := self.module(path):
                self.modules[name] = module

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        path = f"{'.' * node.level}{node.module or ''}"
        module = self.module(path)
        for alias in node.names:
            name = alias.asname or alias.name
            if module and alias.name == "*":
                for each in module.namen:
                    self.take(module, each, each)
            elif module and alias.name in module.namen:
                self.take(module, alias.name, name)
            else:
                self.namen[name] = imported(f"{path or '.'}.{alias.name}")
                self.heet[name] = alias.name
                if inner := self.module(f"{path}.{alias.name}"):
                    self.modules[name] = inner

    def visit_Delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.namen.pop(target.id, None)

    def generic_visit(self, node: ast.AST) -> None:
        """Any other statement: what it works with is looked at."""
        for part in ast.iter_child_nodes(node):
            if isinstance(part, ast.expr):
                self.soort(part)
            else:
                self.visit(part)

    def branch(self, *bodies: Sequence[ast.stmt]) -> None:
        """One of these is run: a name holds what any of them makes of it."""
        before, after = self.namen, dict[str, Bron]()
        for body in bodies:
            self.namen = dict(before)
            for statement in body:
                self.visit(statement)
            after = _either(after, self.namen)
        self.namen = after


def _either(one: dict[str, Bron], other: dict[str, Bron]) -> dict[str, Bron]:
    return {name: one.get(name, Bron.NIETS) | other.get(name, Bron.NIETS) for name in one | other}


def _tree(source: str) -> ast.Module:
    """The code as a tree; commands of IPython in it become calls, or the code that they run."""
    try:
        return ast.parse(source)
    except SyntaxError:
        from IPython.core.inputtransformer2 import TransformerManager

        runs = _METEN.sub(
            "", _VANGEN.sub(lambda found: f"{found[1]} = _" if found[1] else "", source)
        )  # what was shown can be rows
        return ast.parse(TransformerManager().transform_cell(runs))
