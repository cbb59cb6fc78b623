"""Pure numbers: estimates with their intervals, charts, indices. Knows no wijk."""

from wijkmonitor.stats.estimate import Estimate, Estimates

__all__ = ["Estimate", "Estimates"]
