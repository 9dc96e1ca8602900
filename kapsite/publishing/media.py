"""Images: uploaded by staff, decoded within limits, made anew, and served with nothing else."""

import hashlib
import io
import re
import warnings
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from PIL import Image, ImageOps

from kapsite.publishing.preview import require_editor

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
LONGEST_SIDE = 1600  # pixels; twice the widest column
NAME = re.compile(r"[0-9a-f]{32}\.webp")


class BadImage(ValueError):
    """A file that is no image we take; the message says what to do."""


def reencode(file: UploadedFile) -> bytes:
    """The picture alone, as WebP: upright, bounded, without metadata.

    Raises BadImage for a file that is too large, too many pixels, or no image.
    """
    size = file.size or 0
    if size > settings.IMAGE_MAX_BYTES:
        limit = settings.IMAGE_MAX_BYTES // (1024 * 1024)
        raise BadImage(_("The file is over %(limit)s MB; make it smaller.") % {"limit": limit})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(file, formats=FORMATS)
            if picture.width * picture.height > settings.IMAGE_MAX_PIXELS:
                raise BadImage(_("The picture has too many pixels; make it smaller."))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            # A new picture takes over pixels and nothing else: no place, no camera, no profile.
            clean = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
            bare = Image.new(clean.mode, clean.size)
            bare.paste(clean)
    except BadImage:
        raise
    except Exception:
        raise BadImage(_("This is no picture we can read; use JPEG, PNG, WebP or AVIF.")) from None
    out = io.BytesIO()
    bare.save(out, "WEBP", quality=82, method=4)
    return out.getvalue()


@require_POST
def upload(request: HttpRequest) -> JsonResponse:
    """Store a picture under the hash of its content; for staff who may edit, else 403."""
    require_editor(request.user)
    file = request.FILES.get("image")
    if not isinstance(file, UploadedFile):
        return JsonResponse({"image": [_("Choose a picture.")]}, status=400)
    try:
        data = reencode(file)
    except BadImage as error:
        return JsonResponse({"image": [str(error)]}, status=400)
    name = f"{hashlib.sha256(data).hexdigest()[:32]}.webp"
    target = Path(settings.MEDIA_ROOT) / name
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".new")
    draft.write_bytes(data)
    draft.replace(target)
    code = f"![{_('Describe the picture')}]({settings.MEDIA_URL}{name})"
    return JsonResponse({"image_code": code})


@require_GET
def image(request: HttpRequest, name: str) -> FileResponse:
    """A stored picture; its name is the hash of its content, so it never changes."""
    file = Path(settings.MEDIA_ROOT) / name
    if not NAME.fullmatch(name) or not file.is_file():
        raise Http404
    response = FileResponse(file.open("rb"), content_type="image/webp")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
