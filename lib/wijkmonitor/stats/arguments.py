"""Checks at the door of every function: usable numbers come through, anything else is an error that names it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from wijkmonitor.stats.estimate import reason

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Number: TypeAlias = float | np.integer | np.floating
Vector: TypeAlias = "Sequence[float] | Sequence[int] | NDArray[Any] | pd.Series"

LARGEST = 1e100  # above this a sum of squares no longer fits in a float


@dataclass(frozen=True)
class Range:
    """The numbers that an argument may hold, and how to say so."""

    low: float
    high: float
    words: str


ANY = Range(-LARGEST, LARGEST, "must be a finite number")
NOT_NEGATIVE = Range(0.0, LARGEST, "must be a number of 0 or more")
POSITIVE = Range(1 / LARGEST, LARGEST, "must be a number above 0")
SHARE = Range(0.0, 1.0, "must be a number from 0 to 1")
CONFIDENCE = Range(1e-9, 1 - 1e-9, "must lie between 0 and 1, for example 0.95")


def is_missing(value: object) -> bool:
    """True for None, NaN, NaT, pandas' NA and what a masked array hides."""
    if value is None or value is np.ma.masked or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    return isinstance(value, (float, np.floating)) and bool(np.isnan(value))


def to_floats(argument: str, values: object) -> Floats:
    """The values as floats, NaN where missing; of no or one dimension, and not empty.

    Raises ValueError where something is not a number, naming the argument and the value.
    """
    raw: NDArray[Any] = _to_array(argument, values)
    if raw.ndim > 1:
        raise ValueError(f"{argument} has {raw.ndim} dimensions; it must be a number or one list of numbers")
    if raw.size == 0:
        raise ValueError(f"{argument}=[] is empty\n{reason('leeg_lijst_argument')}")
    if raw.dtype.kind in "iufb":
        return raw.astype(np.float64, copy=False)
    if raw.ndim == 0:
        return np.asarray(_to_float(argument, raw.item()))
    return np.array([_to_float(f"{argument}[{position}]", value) for position, value in enumerate(raw)])


def _to_array(argument: str, values: object) -> NDArray[Any]:
    if isinstance(values, np.ma.MaskedArray):
        shown = np.array(values.data, dtype=object)
        shown[np.ma.getmaskarray(values)] = None
        return shown
    if isinstance(values, np.ndarray):
        return values
    if hasattr(values, "to_numpy"):
        return np.asarray(values.to_numpy())
    if isinstance(values, Iterable) and not isinstance(values, (Sequence, str)):
        raise ValueError(f"{argument}={values!r} must be a number, a list, an array or a Series\n{reason('een_lijst_argument')}")
    try:
        array = np.asarray(values)
    except ValueError as error:
        raise ValueError(f"{argument}={values!r} must be one flat list of numbers\n{reason('een_lijst_argument')}") from error
    return array if array.dtype.kind in "iufb" else np.asarray(values, dtype=object)


def _to_float(label: str, value: object) -> float:
    if is_missing(value):
        return float("nan")
    if isinstance(value, (str, bytes, complex, np.datetime64, np.timedelta64)):
        raise ValueError(f"{label}={value!r} is not a number\n{reason('geen_getal_argument')}")
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError(f"{label}={value!r} is not a number\n{reason('geen_getal_argument')}") from error


def numbers(argument: str, values: object, allowed: Range = ANY) -> Floats:
    """The values as floats, none missing, all within the allowed range; of no or one dimension."""
    floats = to_floats(argument, values)
    if not (allowed.low <= floats.min() and floats.max() <= allowed.high):
        position = int(np.flatnonzero(~((floats >= allowed.low) & (floats <= allowed.high)))[0])
        label = argument if floats.ndim == 0 else f"{argument}[{position}]"
        found = values if values is None else f"{floats.flat[position]:.15g}"
        outside = "zekerheid_argument" if allowed is CONFIDENCE else "buiten_argument"
        advice = "leeg_argument" if np.isnan(floats.flat[position]) else outside
        raise ValueError(f"{label}={found} {allowed.words}\n{reason(advice)}")
    return floats


def vector(argument: str, values: object, allowed: Range = ANY) -> Floats:
    """The same, but a list of numbers and nothing else."""
    floats = numbers(argument, values, allowed)
    if floats.ndim == 0:
        raise ValueError(f"{argument}={values!r} must be a list of numbers, not one number\n{reason('een_lijst_argument')}")
    return floats


def vector_with_gaps(argument: str, values: object) -> Floats:
    """A list of numbers in which some may be missing (NaN), but not all of them."""
    floats = to_floats(argument, values)
    if floats.ndim == 0:
        raise ValueError(f"{argument}={values!r} must be a list of numbers, not one number\n{reason('een_lijst_argument')}")
    known = floats[~np.isnan(floats)]
    if known.size == 0:
        raise ValueError(f"{argument} holds no number: all {floats.size} values are missing\n{reason('leeg_lijst_argument')}")
    numbers(argument, np.where(np.isnan(floats), 0.0, floats))
    return floats


def scalar(argument: str, value: object, allowed: Range = ANY) -> float:
    """One number within the allowed range."""
    floats = numbers(argument, value, allowed)
    if floats.ndim:
        raise ValueError(f"{argument}={value!r} must be one number, not a list\n{reason('een_getal_argument')}")
    return float(floats)


def whole(argument: str, value: object, low: int, high: int | None = None) -> int:
    """One whole number from `low` to `high`."""
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer)):
        raise ValueError(f"{argument}={value!r} must be a whole number")
    if value < low or (high is not None and value > high):
        upper = "or more" if high is None else f"to {high}"
        raise ValueError(f"{argument}={value} must be {low} {upper}")
    return int(value)


def choice(argument: str, value: object, options: Sequence[object]) -> None:
    """Nothing, or ValueError where the value is none of the options."""
    if not any(value is option or (isinstance(value, str) and value == option) for option in options):
        raise ValueError(f"{argument}={value!r} must be one of {', '.join(map(repr, options))}")


def column(frame: pd.DataFrame, argument: str, name: str) -> tuple[str, pd.Series]:
    """How an error names a value of the column, and the column; ValueError where the frame has no such column."""
    if not hasattr(frame, "columns"):
        raise ValueError(f"{argument}={name!r} needs a frame to be a column of, not {type(frame).__name__}")
    if not isinstance(name, str) or name not in frame.columns:
        raise ValueError(f"{argument}={name!r} is not a column of the frame")
    if frame.empty:
        raise ValueError("frame has no rows")
    return f"{argument}={name!r}: row ", frame[name]


def codes(frame: pd.DataFrame, argument: str, name: str) -> NDArray[np.intp]:
    """The column's groups as numbers from 0 in order of appearance; ValueError where a group is missing."""
    import pandas as pd

    groups = column(frame, argument, name)[1]
    try:
        found = np.asarray(pd.factorize(groups)[0], dtype=np.intp)
    except TypeError:
        check_hashable(f"{argument}={name!r}", groups)
        raise
    if (found < 0).any():
        raise ValueError(f"{argument}={name!r} is missing in row {int(np.flatnonzero(found < 0)[0])}")
    return found


def check_hashable(label: str, values: Iterable[object]) -> None:
    """Nothing, or ValueError where a code is a list, a dict or a set, or holds one: those name no group."""
    for position, value in enumerate(values):
        try:
            hash(value)
        except TypeError as error:
            raise ValueError(f"{label} holds {value!r} at position {position}, which is no code: use text or a number") from error


def items(argument: str, values: Any) -> list[Any]:
    """What a list holds, in order; ValueError where it is a text, a number or nothing."""
    if isinstance(values, str) or not isinstance(values, Iterable) or getattr(values, "ndim", 1) == 0:
        raise ValueError(f"{argument}={values!r} must be a list")
    return list(values)


def same_length(**vectors: Floats) -> None:
    """Nothing, or ValueError where lists that belong together differ in length (single numbers fit any)."""
    lengths = {name: floats.size for name, floats in vectors.items() if floats.ndim}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} has {length} values" for name, length in lengths.items())
        raise ValueError(f"{told}: they must be equally long\n{reason('ongelijk_argument')}")
