"""Fetching: pages and feeds from the web, politely and from public addresses alone, as RawDocuments."""
