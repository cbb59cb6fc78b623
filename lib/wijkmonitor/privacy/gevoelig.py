"""Tables that a notebook may not show, and counts that it may.

Rows about people, and all that pandas derives from them, refuse to show themselves. What comes through the gate is of
another kind: it says so where it is shown, so that a run can tell it from a table that did not pass.
"""

from __future__ import annotations

import re
from functools import wraps
from typing import Any, NoReturn

import pandas as pd

from wijkmonitor.privacy.redenen import in_words
from wijkmonitor.taal import raad

POORT = "data-poort"  # the mark in the HTML of a table that came through the gate
GETELD = re.compile(r"\[door de poort\]\n.*?\n\[einde\]", re.DOTALL)  # the same table in print


class GevoeligFout(ValueError):
    """Somebody asked to see rows about people; the message says what to do instead."""

    def __init__(self, wat: str = "gevoelig") -> None:
        super().__init__(in_words(f"reden.{wat}"))

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class _Soort:
    """What pandas makes of it is of its own kind."""

    @property
    def _constructor(self) -> Any:
        return type(self)


class _Verborgen(_Soort):
    """Shows nothing of itself, however it is asked; pandas itself makes something ordinary of its counts and of its summary."""

    def _weiger(self, *args: object, **named: object) -> NoReturn:
        raise GevoeligFout

    def _ipython_display_(self) -> None:
        from IPython.core.getipython import get_ipython

        shell = get_ipython()
        if shell is None:
            raise GevoeligFout
        shell.showtraceback((GevoeligFout, GevoeligFout(), None))  # what is raised here would only be logged

    @property
    def style(self) -> NoReturn:
        """Refused, as all that shows rows or writes them down."""
        raise GevoeligFout

    def value_counts(self, *args: Any, **named: Any) -> Any:
        """As in pandas, and not to be shown either."""
        return GevoeligeReeks(super().value_counts(*args, **named))  # type: ignore[misc]

    def describe(self, *args: Any, **named: Any) -> Any:
        """As in pandas, and not to be shown either."""
        return type(self)(super().describe(*args, **named))  # type: ignore[call-arg, misc]

    __repr__ = __str__ = _repr_html_ = _weiger


class GevoeligeReeks(_Verborgen, pd.Series):  # type: ignore[misc]
    """A column about people."""

    @property
    def _constructor_expanddim(self) -> Any:
        return GevoeligeTabel


class OpenTabel(pd.DataFrame):
    """Rows that may be shown; asked for a column that is not there, it names those that are."""

    def __getitem__(self, key: Any) -> Any:
        try:
            return super().__getitem__(key)
        except KeyError as error:
            if not isinstance(key, str) or key in self.columns:
                raise
            raise KeyError(raad("kolom", naam=key, kies=", ".join(map(str, self.columns)))) from error

    def merge(self, right: Any, *args: Any, **named: Any) -> Any:
        """As in pandas; text stays text beside a table that keeps its text in another way (read before this library)."""
        made = super().merge(right, *args, **named)
        lost = [name for name in made.columns.intersection(self.columns) if made[name].dtype == object]
        return made.astype({name: self[name].dtype for name in lost})


def _named_columns(method: Any) -> Any:
    """The method of a table; asked for a column that is not there, it names those that are, of either table."""

    @wraps(method)
    def told(self: OpenTabel, *args: Any, **named: Any) -> Any:
        try:
            return method(self, *args, **named)
        except KeyError as error:
            given = [*args, *named.values()]
            asked = [name for value in given for name in (value if isinstance(value, list | tuple) else [value])]
            tables = [self, *(table for table in given if isinstance(table, pd.DataFrame))]
            missing = [(name, table) for table in tables for name in asked if isinstance(name, str) and name not in table]
            if not missing:
                raise
            name, table = missing[0]
            raise KeyError(raad("kolom", naam=name, kies=", ".join(map(str, table.columns)))) from error

    return told


for _name in ("drop_duplicates", "dropna", "groupby", "merge", "pivot_table", "set_index", "sort_values"):
    setattr(OpenTabel, _name, _named_columns(getattr(OpenTabel, _name)))


class GevoeligeTabel(_Verborgen, OpenTabel):  # type: ignore[misc]
    """Rows about people."""

    @property
    def _constructor_sliced(self) -> Any:
        return GevoeligeReeks


_SCHRIJFT = (
    "clipboard", "csv", "dict", "excel", "feather", "hdf", "html", "json", "latex", "markdown", "orc", "parquet", "pickle",
    "records", "sql", "stata", "string", "xml",
)  # fmt: skip
for _kind in (GevoeligeReeks, GevoeligeTabel):
    for _form in _SCHRIJFT:  # pandas calls some of these final, for who inherits from it to type
        setattr(_kind, f"to_{_form}", _Verborgen._weiger)


class _Doorgelaten(_Soort):
    """Counts that passed; laid beside rows that did not, they are as those. A sum with a hidden part is missing."""

    def sum(self, axis: Any = 0, skipna: bool = False, **named: Any) -> Any:
        """As in pandas, but missing where one of the counts is hidden: without it the sum is too small."""
        return super().sum(axis=axis, skipna=skipna, **named)  # type: ignore[misc]

    def __sub__(self, other: Any) -> Any:
        return _less(super().__sub__(other), other)  # type: ignore[misc]

    def sub(self, other: Any, *args: Any, **named: Any) -> Any:
        """As in pandas; the difference of two tables of counts can't be shown."""
        return _less(super().sub(other, *args, **named), other)  # type: ignore[misc]

    subtract = sub

    def __finalize__(self, other: Any, method: str | None = None, **named: Any) -> Any:
        done = super().__finalize__(other, method, **named)  # type: ignore[misc]
        return _beside(done, getattr(other, "input_objs", ()) if method in ("merge", "concat") else ())


def _less(made: Any, other: Any) -> Any:
    """What is left of counts that passed: of other counts less these it can tell of the few between them, and can't be shown."""
    return _beside(made, [GevoeligeReeks()]) if isinstance(other, _Doorgelaten) else made


def _beside(made: Any, parts: Any) -> Any:
    """What was made of counts that passed and these parts: it has passed only where all of them have."""
    if any(isinstance(part, _Verborgen) for part in parts):
        return GevoeligeReeks(made) if isinstance(made, pd.Series) else GevoeligeTabel(made)
    if all(isinstance(part, _Doorgelaten) for part in parts):
        return made
    return pd.Series(made) if isinstance(made, pd.Series) else pd.DataFrame(made)


class Doorgelaten(_Doorgelaten, pd.Series):  # type: ignore[misc]
    """Counts that came through the gate; a hidden one is missing."""

    @property
    def _constructor_expanddim(self) -> Any:
        return DoorgelatenTabel

    @property
    def _als_tabel(self) -> DoorgelatenTabel:
        return DoorgelatenTabel({self.name if self.name is not None else "aantal": self})

    def __repr__(self) -> str:
        return repr(self._als_tabel)

    def _repr_html_(self) -> str:
        return self._als_tabel._repr_html_()


class DoorgelatenTabel(_Doorgelaten, pd.DataFrame):  # type: ignore[misc]
    """A table of counts that came through the gate; a hidden one is missing."""

    @property
    def _constructor_sliced(self) -> Any:
        return Doorgelaten

    def join(self, other: Any, *args: Any, **named: Any) -> Any:
        """As in pandas; with rows about people the result can't be shown, with other numbers it has not passed as a whole."""
        return _beside(super().join(other, *args, **named), other if isinstance(other, list | tuple) else [other])

    def __setitem__(self, key: Any, value: Any) -> None:
        if isinstance(value, pd.Series | pd.DataFrame) and not isinstance(value, _Doorgelaten):
            raise GevoeligFout("gevoelig" if isinstance(value, _Verborgen) else "andere_kolom")
        super().__setitem__(key, value)

    @property
    def _niets(self) -> bool:
        """Whether all is hidden; then which groups there are tells of the few people in each."""
        return bool(len(self) and self.isna().to_numpy().all())

    def __repr__(self) -> str:
        shown = in_words("reden.verborgen") if self._niets else pd.DataFrame(self).to_string(**_vorm())
        return f"[door de poort]\n{shown}\n[einde]"

    def _repr_html_(self) -> str:
        if self._niets:
            return f"<p {POORT}>{in_words('reden.verborgen')}</p>"
        return f"<div {POORT}>{pd.DataFrame(self).to_html(border=0, **_vorm())}</div>"


def _vorm() -> dict[str, Any]:
    """Hidden cells in words, counts whole, and shares with two decimals."""
    return {
        "na_rep": in_words("reden.verborgen"),
        "float_format": lambda value: f"{value:.0f}" if value == int(value) else f"{value:.2f}",
    }


def let_through(counts: Any) -> Any:
    """Counts with the small ones hidden, as something that may be shown."""
    return Doorgelaten(counts) if isinstance(counts, pd.Series) else DoorgelatenTabel(counts)


def as_read(frame: pd.DataFrame, *, gevoelig: bool) -> pd.DataFrame:
    """The same rows for who reads them: those about people nobody can show."""
    return GevoeligeTabel(frame) if gevoelig else OpenTabel(frame)
