"""What may be stored as HTML; bleach's answer is checked against nh3's, as documents."""

import html5lib
import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neoarchive import sanitize
from neoarchive.ingest.render import block_html

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='//evil.example/'>x</a>",
    "<a href='/\\evil.example/'>x</a>",
    "<a href='https://evil.example/'>x</a>",
    "<a href='data:text/html,x'>x</a>",
    "<p onclick=alert(1)>x</p>",
    "<p style='position:fixed'>x</p>",
    "<table><td><style>*{display:none}</style></table>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<pre class='ascii other'>x</pre>",
    "<th scope='javascript'>x</th>",
    "<td colspan='99999999999'>x</td>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<form action=/x><input name=q></form>",
    "<base href=//evil.example>",
    "<link rel=stylesheet href=//evil.example>",
    "<p class=fin>fine</p>",
]


def _elements(html: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [(e.tag, tuple(sorted(e.attrib.items()))) for e in tree.iter() if isinstance(e.tag, str)][1:]


@pytest.mark.parametrize("html", HOSTILE)
def test_only_our_own_tags_and_attributes_are_left(html: str) -> None:
    for tag, attributes in _elements(sanitize.clean(html)):
        assert tag in sanitize.TAGS
        for name, value in attributes:
            assert name in {"class", "scope", "colspan", "rowspan", "href"}
            if name == "href":
                assert value.startswith("/")
                assert not value.startswith(("//", "/\\"))


@pytest.mark.parametrize(
    "html",
    [
        '<table class="fin"><tbody><tr><th scope="row">Net sales</th><td class="num">$ 1,234</td></tr></tbody></table>',
        '<pre class="ascii">a   b\n1   2</pre>',
        'NEOTROFIN™ &amp; others (Nasdaq: <a href="/releases/?ticker=NEOT">NEOT</a>)',
        '<table><tr><td colspan="2">x</td></tr></table>',
    ],
)
def test_what_we_make_ourselves_passes_and_another_sanitiser_agrees(html: str) -> None:
    ours = sanitize.clean(html)
    oracle = nh3.clean(
        html,
        tags=set(sanitize.TAGS),
        attributes={"*": {"class"}, "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}, "a": {"href"}},
        link_rel=None,
        url_schemes=set(),
    )
    assert _elements(ours) == _elements(oracle) == _elements(html)


# Where bleach leaves more tags than nh3, and why that is harmless: nh3 throws these elements away with all they hold,
# bleach strips the tag and keeps what of its inside is allowed, without attributes.
_KEPT_INSIDE = {"<math": {"table", "tbody", "tr"}, "<noscript": {"p"}}


@pytest.mark.parametrize("html", HOSTILE)
def test_another_sanitiser_leaves_no_more_tags_out(html: str) -> None:
    """nh3 drops the text of scripts and styles, which bleach shows as text: tags are compared, not words."""
    oracle = nh3.clean(html, tags=set(sanitize.TAGS), attributes={}, link_rel=None)
    left = {tag for tag, _ in _elements(sanitize.clean(html))} - {tag for tag, _ in _elements(oracle)}
    explained = next((tags for start, tags in _KEPT_INSIDE.items() if html.startswith(start)), {"tbody", "tr"})
    assert left <= explained


_TEXTS = st.text(
    st.characters() | st.sampled_from("<>&;/\n\r\t\"'\x00\x7f\x85\xa0\ufeff\ud800\ufffe")
) | st.sampled_from(["&amp", "&lt;script&gt;", "<b>", "</td>", "--&gt;", "<!--", "&#60;", "&amp;lt;", "<pre>", "\n\nA"])


@given(_TEXTS, _TEXTS, st.sampled_from(["paragraph", "table", "ascii"]))
def test_what_is_recognised_as_plain_is_what_bleach_gives_back(text: str, other: str, kind: str) -> None:
    """The quick gate lets nothing through that bleach would have changed."""
    cell = {"text": text, "header": False, "colspan": 2, "rowspan": 1}
    table = {"caption": other, "header_rows": 1, "rows": [[cell, {**cell, "text": other}], [{**cell, "text": "12"}]]}
    made = block_html("table" if kind != "paragraph" else kind, text, table if kind == "table" else None)
    for html in (text, other, text + other, made, f"<table><tbody><tr>{text}</tr></tbody></table>"):
        if sanitize._PLAIN.fullmatch(html):
            assert sanitize._CLEANER.clean(html) == html


@pytest.mark.parametrize(
    "html",
    [
        "plain text, R&amp;D",
        '<table><tbody><tr class="hd"><th scope="rowgroup" colspan="2">Assets</th></tr></tbody></table>',
        '<table><tbody><tr><td class="num" rowspan="3">1&lt;2</td><td></td></tr></tbody></table>',
        '<pre class="ascii">a\n b</pre>',
    ],
)
def test_plain_pieces_are_recognised(html: str) -> None:
    assert sanitize._PLAIN.fullmatch(html)
    assert sanitize._CLEANER.clean(html) == html


@pytest.mark.parametrize("html", [*HOSTILE, "a\rb", '<pre class="ascii">\na</pre>', "&amp", "&quot;", "<tr>", "x\x85"])
def test_everything_else_is_left_to_bleach(html: str) -> None:
    assert not sanitize._PLAIN.fullmatch(html)
