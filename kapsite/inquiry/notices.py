"""One sentence or two for each way in which a form can come back, said without blame."""

from django.utils.translation import gettext_lazy as _

NO_COOKIE = _(
    "We could not be sure that this came from your browser, so nothing was sent."
    " Your answers are still here: please press the button again. It needs cookies to work."
)
EXPIRED = _(
    "This page was open for a long time, so we closed it to protect you. Nothing was sent."
    " What you wrote is still here: please go on."
)
NOT_OURS = _(
    "We lost track of where you were in this form, so nothing was sent."
    " What you wrote is still here: please go on."
)
UNREADABLE = _(
    "We could not read the answers of your last page, so nothing was sent. Please write them again."
)
TOO_FAST = _(
    "That looked like an automatic message to us, so nothing was sent."
    " What you wrote is still here: please wait a moment and press the button again."
)
NOT_STORED = _(
    "We could not save this just now, so nothing was sent."
    " Your answers are still here: please press “Send” again in a minute."
)
