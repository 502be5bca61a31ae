"""HTML source into a tree, within bounds.

libxml2 stops at 256 levels of nesting by itself. It takes quadratic time in the attributes of one tag, and
trafilatura in the number of siblings, so both are counted and refused beyond what real pages have.
"""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from claims.domain.errors import InvalidInput
from claims.intake.clean import clean

MAX_ELEMENTS = 20_000  # the longest live blogs have some 15,000; at this many the slowest page found takes 5 s
MAX_ATTRIBUTES = 1_000  # of one tag

# The tag as the HTML standard reads it, each attribute a separate name with or without a value. Possessive
# throughout: every character is read once.
ATTRIBUTE = r"=?[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?)?+"
_LONG_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:[\s/]++|{ATTRIBUTE})*+")
_ONE_ATTRIBUTE = re.compile(rf"[\s/]{ATTRIBUTE}")

_BLOCK_NAMES = """
address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav
ol p pre section table td th tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ufffe\uffff]+")
_SIGNPOST = 20  # characters beside the link of a paragraph that only leads elsewhere
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "»", "。")
_JSON_LD = "application/ld+json"
# What old pages put around a script, so that browsers older still do not show it.
_WRAPPERS = (("//<![CDATA[", "//]]>"), ("/*<![CDATA[*/", "/*]]>*/"), ("<![CDATA[", "]]>"), ("<!--", "-->"))
_UNSEEN = ("script", "style", "template", "noscript", "head")


def parse_page(source: str, field: str = "html") -> HtmlElement:
    """The tree of a page. Raises InvalidInput for one that is empty or beyond the bounds."""
    source = clean(source, field)
    _check_attributes(source, field)
    parser = HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise InvalidInput.of(field, f"The {field} is empty or has no markup that can be read.") from None
    elements = sum(1 for _ in tree.iter())
    if elements > MAX_ELEMENTS:
        message = f"The {field} has {elements:,} elements; pages of up to {MAX_ELEMENTS:,} are read. Hand in its text."
        raise InvalidInput.of(field, message)
    _fold_spaces(tree)
    _print_quotation_marks(tree)
    _drop_signposts(tree)
    return tree


def strip_markup(fragment: str, field: str) -> str:
    """All text of an HTML fragment, block elements as paragraphs. Raises InvalidInput as parse_page does."""
    if "<" not in fragment and "&" not in fragment:
        return fragment
    tree = parse_page(f"<div>{fragment}</div>", field)
    etree.strip_elements(tree, *_UNSEEN, with_tail=False)
    for element in tree.iter():
        if element.tag in _BLOCKS:
            element.tail = "\n" + (element.tail or "")
            if element.tag != "br":
                element.text = "\n" + (element.text or "")
    return paragraphs(str(tree.text_content()))


def paragraphs(lines: str) -> str:
    """The lines that are not blank, each a paragraph of its own."""
    return "\n\n".join(line for raw in lines.split("\n") if (line := " ".join(raw.split())))


def _fold_spaces(tree: HtmlElement) -> None:
    """White space of the source means nothing; what XML has no place for ("&#1;", U+FFFE) goes into no other tree."""
    for element in tree.iter():
        if element.text:
            element.text = _SPACES.sub(" ", element.text)
        if element.tail:
            element.tail = _SPACES.sub(" ", element.tail)


def _print_quotation_marks(tree: HtmlElement) -> None:
    """What browsers print around `<q>`; without it nobody would know that somebody else is speaking."""
    for quote in list(tree.iter("q")):
        quote.text = "“" + (quote.text or "")
        if len(quote):
            quote[-1].tail = (quote[-1].tail or "") + "”"
        else:
            quote.text += "”"
        quote.drop_tag()


def json_ld_blocks(tree: HtmlElement) -> Iterator[str]:
    """The sources of the JSON-LD in a page, without what may be wrapped around them."""
    for script in tree.iterfind(".//script[@type]"):
        if script.get("type", "").partition(";")[0].strip().lower() == _JSON_LD:
            source = (script.text or "").strip()
            for begin, end in _WRAPPERS:
                if source.startswith(begin) and source.endswith(end):
                    source = source.removeprefix(begin).removesuffix(end).strip()
            yield source


def _drop_signposts(tree: HtmlElement) -> None:
    """Paragraphs that are hardly more than a link and no sentence ("Read more: Mayor denies ...") lead elsewhere."""
    for paragraph in list(tree.iter("p")):
        linked = sum(len(link.text_content().strip()) for link in paragraph.iter("a"))
        text = paragraph.text_content().strip()
        if linked and len(text) - linked <= _SIGNPOST and not text.endswith(_SENTENCE_ENDS):
            paragraph.drop_tree()


def _check_attributes(source: str, field: str) -> None:
    for tag in _LONG_TAG.finditer(source):
        # Two characters are the shortest attribute with what separates it.
        if tag.end() - tag.start() < 2 * MAX_ATTRIBUTES:
            continue
        if count_attributes(tag[0]) > MAX_ATTRIBUTES:
            raise InvalidInput.of(field, f"A tag of the {field} has more than {MAX_ATTRIBUTES:,} attributes.")


def count_attributes(tag: str) -> int:
    """How many attributes a tag has; `tag` is all of it but the ">"."""
    return sum(1 for _ in _ONE_ATTRIBUTE.finditer(tag))
