"""What is told with a year, a month or a day counts from then on, and not before."""

from __future__ import annotations

from datetime import date

import pandas as pd

from wijkmonitor.dossier.peil import as_of

DAG = date(2022, 6, 30)


def text(**columns: list[str | None]) -> pd.DataFrame:
    return pd.DataFrame(columns, dtype="str")


def test_a_result_a_chosen_theme_and_a_wish_of_later_are_left_out() -> None:
    moments = ["2022-05", "2022", "2022-07", "2023", "2022-07-01", None]
    for tabel, column in (("resultaten", "wanneer"), ("themas", "gekozen_op")):
        kept = as_of(text(**{column: moments}), tabel, DAG)
        assert kept[column].to_list()[:2] == ["2022-05", "2022"] and len(kept) == 3, tabel


def test_what_came_of_a_wish_later_is_undone() -> None:
    wishes = text(
        datum=["2021", "2021", "2021", "2021", "2022-08"],
        opgepakt_door=["gemeente", None, "gemeente", "gemeente", None],
        stand=["gedaan", "kan niet", "gedaan", "opgepakt", "open"],
        uitkomst=["Er staan lampen", "Te duur", "Er is een buurthuis", None, None],
        klaar=["2022-11", "2023", "2022-03", None, None],
        teruggemeld=["2022-12", None, "2022-09", None, None],
    )
    kept = as_of(wishes, "wensen", DAG)
    assert kept["stand"].to_list() == ["loopt", "open", "gedaan", "opgepakt"]
    assert kept["uitkomst"].dropna().to_list() == ["Er is een buurthuis"] and kept["klaar"].dropna().to_list() == ["2022-03"]
    assert kept["teruggemeld"].isna().all()
