"""What an article's page shows of the path that it lies on."""

from django import template

from kapsite.journeys import Step, step_of

register = template.Library()


@register.simple_tag
def path_step(slug: str) -> Step | None:
    """The article's place on the path, or None."""
    return step_of(slug)
