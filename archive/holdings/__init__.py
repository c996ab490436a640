"""Holdings: what was captured, byte for byte, in WARC files (ISO 28500) that any web archive tool reads."""

from archive.holdings.warc import DamagedHolding, Holdings, KeepingRun, Kept

__all__ = ["DamagedHolding", "Holdings", "KeepingRun", "Kept"]
