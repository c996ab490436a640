"""The words and phrases that cleaning knows, a table for each language."""
