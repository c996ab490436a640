"""Holdings: what was captured, byte for byte, in WARC files (ISO 28500) that any web archive tool reads."""

from archive.holdings.records import Damage, DamagedHolding, Record
from archive.holdings.stores import Store
from archive.holdings.warc import Holdings, KeptRecord, kept_at
from archive.holdings.writing import Earlier, HoldingsFull, KeepingRun, Kept, target_of

__all__ = [
    "Damage",
    "DamagedHolding",
    "Earlier",
    "Holdings",
    "HoldingsFull",
    "KeepingRun",
    "Kept",
    "KeptRecord",
    "Record",
    "Store",
    "kept_at",
    "target_of",
]
