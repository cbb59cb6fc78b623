"""The pages that bring findings together: the praatplaat, the page for the board of a municipality, and samen leren."""

from wijkmonitor.samen.maken import open_bestuur, open_praatplaat, open_samen_leren

__all__ = ["open_bestuur", "open_praatplaat", "open_samen_leren"]
