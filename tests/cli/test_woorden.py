"""The command line speaks Dutch, the words of argparse included."""

from __future__ import annotations

import re

import pytest

from wijkmonitor.cli.main import COMMANDS, main

ENGELS = re.compile(r"\b(usage|options|positional|arguments?|required|expected|invalid|choose|show this|unrecognized)\b")


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
def test_help_has_no_english_words_of_argparse(
    command: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")  # a shell of IPython in this process asks for colours
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    with pytest.raises(SystemExit) as stop:
        main([*command, "--help"])
    text = capsys.readouterr().out
    assert stop.value.code == 0 and text.startswith("gebruik: wijkmonitor")
    assert not ENGELS.findall(text)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (["run", "--foo"], "dit kennen we niet: --foo"),
        (["bla"], "bla kennen we niet. Kies uit: run, check"),
        (["intake"], "dit ontbreekt: "),
        (["fetch", "--jaar"], "bij --jaar: hier hoort een waarde achter"),
        (["run", "--workers", "x"], "bij --workers: x is geen aantal van 1 of meer"),
        (["check", "--json=ja"], "bij --json: hier hoort geen waarde bij, gevonden: ja"),
    ],
)
def test_wrong_call_says_in_dutch_what_is_wrong(call: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(call)
    text = capsys.readouterr().err
    assert stop.value.code == 2 and says in text.replace("'", "") and "--help" in text  # from 3.12 choices have no quotes
    assert not ENGELS.findall(text)
