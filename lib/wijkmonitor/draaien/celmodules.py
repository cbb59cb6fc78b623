"""Own modules beside a notebook: their code is read as that of a cell, so what they give is known as well."""

from __future__ import annotations

import ast
import contextlib
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wijkmonitor.draaien.celnamen import Bron, Functie, is_installed


@dataclass
class Namen:
    """What the names in a notebook, or in a module beside it, hold.

    heet: what is known under another name; functies: own functions; woorden: dicts that were written out, by their keys;
    assen: names of what is drawn on; samengevat: of what takes answers together; modules: own modules by their name here.
    """

    namen: dict[str, Bron] = field(default_factory=dict)
    heet: dict[str, str] = field(default_factory=dict)
    functies: dict[str, Functie] = field(default_factory=dict)
    woorden: dict[str, list[tuple[str, ast.expr]]] = field(default_factory=dict)
    assen: set[str] = field(default_factory=set)
    samengevat: set[str] = field(default_factory=set)
    modules: dict[str, Namen] = field(default_factory=dict)


class Modules(ast.NodeVisitor, Namen):
    """Reads own modules, and goes on in them where one of their functions is called."""

    def __init__(self) -> None:
        Namen.__init__(self)
        self.gelezen: dict[str, Namen | None] = {}
        self.thuis: dict[Functie, Namen] = {}  # in which module a function stands
        self.hier: Namen | None = None  # the module that is read now
        self.diep = 0

    def module(self, name: str) -> Namen | None:
        """What the names in an own module hold; None where it is none, or can't be read."""
        if name not in self.gelezen:
            self.gelezen[name] = None
            with contextlib.suppress(SyntaxError, ValueError):
                if source := source_of(name):
                    statements, found = ast.parse(source).body, Namen()
                    self.gelezen[name], deep = found, self.diep
                    self.diep = 1  # what stands alone in a module is not shown
                    with self.within(found):
                        for statement in statements:
                            self.visit(statement)
                    self.diep = deep
                    self.thuis = dict.fromkeys(found.functies.values(), found) | self.thuis
        return self.gelezen[name]

    def take(self, module: Namen, asked: str, name: str) -> None:
        """A name of an own module is known here as well, as `name`."""
        for holds in ("namen", "heet", "functies", "woorden", "modules"):
            own, given = getattr(self, holds), getattr(module, holds)
            own.pop(name, None)
            if asked in given:
                own[name] = given[asked]
        for drawn, given in ((self.assen, module.assen), (self.samengevat, module.samengevat)):
            (drawn.add if asked in given else drawn.discard)(name)

    @contextlib.contextmanager
    def within(self, module: Namen | None) -> Iterator[None]:
        """Reads on with what names hold in this module, and comes back."""
        if module is None or module is self.hier:
            yield
            return
        before, own, self.hier = self.hier, {name: getattr(self, name) for name in vars(module)}, module
        vars(self).update(vars(module))
        try:
            yield
        finally:
            vars(module).update({name: getattr(self, name) for name in own})
            vars(self).update(own)
            self.hier = before

    def module_of(self, node: ast.AST) -> Namen | None:
        """The own module of which this is a part: `hulp.tel`."""
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            return self.modules.get(self.heet.get(node.value.id, node.value.id))
        return None


def source_of(module: str) -> str:
    """The code of a module that somebody wrote beside the notebook; empty where it is installed, or not found."""
    root, *parts = module.split(".")
    if root == "wijkmonitor" or is_installed(root):
        return ""
    try:
        found = importlib.util.find_spec(root)
        origin = Path(found.origin) if found and found.origin else _in_folder(root)
        inner = origin.parent.joinpath(*parts)
        path = origin if not parts else inner / "__init__.py" if inner.is_dir() else inner.with_suffix(".py")
        return path.read_text("utf-8") if path.suffix == ".py" else ""
    except (ImportError, OSError, ValueError):
        return ""


def _in_folder(root: str) -> Path:
    """Where a kernel of its own may have found a module: in this folder or one in it, where it stands there once."""
    found = [path for form in ("", "*/") for end in (".py", "/__init__.py") for path in Path.cwd().glob(f"{form}{root}{end}")]
    return found[0] if len(found) == 1 else Path()
