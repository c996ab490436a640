"""Members of the enumerations by plain names.

Python 3.11 looks a member up through its enumeration ten times slower than a plain name, and every mention of a text
asks for several.
"""

from __future__ import annotations

from archive.documents import ActorKind, NameSort, Place

FULL, ABBREVIATION, NICKNAME = NameSort.FULL, NameSort.ABBREVIATION, NameSort.NICKNAME
DEMONYM, CAPITAL, METONYM = NameSort.DEMONYM, NameSort.CAPITAL, NameSort.METONYM
PERSON, COUNTRY = ActorKind.PERSON, ActorKind.COUNTRY
ORGANISATION, ALLIANCE = ActorKind.ORGANISATION, ActorKind.ALLIANCE
IN_TITLE, IN_LEAD, IN_BODY, IN_CAPTION = Place.TITLE, Place.LEAD, Place.BODY, Place.CAPTION
