"""The thresholds of one wijk, and the display rule for answers of a group."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from wijkmonitor.privacy.redenen import in_words
from wijkmonitor.taal.getallen import opsomming

MIN_CEL, MIN_GROEP, MAX_AANDEEL = 5, 30, 0.9
MIN_PARTNERS, MIN_ORGANISATIES = 5, 3  # behind a number of partners: respondents (or organisations that count as one), of these
MIN_MARGE = 10  # partners under which a mean stands without margin: mean and margin together give the scores back
MIN_FRAGMENTEN, MIN_BRONNEN = 3, 2


def digits(answers: int) -> int:
    """Decimals of a mean of so many answers: more would give the answers of a few people back.

    >>> digits(12), digits(30)
    (1, 2)
    """
    return 2 if answers >= MIN_GROEP else 1


@dataclass(frozen=True)
class Mag:
    """Whether something may be shown: true or false in a condition. `reason` is a Dutch sentence where it may not."""

    reason: str | None = None

    def __bool__(self) -> bool:
        return self.reason is None


WEL = Mag()


def not_shown(name: str, **numbers: int) -> Mag:
    """The refusal with the reason of this name."""
    return Mag(in_words(f"reden.{name}", **numbers))


@dataclass(frozen=True)
class Regels:
    """Thresholds from `[privacy]` of wijk.toml: least count, least group, largest share (0-1) in one category.

    Weaker than the default only with a `reden`; otherwise a ValueError in Dutch. geen_mens: names of places and organisations
    in which the name of a person stands, of two words or more: a first name alone may be of anybody.
    """

    min_cel: int = MIN_CEL
    min_groep: int = MIN_GROEP
    max_aandeel: float = MAX_AANDEEL
    reden: str | None = None
    geen_mens: tuple[str, ...] = ()

    grenzen: ClassVar[Mapping[str, float]] = {"min_cel": MIN_CEL, "min_groep": MIN_GROEP, "max_aandeel": MAX_AANDEEL}

    def __post_init__(self) -> None:
        for name in ("min_cel", "min_groep"):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int) or value < 2:
                raise _impossible(name, value)
        share = self.max_aandeel
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0.5 < share <= 1:
            raise _impossible("max_aandeel", share)
        if self.reden is not None and (not isinstance(self.reden, str) or not self.reden.strip()):
            raise _impossible("reden", self.reden)
        for text in self.geen_mens:
            if not isinstance(text, str) or len(text.split()) < 2:
                raise _impossible("geen_mens", text)
        if self.reden is None:
            for name in self.zwakker:
                given = getattr(self, name)
                raise ValueError(in_words("regels.zwakker", naam=name, gegeven=given, regel=self.grenzen[name]))

    @classmethod
    def uit(cls, table: Mapping[str, Any]) -> Regels:
        """The rules from the table `[privacy]`; an unknown name is a ValueError in Dutch."""
        for name in table:
            if name not in cls.namen():
                raise ValueError(in_words("regels.onbekend", naam=name))
        return cls(**{**table, "geen_mens": tuple(table.get("geen_mens", ()))})

    @classmethod
    def namen(cls) -> tuple[str, ...]:
        """The names that may stand in `[privacy]`."""
        return tuple(field.name for field in fields(cls))

    @property
    def zwakker(self) -> tuple[str, ...]:
        """Names of the thresholds that protect less than the default."""
        weaker = {"min_cel": operator.lt, "min_groep": operator.lt, "max_aandeel": operator.gt}
        return tuple(name for name, is_weaker in weaker.items() if is_weaker(getattr(self, name), self.grenzen[name]))

    @property
    def uitleg(self) -> str:
        """The rules as the account of a report prints them, with the reason where they are weaker."""
        sentences = [
            in_words("uitleg.cel", tot=self.min_cel - 1),
            in_words("uitleg.groep", min_groep=self.min_groep, min_cel=self.min_cel),
            in_words("uitleg.aandeel", procent=f"{100 * self.max_aandeel:g}".replace(".", ",")),
            in_words("uitleg.partners", respondenten=MIN_PARTNERS, organisaties=MIN_ORGANISATIES),
            in_words("uitleg.citaat"),
        ]
        if self.zwakker and self.reden:
            differences = ", ".join(f"{name} = {getattr(self, name)}".replace(".", ",") for name in self.zwakker)
            sentences.append(in_words("uitleg.afwijking", verschil=differences, reden=self.reden.strip()))
        if self.geen_mens:
            sentences.append(in_words("uitleg.geen_mens", namen=opsomming(self.geen_mens)))
        return " ".join(sentences)


def _impossible(name: str, value: object) -> ValueError:
    return ValueError(in_words("regels.ongeldig", naam=name, gegeven=value, eis=in_words(f"regels.eis_{name}")))


def may_show(
    respondents: int, count: int, *, min_group: int = MIN_GROEP, min_count: int = MIN_CEL, max_share: float = MAX_AANDEEL
) -> Mag:
    """Whether the share `count` of `respondents` may be shown; false with a `.reason`.

    Display rule of GGD Flevoland (Buurtmonitor, verantwoording): 30 respondents, 5 in the category, not above 90% in
    one category. By the same logic those who did not choose it are 5 or more.

    >>> bool(may_show(100, 90)), bool(may_show(100, 91))
    (True, False)
    """
    check_parts(respondents, count)
    if respondents < min_group:
        return not_shown("te_weinig_respondenten", minstens=min_group)
    if count < min_count:
        return not_shown("te_klein_antwoord", minstens=min_count)
    if count > max_share * respondents:
        return not_shown("bijna_iedereen")
    if respondents - count < min_count:
        return not_shown("te_klein_ander_antwoord", minstens=min_count)
    return WEL


def check_parts(whole: int, part: int) -> None:
    """ValueError unless both are whole numbers with 0 <= part <= whole."""
    for name, value in (("respondents", whole), ("count", part)):
        try:
            number = operator.index(value)
        except TypeError:
            raise ValueError(f"{name}={value!r} must be a whole number") from None
        if isinstance(value, bool) or number < 0:
            raise ValueError(f"{name}={value!r} must be a whole number of 0 or more")
    if part > whole:
        raise ValueError(f"count={part!r} is more than respondents={whole!r}")
