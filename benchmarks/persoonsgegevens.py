"""How many sentences with personal data the detector finds, and how often it cries out over an ordinary sentence.

1,000 sentences per draw: half with something that points at a person, half without. They come in two halves with other
names and other sentences; rules were made looking at the first half alone.

    python benchmarks/persoonsgegevens.py [--trekkingen 20] [--fouten]
"""

from __future__ import annotations

import argparse
import random
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from wijkmonitor.privacy.screening import screen

AANTAL = 250  # sentences with, and as many without, per half


@dataclass(frozen=True)
class Helft:
    """The words and sentences of one half."""

    voornamen: tuple[str, ...]
    achternamen: tuple[str, ...]
    met: tuple[str, ...]
    zonder: tuple[str, ...]
    instellingen: tuple[str, ...]


_ZINNEN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
HELFTEN = {naam: Helft(**{part: tuple(lines) for part, lines in parts.items()}) for naam, parts in _ZINNEN.items()}
_STRATEN = ("Kerkstraat", "Dorpsweg", "Wilgenlaan", "Stationsplein", "Lange Gracht", "Parkdreef", "Zuiderkade", "Molenpad")
_PLAATSEN = ("Leiden", "Alphen aan den Rijn", "Den Haag", "de Stevenshof", "Ridderveld", "Moerwijk", "Zoetermeer", "Gouda")
_MAANDEN = ("januari", "maart", "mei", "september", "november")
_DAGEN = ("maandag", "dinsdag", "woensdag", "zaterdag")


def make_sentences(helft: Helft, zaad: int, aantal: int = AANTAL) -> Iterator[tuple[str, bool]]:
    """Sentences with, and as many without personal data: (sentence, whether it has)."""
    chance = random.Random(zaad)
    for number in range(aantal):
        yield _fill(helft.met[number % len(helft.met)], helft, chance), True
        yield _fill(helft.zonder[number % len(helft.zonder)], helft, chance), False


def _fill(template: str, helft: Helft, chance: random.Random) -> str:
    first, last = chance.choice(helft.voornamen), chance.choice(helft.achternamen)
    street, number = chance.choice(_STRATEN), chance.randint(2, 340)
    digits = [chance.randint(1, 9) for _ in range(8)]
    day, year = chance.randint(1, 28), chance.randint(1932, 1998)
    mail = f"{first.lower().replace('ï', 'i').replace('é', 'e').replace('ö', 'o').replace('ł', 'l')}.{number}"
    words = {
        "v": first, "a": last, "vk": first.lower(), "ak": last.lower(), "V": first.upper(), "A": last.upper(),
        "i": f"{first[0]}.{chance.choice('ABHMP')}.", "s": street, "sk": street.lower(), "n": number,
        "p": f"{chance.randint(1000, 9999)} {chance.choice('ABCDE')}{chance.choice('KLMNP')}",
        "t": chance.choice(("06-{}{}{}{}{}{}{}{}", "06 {}{} {}{} {}{} {}{}", "+31 6 {}{}{}{}{}{}{}{}", "071-5{}{}{}{}{}{}")).format(*digits),
        "m": f"{mail}@voorbeeld.nl", "mw": f"{mail.split('.')[0]} apenstaartje voorbeeld punt nl", "r": "NL91 ABNA 0417 1643 00",
        "g": chance.choice((f"{day} mei {year}", f"{day}-{chance.randint(1, 12)}-{year}", f"{day} oktober {year}", "drie mei negentienvijftig")),
        "k": chance.choice(("12-ABC-3", "AB-123-C", "XX-99-YY", "3-KLM-45")), "b": chance.choice(("111222333", "123456782")),
        "o": chance.choice(helft.instellingen), "pl": chance.choice(_PLAATSEN), "ma": chance.choice(_MAANDEN),
        "d": chance.choice(_DAGEN), "j": chance.randint(2012, 2023), "l": chance.randint(61, 99),
        "c": chance.choice(("48213", "4821", "2024-118", "0099812")),
    }  # fmt: skip
    text = template.format(**words)
    return text if template.startswith(("{vk}", "{o}")) or not text[0].islower() or template[0].islower() else text


def measure(helft: Helft, zaad: int, aantal: int = AANTAL) -> tuple[float, float, list[str]]:
    """Share of the sentences with personal data that was found, share of false alarms, and the sentences that went wrong."""
    found, alarms, wrong = 0, 0, []
    for text, holds in make_sentences(helft, zaad, aantal):
        hit = bool(screen(text))
        found += holds and hit
        alarms += hit and not holds
        if hit != holds:
            wrong.append(f"{'gemist' if holds else 'vals'}: {text} {[item.tekst for item in screen(text)]}")
    return found / aantal, alarms / aantal, wrong


def main() -> None:
    """The table of the documentation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trekkingen", type=int, default=20, help="zoveel keer 500 zinnen per helft")
    parser.add_argument("--fouten", action="store_true", help="noem de zinnen van de eerste helft die fout gingen")
    args = parser.parse_args()
    began = time.perf_counter()
    screen("Wie is Truus?")
    print(f"lijsten laden: {time.perf_counter() - began:.2f} s")
    print("| zinnen | gevonden | slechtste trekking | vals alarm |\n|---|---:|---:|---:|")
    for naam, helft in HELFTEN.items():
        draws = [measure(helft, zaad) for zaad in range(1, args.trekkingen + 1)]
        found, alarms = [draw[0] for draw in draws], [draw[1] for draw in draws]
        print(f"| {naam} | {fmean(found):.1%} | {min(found):.1%} | {fmean(alarms):.1%} |".replace(".", ","))
        if args.fouten and naam == next(iter(HELFTEN)):
            print("\n".join(dict.fromkeys(line for draw in draws for line in draw[2])))


if __name__ == "__main__":
    main()
