"""The first member of staff: a link that works once, while there is nobody yet."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model, login
from django.contrib.auth.forms import UserCreationForm
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from kapsite.audit.models import record

User = get_user_model()


def token_file() -> Path:
    """Where the link's secret waits; beside the keys, readable by its owner alone."""
    return Path(settings.KEYS_DIR) / "first-login"


def first_login_link() -> str | None:
    """A fresh link for the first member of staff, or None where there is one already."""
    if User.objects.filter(is_staff=True).exists():
        token_file().unlink(missing_ok=True)
        return None
    token = secrets.token_urlsafe(24)
    file = token_file()
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.touch(mode=0o600)
    file.write_text(token)
    return settings.BASE_URL + reverse("welcome", args=[token])


def expected_token() -> str:
    """The secret that the link must carry, or nothing where no link is open."""
    try:
        return token_file().read_text()
    except OSError:
        return ""


@never_cache
@sensitive_post_parameters()
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a name and a password; the account may do everything, and the link is used up."""
    expected = expected_token()
    if not expected or not constant_time_compare(token, expected):
        raise Http404
    form: UserCreationForm[Any] = UserCreationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            if User.objects.filter(is_staff=True).exists():
                raise Http404
            user = form.save(commit=False)
            user.is_staff = user.is_superuser = True
            user.save()
            record(actor=user.get_username(), action="first-login", target=f"user:{user.pk}")
        token_file().unlink(missing_ok=True)
        login(request, user)
        return HttpResponseRedirect(reverse("admin:index"))
    context = admin.site.each_context(request) | {"form": form}
    return render(request, "admin/welcome.html", context)
