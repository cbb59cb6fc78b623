"""The questions: functions that the notebooks call, one room per question."""

from wijkmonitor.vragen.rapport import make_document

__all__ = ["make_document"]
