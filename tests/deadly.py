"""Work that kills the process it runs in; knows no Django, as worker processes don't."""

import os
import signal

from archive.documents import CleanDocument, PageKind, RawDocument
from archive.packing import Cleaned
from archive.tagging import Authority


def die(raw: RawDocument, authority: Authority) -> Cleaned:
    """Die of a page called deadly."""
    if raw.content == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return Cleaned(PageKind.PAGE, CleanDocument(title=raw.content))
