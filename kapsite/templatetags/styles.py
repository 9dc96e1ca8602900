"""Style sheets that stand in the page; they need no context, so error pages can have them."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from kapsite import styles

register = template.Library()


@register.simple_tag
def site_styles() -> SafeString:
    """The styles of the whole site."""
    return mark_safe(styles.element(*styles.SITE))  # noqa: S308 - our own files


@register.simple_block_tag
def inline_sheets(content: str) -> SafeString:
    """What stands in the block, with the sheets that it links written out."""
    return mark_safe(styles.inlined(content))  # noqa: S308 - rendered by the template around it
