"""What a piece of code is made of: the values in a cell of a notebook, followed by name and not run."""

from __future__ import annotations

import ast

from wijkmonitor.draaien import celnamen
from wijkmonitor.draaien.celmodules import Modules
from wijkmonitor.draaien.celnamen import (
    Bron,
    Functie,
    called_of,
    is_quiet,
    local_to,
    parameters_of,
    root_of,
    samen,
    table_of,
    words_of,
    written_out,
)


class Waarden(Modules):
    """Tells what a value is made of, and remembers what each name holds."""

    def __init__(self) -> None:
        super().__init__()
        self.getekend = self.toont = self.tekent = self.bevinding = self.geraakt = Bron.NIETS
        self.geeft: list[Bron] = []  # what the own function gives that is followed now

    def soort(self, node: ast.AST | None) -> Bron:
        """What a value of this code is made of."""
        found = Bron.NIETS if node is None else self._soort(node)
        self.geraakt |= found
        return found

    def _soort(self, node: ast.AST) -> Bron:
        match node:
            case ast.Constant(value=str() as text):
                return Bron.MENSEN if celnamen.BESTAND.search(text) else Bron.NIETS
            case ast.Name(id=name):
                if name in self.namen:
                    return self.namen[name]
                if name in celnamen.GEWOON and name not in celnamen.ALLES:
                    return Bron.NIETS
                return self.namen.get("*", Bron.MENSEN)
            case ast.Attribute(value=value, attr=attr):
                if module := self.module_of(node):
                    return module.namen.get(attr, Bron.MENSEN)
                return self.deel(self.soort(value), attr)
            case ast.Call():
                return self.uitkomst(node)
            case ast.Compare():  # which rows are as the highest, not what is the highest
                return samen(map(self.soort, ast.iter_child_nodes(node))) & ~Bron.ENKEL
            case ast.Lambda():
                return Bron.NIETS  # it is what it gives where it is called
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                return self.reeks(node)
            case ast.NamedExpr(target=target, value=value):
                found = self.soort(value)
                self.bind(target, found, value)
                return found
            case ast.Yield(value=value) | ast.YieldFrom(value=value):
                self.geeft.append(self.soort(value))
                return Bron.NIETS
        return samen(map(self.soort, ast.iter_child_nodes(node)))

    def reeks(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Bron:
        """A comprehension; its own names are forgotten after it."""
        own = {part.id for loop in node.generators for part in ast.walk(loop.target) if isinstance(part, ast.Name)}
        kept = {name: self.namen[name] for name in own if name in self.namen}
        for loop in node.generators:
            self.bind(loop.target, self.soort(loop.iter), loop.iter)
        parts = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        found = samen(map(self.soort, [*parts, *(test for loop in node.generators for test in loop.ifs)]))
        self.namen = {name: kind for name, kind in self.namen.items() if name not in own} | kept
        return found

    def bind(self, target: ast.expr, found: Bron, value: ast.expr | None = None) -> None:
        """The names in a target hold this; a part of a value that is replaced adds to what the value was."""
        if isinstance(target, ast.Tuple | ast.List):
            given = value.elts if isinstance(value, ast.Tuple | ast.List) and len(value.elts) == len(target.elts) else None
            for place, part in enumerate(target.elts):
                one = given[place] if given else value if isinstance(value, ast.Call) else None
                self.bind(part, self.soort(one) if given else found, one)
        elif isinstance(target, ast.Starred):
            self.bind(target.value, found)
        elif isinstance(target, ast.Name):
            self.namen[target.id] = found
            self.known_as(target.id, value)
        elif isinstance(root := root_of(target), ast.Name):
            self.namen[root.id] = self.namen.get(root.id, Bron.NIETS) | found

    def known_as(self, name: str, value: ast.expr | None) -> None:
        """What else is known of a name: a function, a dict that is written out, something drawn on, a summary."""
        self.heet.pop(name, None)
        self.functies.pop(name, None)
        self.woorden.pop(name, None)
        if isinstance(value, ast.Name):
            self.heet[name] = self.heet.get(value.id, value.id)
            if value.id in self.functies:
                self.functies[name] = self.functies[value.id]
        elif isinstance(value, ast.Lambda):
            self.functies[name] = value
        elif (words := written_out(value)) is not None:
            self.woorden[name] = words
        drawn = value is not None and self.draws(value)
        self.assen = self.assen | {name} if drawn else self.assen - {name}
        together = value is not None and self.summarises(value)
        self.samengevat = self.samengevat | {name} if together else self.samengevat - {name}

    def deel(self, whole: Bron, attr: str) -> Bron:
        """What an attribute is of what stands before it."""
        found = whole & ~(Bron.DOSSIER | Bron.STAP | Bron.BIBLIOTHEEK)
        if Bron.MENSEN in whole and attr in celnamen.OP_PLEK:
            found |= Bron.ENKEL
        if Bron.SCHATTING in whole and attr in celnamen.ZONDER_N:
            found |= Bron.MENSEN | Bron.ENKEL
        if Bron.DOSSIER in whole:
            special = {"dossier": Bron.DOSSIER, "poort": Bron.POORT, "tabel": Bron.MENSEN}
            found |= Bron.MENSEN if attr.startswith("_") else special.get(attr, Bron.OPEN)
        if Bron.STAP in whole:
            found |= Bron.DOSSIER if attr == "dossier" else Bron.OPEN if attr in celnamen.OPEN_VAN_STAP else Bron.MENSEN
        if Bron.BIBLIOTHEEK in whole:
            found |= Bron.STATS if attr == "stats" else Bron.MENSEN if attr in celnamen.KAMERS else Bron.BIBLIOTHEEK
        return found

    def uitkomst(self, node: ast.Call) -> Bron:
        """What a call gives; what it draws, says, changes and which finding it makes is remembered."""
        whose = node.func.value if isinstance(node.func, ast.Attribute) and not self.module_of(node.func) else None
        before = self.soort(whose)
        name = called_of(node.func)
        function = self.deel(before, name) if whose else self.soort(node.func)
        called = self.heet.get(name, name)
        given = [*node.args, *(word.value for word in node.keywords)]
        arguments = samen(map(self.soort, given))
        if own := self.own_function(node.func):
            return self.follow_function(own, node)
        found = self.with_functions(given, before | arguments)
        if isinstance(node.func, ast.Attribute) and called == "tabel":
            return found | table_of(node)
        if called in celnamen.UIT_BAK and before & (Bron.DOSSIER | Bron.STAP):
            return found | before
        if Bron.DOSSIER in before:
            return found | self.of_dossier(called, arguments)
        if Bron.POORT in function | before:
            if called == "organisaties":  # the names that may not be told stand in it too
                return Bron.MENSEN
            counts = called != "aantal" and not called.startswith("_") and not any(map(self.summarises, given))
            return found | (Bron.OPEN if counts else arguments | before)
        if function == Bron.STATS:
            return found | (Bron.ONBEKEND | Bron.SCHATTING if Bron.MENSEN in arguments else arguments)
        if function == Bron.BIBLIOTHEEK:
            return found | self.of_library(node, called, arguments)
        return found | self.foreign(node, called, function | arguments, arguments)

    def foreign(self, node: ast.Call, called: str, made: Bron, arguments: Bron) -> Bron:
        """A call of something that is not ours: what it gives is made of what it got."""
        if arguments & (Bron.DOSSIER | Bron.STAP) and called not in celnamen.KIJKT | celnamen.VERANDERT:
            made |= Bron.MENSEN
        if called in celnamen.OPENT or called.startswith("read_"):
            fixed = all(isinstance(part, ast.Constant) for part in (*node.args, *(word.value for word in node.keywords)))
            made |= Bron.ONBEKEND if fixed else Bron.MENSEN
        if called in ("run_line_magic", "run_cell_magic") and is_quiet(node.args):
            return Bron.NIETS
        if Bron.MENSEN in made and called in celnamen.VAN_EEN:
            made |= Bron.ENKEL
        if called in celnamen.NU_GETEKEND:
            made |= self.getekend
        if not made and called not in celnamen.GEWOON:
            made = Bron.GETYPT
        if called in celnamen.ZEGT:
            self.toont |= made
        if self.draws(node):
            self.tekent |= made
            self.getekend |= made
            self.namen.update({name: self.namen.get(name, Bron.NIETS) | made for name in self.assen if Bron.MENSEN in made})
        root = root_of(node.func)
        if called in celnamen.VERANDERT and isinstance(root, ast.Name):
            first = self.heet.get(root.id, root.id)
            same = {name for name in self.namen if self.heet.get(name, name) == first}
            self.namen.update({name: self.namen.get(name, Bron.NIETS) | arguments for name in same | {root.id}})
        return made

    def with_functions(self, given: list[ast.expr], around: Bron) -> Bron:
        """What functions give, or say, that are handed to another one: they get what stands around them."""
        found = Bron.NIETS
        for part in given:
            if own := self.own_function(part):
                found |= self.body(own, dict.fromkeys(parameters_of(own), around))
            elif isinstance(part, ast.Name) and self.heet.get(part.id, part.id) in celnamen.ZEGT:
                self.toont |= around
        return found

    def own_function(self, node: ast.expr) -> Functie | None:
        """The function of the notebook itself that stands here."""
        if isinstance(node, ast.Name):
            return self.functies.get(self.heet.get(node.id, node.id))
        if module := self.module_of(node):
            return module.functies.get(called_of(node))
        return node if isinstance(node, ast.Lambda) else None

    def follow_function(self, own: Functie, node: ast.Call) -> Bron:
        """What an own function gives with these arguments; what it adds to one of them stays there."""
        names = parameters_of(own)
        pairs = [*zip(names, node.args, strict=False), *((word.arg, word.value) for word in node.keywords if word.arg in names)]
        values = {str(name): self.soort(value) for name, value in pairs}
        rest = samen(self.soort(word.value) for word in node.keywords if word.arg not in names)
        with self.within(self.thuis.get(own, self.hier)):
            rest |= samen(map(self.soort, (*own.args.defaults, *filter(None, own.args.kw_defaults))))
        after: dict[str, Bron] = {}
        self.with_functions([value for _, value in pairs], samen(values.values()))
        found = self.body(own, {name: values.get(name, rest) for name in names}, after)
        for name, value in pairs:
            if isinstance(value, ast.Name) and value.id in self.namen:
                self.namen[value.id] |= after.get(str(name), Bron.NIETS) & (Bron.MENSEN | Bron.ONBEKEND)
        return found

    def body(self, own: Functie, values: dict[str, Bron], after: dict[str, Bron] | None = None) -> Bron:
        """What the body of a function gives, its parameters being of these; its own names are forgotten after it."""
        if self.diep >= celnamen.DIEP:
            return samen(values.values()) | Bron.ONBEKEND
        with self.within(self.thuis.get(own, self.hier)):
            kept, gave, local = dict(self.namen), self.geeft, local_to(own) | set(values)
            self.namen.update(values)
            self.geeft, self.diep = [], self.diep + 1
            if isinstance(own, ast.Lambda):
                self.geeft.append(self.soort(own.body))
            else:
                for statement in own.body:
                    self.visit(statement)
            found = samen(self.geeft)
            if after is not None:
                after.update({name: self.namen.get(name, Bron.NIETS) for name in values})
            self.namen = {name: kind for name, kind in self.namen.items() if name not in local} | {
                name: kept[name] for name in local if name in kept
            }
            self.geeft, self.diep = gave, self.diep - 1
        return found

    def of_dossier(self, called: str, arguments: Bron) -> Bron:
        """What a method of a dossier or a report gives; words of people that it puts on the page are in a finding."""
        if called in celnamen.OP_PAGINA:
            self.bevinding |= arguments & Bron.MENSEN
        return Bron.DOSSIER if called in celnamen.ZELFDE else Bron.OPEN

    def of_library(self, node: ast.Call, called: str, arguments: Bron) -> Bron:
        """What a function of the library gives: a dossier, a finding, a step, or what was made of its arguments."""
        if called in celnamen.DOSSIERS:
            return Bron.DOSSIER
        if called in celnamen.BEVINDING:
            placed = list(zip(("id", "dossier", "schatting", "telling"), node.args, strict=False))
            written = [pair for word in node.keywords for pair in words_of(word, self.woorden)]
            self.bevinding |= samen(self.soort(value) for name, value in (*placed, *written) if name not in celnamen.MAG_MENSEN)
            return Bron.OPEN
        if arguments & (Bron.MENSEN | Bron.ONBEKEND):
            return arguments
        return Bron.STAP if arguments & (Bron.DOSSIER | Bron.STAP) else Bron.OPEN

    def summarises(self, node: ast.AST) -> bool:
        """Whether it takes a score or another answer of people together: that is no count of them."""
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and part.id in self.samengevat:
                return True
            if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr in celnamen.GEEN_TELLING:
                words = {each.value for each in ast.walk(part) if isinstance(each, ast.Constant) and isinstance(each.value, str)}
                names = {called_of(each.func) for each in ast.walk(part.func) if isinstance(each, ast.Call)}
                if (
                    not names & celnamen.TELT
                    and not celnamen.adds_counts(part.func)
                    and not (part.func.attr == "agg" and words & celnamen.TELT)
                    and Bron.MENSEN in self.soort(part.func)
                ):
                    return True
        return False

    def draws(self, node: ast.AST) -> bool:
        """Whether this draws, or is drawn on: a module that draws, an axis, or the method of a table that does."""
        if not isinstance(node, ast.Call | ast.Subscript | ast.Attribute):
            return False
        root = root_of(node)
        name = root.id if isinstance(root, ast.Name) else ""
        methods = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute) and isinstance(node, ast.Call)}
        return name in self.assen or Bron.TEKENAAR in self.namen.get(name, Bron.NIETS) or bool(methods & celnamen.TEKENEN)
