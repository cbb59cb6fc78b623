"""A table of the cycle as items, one per row."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Item = TypeVar("Item", bound="DataclassInstance")


def read_rows(table: pd.DataFrame, kind: type[Item]) -> list[Item]:
    """Every row as one item of this kind: the columns have the names of its fields, and what is not written is ""."""
    columns = (table[field.name].tolist() for field in fields(kind))
    return [kind(*("" if pd.isna(value) else value for value in row)) for row in zip(*columns, strict=True)]
