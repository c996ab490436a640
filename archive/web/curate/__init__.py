"""The pages on which curators correct what the archive says: for signed-in staff alone."""
