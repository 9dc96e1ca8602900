"""The content that we ship keeps every rule of its own."""

from articles.models import Article
from kapsite.publishing.kinds import kind_of
from kapsite.publishing.versions import loaded
from tests.pages.conftest import site  # noqa: F401 - a fixture


def test_it_has_no_errors(site, check):  # noqa: F811
    run = check("--errors")

    assert run.status == 0, f"\n{run.out}"


def test_its_warnings_are_few_and_honest(site, check):  # noqa: F811
    lines = check().out.splitlines()
    others = [line for line in lines if "[freshness]" not in line]

    # No clinician has read the pages yet; two publishers' pages do not show the authors.
    assert all(
        "no clinician has approved this page" in line for line in lines if line not in others
    )
    assert len(others) <= 6, "\n".join(others)


OVERCLAIMS = """
Ketamine has a long history of safe use, so repeat doses are nothing to worry about.
The risk of dependence is extremely low.
KAP is not associated with harm to the bladder.
Extensive research supports its safety and efficacy.
Traditional antidepressants only manage symptoms.
The benefits are lasting rather than temporary relief.
More dissociation means a better outcome.
It acts on glutamate rather than dopamine.
Side effects are mild and short-lived.
It can unlock healing, and it is a game-changer.
""".strip().splitlines()


def test_ten_overclaims_in_a_draft_are_each_found_in_their_lines(site, check):  # noqa: F811
    article = Article.objects.get(slug="how-safe-is-kap")
    article.body = "\n\n".join([*OVERCLAIMS, article.body])
    article.status = "draft"
    article.save()
    run = check(article.path)
    found = {line.split(":")[1] for line in run.having("wording")}
    file = kind_of(article.path).text(loaded(article.path)).split("\n")

    assert run.status == 1
    assert {str(file.index(sentence) + 1) for sentence in OVERCLAIMS} <= found
