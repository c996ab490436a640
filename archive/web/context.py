"""What every page knows."""

from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """Nothing yet."""
    return {}
