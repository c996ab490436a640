"""Django management commands, one a file: arguments and output only."""
