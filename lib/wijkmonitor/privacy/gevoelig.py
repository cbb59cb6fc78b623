"""Tables that a notebook may not show, and counts that it may.

Rows about people, and all that pandas derives from them, refuse to show themselves. What comes through the gate is of
another kind: it says so where it is shown, so that a run can tell it from a table that did not pass.
"""

from __future__ import annotations

from typing import Any, NoReturn

import pandas as pd

from wijkmonitor.privacy.redenen import in_words

POORT = "data-poort"  # the mark in the HTML of a table that came through the gate


class GevoeligFout(ValueError):
    """Somebody asked to see rows about people; the message says what to do instead."""

    def __init__(self) -> None:
        super().__init__(in_words("gevoelig"))

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class _Verborgen:
    """Shows nothing of itself, however it is asked."""

    def _weiger(self, *args: object, **named: object) -> NoReturn:
        raise GevoeligFout

    def _ipython_display_(self) -> None:
        from IPython.core.getipython import get_ipython

        shell = get_ipython()
        if shell is None:
            raise GevoeligFout
        shell.showtraceback((GevoeligFout, GevoeligFout(), None))  # what is raised here would only be logged

    __repr__ = __str__ = _repr_html_ = to_string = to_html = to_markdown = to_latex = _weiger


class GevoeligeReeks(_Verborgen, pd.Series):
    """A column about people; pandas itself makes something ordinary of its counts and of its summary."""

    def value_counts(self, *args: Any, **named: Any) -> Any:
        """As in pandas, and not to be shown either."""
        return GevoeligeReeks(super().value_counts(*args, **named))

    def describe(self, *args: Any, **named: Any) -> Any:  # type: ignore[misc]
        """As in pandas, and not to be shown either."""
        return GevoeligeReeks(super().describe(*args, **named))

    @property
    def _constructor(self) -> Any:
        return GevoeligeReeks

    @property
    def _constructor_expanddim(self) -> Any:
        return GevoeligeTabel


class GevoeligeTabel(_Verborgen, pd.DataFrame):
    """Rows about people."""

    def value_counts(self, *args: Any, **named: Any) -> Any:
        """As in pandas, and not to be shown either."""
        return GevoeligeReeks(super().value_counts(*args, **named))

    @property
    def _constructor(self) -> Any:
        return GevoeligeTabel

    @property
    def _constructor_sliced(self) -> Any:
        return GevoeligeReeks


class Doorgelaten(pd.Series):
    """Counts that came through the gate; a hidden one is missing."""

    @property
    def _constructor(self) -> Any:
        return Doorgelaten

    @property
    def _constructor_expanddim(self) -> Any:
        return DoorgelatenTabel

    def _repr_html_(self) -> str:
        name = self.name if self.name is not None else "aantal"
        return DoorgelatenTabel({name: self})._repr_html_()


class DoorgelatenTabel(pd.DataFrame):
    """A table of counts that came through the gate; a hidden one is missing."""

    @property
    def _constructor(self) -> Any:
        return DoorgelatenTabel

    @property
    def _constructor_sliced(self) -> Any:
        return Doorgelaten

    def _repr_html_(self) -> str:
        if len(self) and self.isna().to_numpy().all():  # which groups there are tells of the few people in each
            return f"<p {POORT}>{in_words('verborgen')}</p>"
        shown = pd.DataFrame(self).to_html(na_rep=in_words("verborgen"), float_format=lambda value: f"{value:.0f}", border=0)
        return f"<div {POORT}>{shown}</div>"


def let_through(counts: Any) -> Any:
    """Counts with the small ones hidden, as something that may be shown."""
    return Doorgelaten(counts) if isinstance(counts, pd.Series) else DoorgelatenTabel(counts)


def refuse_to_show(frame: pd.DataFrame) -> pd.DataFrame:
    """The same rows, which nobody can show."""
    return GevoeligeTabel(frame)
