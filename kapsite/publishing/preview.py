"""The editor's live preview, by the very renderer that makes the public pages."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from kapsite.publishing import library
from kapsite.publishing.markdown import Page

LIMIT = 400_000  # characters; a document of 20,000 words is 120,000
EDITS = ("articles.change_article", "faq.change_question", "publishing.change_page")


def require_editor(user: AbstractBaseUser | AnonymousUser) -> None:
    """Raise PermissionDenied for anybody who may not edit documents."""
    allowed = getattr(user, "is_staff", False) and user.is_active
    if not allowed or not any(user.has_perm(name) for name in EDITS):  # type: ignore[union-attr]
        raise PermissionDenied


def markdownify(text: str, path: str = "articles/preview.md") -> str:
    """``text`` as readers would see it, below what is wrong with it."""
    page = Page(library.load(drafts=True).context(path))
    html = page.render(text[:LIMIT])
    found = sorted({str(one).partition(":")[2] for one in page.problems})
    return render_to_string("publishing/_preview.html", {"html": html, "problems": found})


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """What the editor's text will look like; for staff who may edit, else 403."""
    require_editor(request.user)
    path = request.GET.get("path", "articles/preview.md")
    return HttpResponse(markdownify(request.POST.get("content", ""), path))
