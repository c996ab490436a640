from django.db import migrations

FILES = {
    "country": "countries.yaml",
    "person": "persons.yaml",
    "organisation": "organisations.yaml",
    "alliance": "alliances.yaml",
}
"""Until now a kind had one file."""


def note_files(apps, schema_editor):
    """Records loaded so far came from the files of the project."""
    actors = apps.get_model("archive", "Actor").objects.filter(status="authority")
    for kind, file in FILES.items():
        mine = actors.filter(kind=kind)
        for lists in ("ActorName", "ActorOffice"):
            rows = apps.get_model("archive", lists).objects.filter(actor__in=mine)
            (rows.filter(curated=False) if lists == "ActorName" else rows).update(file=file)
        mine.update(file=file)


class Migration(migrations.Migration):
    dependencies = [("archive", "0003_decisions")]
    operations = [migrations.RunPython(note_files, migrations.RunPython.noop)]
