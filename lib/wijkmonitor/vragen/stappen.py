"""The steps that a notebook takes: what it gives to one is held against what the step asks for, and a mistake is told at once."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from numbers import Real
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

from wijkmonitor.vragen.teksten import load_teksten

Stap = Callable[..., Any]
Gegeven = TypeVar("Gegeven", bound=Stap)
ZEKERHEID = "zekerheid"  # of a margin: a share too, but never none or all


def check_steps(kamer: dict[str, Any], namen: Sequence[str]) -> None:
    """Let the steps of a question (its package, by these names) tell in Dutch what was given wrong, as ValueError.

    Held against the annotations: an argument that is unknown or missing, the outcome of another step, a choice that is none,
    an `int` that is no count of 1 or more, and a `float` that is no share (0-1). An `Annotated` one the step checks itself.
    """
    vraag = kamer["__name__"].rpartition(".")[2]
    hints = {naam: get_type_hints(kamer[naam], include_extras=True) for naam in namen}
    made = {kinds["return"]: f"{vraag}.{naam}(...)" for naam, kinds in hints.items()}
    for naam in namen:
        kamer[naam] = _checked(kamer[naam], f"{vraag}.{naam}", hints[naam], made)


def _checked(step: Stap, naam: str, hints: Mapping[str, Any], made: Mapping[Any, str]) -> Stap:
    signature = inspect.signature(step)

    @wraps(step)
    def checked(*args: Any, **kwargs: Any) -> Any:
        for key, value in _bind(signature, naam, args, kwargs).items():
            if wrong := _wrong(key, value, hints[key], made):
                raise ValueError(f"{naam}: {wrong}")
        return step(*args, **kwargs)

    return checked


def tell_arguments(step: Gegeven) -> Gegeven:
    """The same function; an argument that is unknown or missing it tells in Dutch, as ValueError."""
    signature = inspect.signature(step)

    @wraps(step)
    def checked(*args: Any, **kwargs: Any) -> Any:
        _bind(signature, step.__name__, args, kwargs)
        return step(*args, **kwargs)

    return cast(Gegeven, checked)


def _bind(signature: inspect.Signature, naam: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return signature.bind(*args, **kwargs).arguments
    except TypeError:
        shown = [_shown(item) for item in signature.parameters.values()]
        raise ValueError(_zin("haakjes", stap=naam, hoe=", ".join(shown))) from None


def _shown(item: inspect.Parameter) -> str:
    """An argument as one writes it: with its name where that has to be there, and with what it is by itself."""
    if item.default is not item.empty:
        return f"{item.name}={getattr(item.default, '__name__', repr(item.default))}"
    return f"{item.name}=..." if item.kind is item.KEYWORD_ONLY else item.name


def _wrong(key: str, value: Any, kind: Any, made: Mapping[Any, str]) -> str:
    """What is wrong with the value of an argument; "" where nothing is, or where its kind does not tell."""
    if get_origin(kind) is Literal:
        choices = ", ".join(map(repr, get_args(kind)))
        return "" if value in get_args(kind) else _zin("keuze", naam=key, waarde=repr(value), kies=choices)
    if kind in (int, float):
        number = isinstance(value, Real) and not isinstance(value, bool)
        fits = number and (0 <= value <= 1 if kind is float else value >= 1 and float(value).is_integer())
        sure = key != ZEKERHEID or value not in (0, 1)
        return "" if fits and sure else _zin(ZEKERHEID if key == ZEKERHEID else kind.__name__, naam=key, waarde=repr(value))
    if not isinstance(kind, type) or not kind.__module__.startswith("wijkmonitor.") or isinstance(value, kind):
        return ""
    wanted, got = (_zin("uitkomst", stap=made[part]) if part in made else "" for part in (kind, type(value)))
    return _zin("stap", wil=wanted or _zin(kind.__name__), kreeg=got or type(value).__name__)


def _zin(key: str, **values: object) -> str:
    return load_teksten("stappen").zin(key, **values)
