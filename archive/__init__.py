"""Entente: a searchable web archive of news about states, leaders and alliances."""

__version__ = "0.1.0"
