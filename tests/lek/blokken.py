"""Small counts of people outside participation: a wijk with few answers, referrals, visits and stickers, and who reads its tables.

The attacker is written apart from the library. He knows every printed table, how they are made, and that counts are whole
and not negative; each kind of record is a system of its own, because no published sum ties one to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy import optimize
from tests.lek.feiten import Gepubliceerd, from_documents, number
from tests.lek.wereld import as_table, shipped
from tests.vragen.proefwijken import without_drawing
from tools.voorbeeld import generate

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Document
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.lijsten import DIMENSIES
from wijkmonitor.taal.getallen import MAANDEN, meting
from wijkmonitor.vragen import make_document

VRAGEN = (*DIMENSIES, "tevredenheid")
ENDLESS = 1e5
DOCUMENTEN = ("0-wijkprofiel", "1-bereik", "2-gezondheid")
VERWIJZINGEN = ("bereik-doorverwijzingen", "bereik-verloop")
Naam = tuple[str, ...]


@dataclass
class Blok:
    """Counts that nobody shows by name, sums of them that are printed, and what is true.

    zacht: sums that are left out where they contradict the others: then somebody was not counted, and that is seen.
    """

    waar: dict[Naam, int] = field(default_factory=dict)
    feiten: list[tuple[dict[Naam, float], float]] = field(default_factory=list)
    zacht: list[tuple[dict[Naam, float], float]] = field(default_factory=list)
    hoogstens: dict[Naam, float] = field(default_factory=dict)

    def learn(self, total: float, parts: Iterable[Naam]) -> None:
        """A printed count is the sum of these."""
        self.feiten.append((dict.fromkeys(parts, 1.0), total))

    def found(self, threshold: int) -> tuple[int, list[Naam]]:
        """How many counts of 1 up to the threshold there are, and those that can be bounded within less than it."""
        small = [name for name, count in self.waar.items() if 0 < count < threshold]
        return len(small), [name for name in small if self.width(name) < threshold - 1e-6]

    def width(self, name: Naam) -> float:
        """What the attacker does not know of this count."""
        found = self._bounds(name, [*self.feiten, *self.zacht]) or self._bounds(name, self.feiten)
        assert found, f"what is printed contradicts itself: {name}"
        return found[1] - found[0]

    def _bounds(self, name: Naam, facts: list[tuple[dict[Naam, float], float]]) -> tuple[float, float] | None:
        names = list(dict.fromkeys([*(part for parts, _ in facts for part in parts), name]))
        rows = np.array([[parts.get(one, 0.0) for one in names] for parts, _ in facts]).reshape(len(facts), len(names))
        goal = np.array([float(one == name) for one in names])
        limits = [(0.0, self.hoogstens.get(one, ENDLESS)) for one in names]
        known = {"A_eq": rows, "b_eq": [total for _, total in facts]} if facts else {}
        ends = [optimize.linprog(sign * goal, bounds=limits, method="highs", **known) for sign in (1.0, -1.0)]
        return (float(ends[0].fun), float(-ends[1].fun)) if all(end.status == 0 for end in ends) else None


def make_small(wijk: str, seed: int) -> Dossier:
    """A wijk with few of everything, from another draw of the example: waves of 34 to 120 people of whom a few skip a question,
    few or many answer twice, and nearly all or few of those invited answer."""
    chance, dossier = np.random.default_rng(seed), shipped(wijk)
    drawn = generate(wijk, seed).tabellen
    people = dossier.tabel("vragenlijst")
    waves, parts, taken = sorted(people["meting"].unique()), [], 0
    for wave in waves:
        size = int(chance.integers(34, 120))
        rows = people[people["meting"] == wave].sample(size, random_state=seed).reset_index(drop=True)
        rows[list(VRAGEN)] = rows[list(VRAGEN)].fillna(rows[list(VRAGEN)].median())
        for name in VRAGEN:
            skip = chance.choice(size, int(chance.integers(0, 9)), replace=False)
            rows[name] = rows[name].mask(rows.index.isin(skip))
        if chance.random() < 0.3:
            rows["gewicht"] = rows["gewicht"].mask(rows.index < int(chance.integers(1, 4)))
        again = min(int(chance.choice([0, 2, 3, 20, 33])), taken, size) if parts else 0
        rows["respondent"] = [f"r{k}" if k < again else f"r{wave}-{k}" for k in range(size)]
        if not parts:
            rows["respondent"], taken = [f"r{k}" for k in range(size)], size
        parts.append(rows)
    survey = pd.concat(parts, ignore_index=True)
    invited = {wave: int((survey["meting"] == wave).sum()) + int(chance.choice([0, 1, 3, 7, 200])) for wave in waves}
    referrals = as_table(drawn["doorverwijzingen"])
    referrals["aantal"] = (referrals["aantal"] // int(chance.integers(1, 6))).astype("Int64")
    if seed % 3 == 0:
        referrals = _with_year(referrals, chance)
    visits, stickers = dossier.tabel("activiteiten").copy(), dossier.tabel("stickerbord").copy()
    visits["bezoekers"] = (visits["bezoekers"] // int(chance.integers(1, 20))).astype("Int64")
    few = stickers["thema"].isin(chance.choice(stickers["thema"].unique(), 3, replace=False))
    less = (few & (chance.random(len(stickers)) < 0.8)) * stickers["stickers"]
    stickers["stickers"] = (stickers["stickers"] - less - few).clip(lower=0).astype("Int64")
    changed = dossier.met_tabellen(
        {"vragenlijst": survey, "doorverwijzingen": referrals, "activiteiten": visits, "stickerbord": stickers}
    )
    return _invited(changed, invited)


def _invited(dossier: Dossier, invited: Mapping[str, int]) -> Dossier:
    return replace(dossier, wijk=dossier.wijk.model_copy(update={"uitgenodigd": dict(invited)}))


def _with_year(referrals: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """A year delivered beside its months, of which one was never delivered."""
    name = str(referrals["interventie"].iloc[0])
    own = referrals[(referrals["interventie"] == name) & (referrals["van"].dt.year == 2021)]
    year = own.iloc[[0]].assign(van=pd.Timestamp(2021, 1, 1), tot=pd.Timestamp(2021, 12, 31), aantal=int(own["aantal"].sum()))
    gone = int(chance.integers(1, 13))
    return pd.concat([referrals.drop(own.index[own["van"].dt.month == gone]), year], ignore_index=True)


def survey_of(dossier: Dossier, found: Gepubliceerd) -> Blok:
    """Who skipped a question, who was asked and did not answer, and who answered twice or once."""
    block, frame = Blok(), dossier.tabel("vragenlijst")
    code = {meting(wave): wave for wave in frame["meting"].unique()}
    question = {name.replace("_", " ").capitalize(): name for name in DIMENSIES}
    weight = frame["gewicht"].notna() if frame["gewicht"].notna().any() else frame["meting"].notna()
    for wave in code.values():
        rows = frame[frame["meting"] == wave]
        block.waar[("niet", wave)] = max(dossier.wijk.uitgenodigd.get(wave, 0) - len(rows), 0)
        for name in VRAGEN:
            block.waar[("over", name, wave)] = int(len(rows) - (rows[name].notna() & weight).sum())
            block.waar[("zonder gewicht", name, wave)] = int((rows[name].notna() & ~weight).sum())
    asked: dict[str, float] = {}
    for row in found.met("Meting", "Antwoorden", "Gevraagd"):
        asked[code[row["Meting"]]] = count = number(row["Antwoorden"]) or 0.0
        block.learn(count, [("antwoord", code[row["Meting"]])])
        if (invited := number(row["Gevraagd"])) is not None:
            block.learn(invited, [("antwoord", code[row["Meting"]]), ("niet", code[row["Meting"]])])
        else:
            block.hoogstens["niet", code[row["Meting"]]] = 4.0 if "inder dan" in row["Gevraagd"] else 5.0
    first, last = min(code.values()), max(code.values())
    for name in VRAGEN:
        wide = frame[frame[name].notna() & weight].pivot(index="respondent", columns="meting", values=name)
        wide = wide.reindex(columns=[first, last])
        once = {"eerst": wide[first].notna() & wide[last].isna(), "laatst": wide[last].notna() & wide[first].isna()}
        block.waar |= {(kind, name): int(rows.sum()) for kind, rows in {**once, "beide": wide.notna().all(axis=1)}.items()}
        for wave, kind in ((first, "eerst"), (last, "laatst")):
            answered = [("beide", name), (kind, name)]
            block.feiten.append(({("antwoord", wave): 1.0, ("over", name, wave): -1.0, **dict.fromkeys(answered, -1.0)}, 0.0))
    printed = [(question[row["Onderdeel"]], row) for row in found.met("Onderdeel", "Meting", "Mensen")]
    printed += [("tevredenheid", row) for row in found.met("Wie", "Meting", "Mensen") if row["Wie"].startswith("Bewoners")]
    scores = {(name, row["Meting"]): number(row["Mensen"]) for name, row in printed if {"Score", "Gemiddeld"} & set(row)}
    for name, row in printed:
        count, wave, same = number(row["Mensen"]), code[row["Meting"]], scores.get((name, row["Meting"]))
        if count is None or (count == same and not {"Score", "Gemiddeld"} & set(row)):
            continue
        if count == asked.get(wave):  # the number of the whole wave also stands where a few skipped
            block.hoogstens["over", name, wave] = 5.0
        else:  # a number of its own beside the scores is of all who answered, those without a weight too
            more = {("zonder gewicht", name, wave): 1.0} if same is not None and count != same else {}
            block.feiten.append(({("antwoord", wave): 1.0, ("over", name, wave): -1.0, **more}, count))
    changes = [(question[row["Onderdeel"]], row) for row in found.met("Onderdeel", "Verandering", "Mensen")]
    changes += [("tevredenheid", row) for row in found.met("Wie", "Meting", "Mensen") if row["Wie"] == "Verandering"]
    for name, row in changes:
        count = number(row["Mensen"])
        starts = {number(other["Mensen"]) for one, other in printed if one == name and code[other["Meting"]] == first}
        if count is not None and count not in starts:  # the number of the first wave stands where the others may not be told
            block.zacht.append((dict.fromkeys([("beide", name), ("eerst", name), ("laatst", name)], 1.0), count))
    return block


def referrals_of(dossier: Dossier, findings: Iterable[Bevinding]) -> Blok:
    """Every piece of time between two days on which a delivered period of an intervention begins or ends."""
    block, frame = Blok(), dossier.tabel("doorverwijzingen")
    for name in sorted(frame["interventie"].unique()):
        rows = frame[frame["interventie"] == name].assign(na=lambda own: own["tot"] + pd.Timedelta(days=1))
        printed = [span for finding in findings if name in finding.onderschrift for span in _spans(finding)]
        days = sorted({*rows["van"].dt.date, *rows["na"].dt.date})
        pieces = [(str(name), begin.isoformat(), end.isoformat()) for begin, end in pairwise(days)]
        inside = {
            (first, after): [piece for piece in pieces if first.isoformat() <= piece[1] and piece[2] <= after.isoformat()]
            for first, after in {*zip(rows["van"].dt.date, rows["na"].dt.date, strict=True), *(span[:2] for span in printed)}
        }
        sums = rows.groupby([rows["van"].dt.date, rows["na"].dt.date])["aantal"].sum().astype(int)
        for span, count in sorted(sums.items(), key=lambda item: len(inside[item[0]])):
            empty = [piece for piece in inside[span] if piece not in block.waar]
            if len(empty) == 1:  # the shortest first: what a year leaves is the month that was not delivered
                block.waar[empty[0]] = int(count) - sum(block.waar.get(piece, 0) for piece in inside[span])
        for first, after, count in printed:
            block.learn(count, inside[first, after])
    return block


def _spans(finding: Bevinding) -> Iterator[tuple[date, date, float]]:
    """Periods and their printed counts: first day, the day after the last, referrals."""
    (head, *names), table = (column.naam for column in finding.tabel.kolommen), finding.tabel
    for row in table.rijen:
        if head == "Periode" and not isinstance(row[1], str) and row[1] is not None:
            yield date(int(str(row[0])), 1, 1), date(int(str(row[0])) + 1, 1, 1), float(row[1])
        for year, count in zip(names, row[1:], strict=True) if head == "Maand" else ():
            if not isinstance(count, str) and count is not None:
                month = MAANDEN.index(str(row[0])) + 1
                yield date(int(year), month, 1), date(int(year) + month // 12, month % 12 + 1, 1), float(count)


def things_of(found: Gepubliceerd, counts: Mapping[str, int], columns: tuple[str, str], total: float | None) -> Blok:
    """One table of counts of things with its total: visits by activity, stickers by theme."""
    block = Blok({(name,): count for name, count in counts.items()})
    names = [(name,) for name in counts]
    if total is not None:
        block.learn(total, names)
    for row in found.met(*columns):
        if (count := number(row[columns[1]])) is not None:
            block.learn(count, [(row[columns[0]],)])
    return block


def attack_blocks(dossier: Dossier, threshold: int = 5) -> Iterator[tuple[str, int, list[Naam]]]:
    """Per kind of record: small counts attacked in all its documents, and those that are bounded within less than the threshold."""
    with without_drawing():
        documents = [make_document(name, dossier) for name in DOCUMENTEN]
    for name, block in blocks_of(dossier, documents):
        yield (name, *block.found(threshold))


def blocks_of(dossier: Dossier, documents: Sequence[Document]) -> Iterator[tuple[str, Blok]]:
    """All systems of one wijk."""
    found = from_documents(documents)
    referrals = [
        document[id] for document in documents for id in VERWIJZINGEN if id in [item.id for item in document.bevindingen]
    ]
    visits = dossier.tabel("activiteiten").dropna(subset=["bezoekers"]).groupby("activiteit")["bezoekers"].sum()
    stickers = dossier.tabel("stickerbord").groupby("thema")["stickers"].sum()
    yield "vragenlijst", survey_of(dossier, found)
    yield "verwijzingen", referrals_of(dossier, referrals)
    yield "bezoeken", things_of(found, visits.to_dict(), ("Activiteit", "Bezoeken"), float(visits.sum()))
    yield "stickers", things_of(found, stickers.to_dict(), ("Thema", "Stickers"), float(stickers.sum()))
