"""The WSGI application that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
os.environ.setdefault("ARCHIVE_SQLITE_CACHE_MB", "8")  # for each thread of each worker

application = get_wsgi_application()

# What the program itself is made of stays: looking through it for cycles took a seventh of a page's time.
gc.collect()
gc.freeze()
gc.set_threshold(5_000, 20, 20)
