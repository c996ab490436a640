"""Views, one subject a file: they ask, prepare and hand to a template."""
