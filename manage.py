#!/usr/bin/env python3
"""The archive's commands: `manage.py help` lists them."""

import os
import sys


def main() -> None:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not installed here. Run `make install` once, then `.venv/bin/python manage.py`.")
    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except Exception as error:
        from archive.management.failing import explained

        message = explained(error)
        if not message:
            raise
        sys.exit(f"CommandError: {message}")


if __name__ == "__main__":
    main()
