"""Who may curate."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponse]


def curators_only(view: View[Parameters]) -> View[Parameters]:
    """Lets active staff in; others sign in first, and whoever is signed in without being staff is refused."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        if not (request.user.is_active and request.user.is_staff):
            raise PermissionDenied("Curating is for staff.")
        return view(request, *args, **kwargs)

    return guarded


def name_of(request: HttpRequest) -> str:
    """The curator's name as decisions note it."""
    return request.user.get_username() if isinstance(request.user, User) else str(request.user)


def own_address(wanted: str, otherwise: str) -> str:
    """An address of this archive that a form asks to go back to, or another where it leads elsewhere."""
    return wanted if wanted.startswith("/") and not wanted.startswith(("//", "/\\")) else otherwise
