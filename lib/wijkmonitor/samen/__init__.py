"""The pages that bring findings and lessons together, per wijk and over all wijken."""

from wijkmonitor.samen.maken import open_bestuur, open_koppelkaart, open_menukaart, open_praatplaat, open_samen_leren

__all__ = ["open_bestuur", "open_koppelkaart", "open_menukaart", "open_praatplaat", "open_samen_leren"]
