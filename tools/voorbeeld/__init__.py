"""Example records for what isn't published: made from a seed, marked `voorbeeld`, with effects that only tests know.

This room imports nothing else of wijkmonitor, so that no analysis can share code with the data it is tested on.
`python -m tools.voorbeeld --uit wijkdata` writes the committed tables again, byte for byte.
"""

from tools.voorbeeld.effecten import Effect
from tools.voorbeeld.maken import SEED, Voorbeeld, generate
from tools.voorbeeld.opzet import VOORBEELDWIJK, slug_of

__all__ = ["SEED", "VOORBEELDWIJK", "Effect", "Voorbeeld", "generate", "slug_of"]
