"""The archive for programs: the same search as JSON under ``/api/v1/``. Reading only, nobody logs in."""
