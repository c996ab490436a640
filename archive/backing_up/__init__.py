"""Everything of the archive to one folder or archive file, while it runs, and back."""

from archive.backing_up.backup import Backup, back_up
from archive.backing_up.restore import BackupRefused, Restored, restore

__all__ = ["Backup", "BackupRefused", "Restored", "back_up", "restore"]
