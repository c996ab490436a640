"""The web: forms, views, template tags and the admin pages; templates only print what is prepared here."""
