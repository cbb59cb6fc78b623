"""Drawings by a loose pen: the street at the head of a page and the praatplaat for the wall.

`strook(beeld, seed=)` gives the street, `praatplaat_html(slots)` the whole A3 page, `draw_scene(slots)` its drawing
alone. What a wijk looks like comes from a few words (`make_beeld`); no drawing knows a wijk.
"""

from wijkmonitor.figuren.tekening.beeld import Beeld, make_beeld
from wijkmonitor.figuren.tekening.praatplaat import praatplaat_html
from wijkmonitor.figuren.tekening.scene import draw_scene
from wijkmonitor.figuren.tekening.slots import Bed, Plaatafspraak, Plaatbord, Slots
from wijkmonitor.figuren.tekening.strook import strook

__all__ = ["Plaatafspraak", "Bed", "Beeld", "Plaatbord", "Slots", "draw_scene", "make_beeld", "praatplaat_html", "strook"]
