"""Monitor of Wijzer in de Wijk: records of a wijk in, findings for a conversation out."""

__version__ = "0.1.0"
