"""The product's settings with an empty environment and a data folder that ends with the run."""

import atexit
import os
import shutil
import tempfile

for name in [name for name in os.environ if name.startswith("ARCHIVE_") or name == "DATABASE_URL"]:
    del os.environ[name]
os.environ["ARCHIVE_DATA"] = tempfile.mkdtemp(prefix="entente-tests-")
atexit.register(shutil.rmtree, os.environ["ARCHIVE_DATA"], ignore_errors=True)

from archive.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
