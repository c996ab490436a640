"""Whole pages over HTTP: an archive of made-up articles behind gunicorn, asked by many clients at once."""
