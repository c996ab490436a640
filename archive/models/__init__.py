"""What the archive keeps in its database; QuerySets speak the domain's words."""

from archive.models.actors import Actor, ActorName, ActorOffice, Membership
from archive.models.articles import Article, Removal
from archive.models.captures import Capture
from archive.models.decisions import Decision
from archive.models.furniture import BlockDecision, LearnedLine
from archive.models.mentions import Mention
from archive.models.others import OtherCapture
from archive.models.searches import KeptSearch
from archive.models.sources import Source
from archive.models.stories import TextKey
from archive.models.versions import Version

__all__ = [
    "Actor",
    "ActorName",
    "ActorOffice",
    "Article",
    "BlockDecision",
    "Capture",
    "Decision",
    "KeptSearch",
    "LearnedLine",
    "Membership",
    "Mention",
    "OtherCapture",
    "Removal",
    "Source",
    "TextKey",
    "Version",
]
