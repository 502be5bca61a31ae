"""A browser without JavaScript: it reads pages, follows links and sends forms as they stand there."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

ACCEPT = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Shown:
    """A page as it came."""

    response: TestResponse
    visitor: "Visitor"
    tree: html.HtmlElement = field(init=False)

    def __post_init__(self) -> None:
        self.tree = html.fromstring(self.response.text)

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def source(self) -> str:
        return self.response.text

    @property
    def text(self) -> str:
        """What can be read, with single blanks."""
        return " ".join(self.tree.body.text_content().split())

    def find(self, selector: str) -> list[html.HtmlElement]:
        """What an XPath names, or all elements of this name."""
        return list(self.tree.xpath(selector if selector.startswith("/") else f"//{selector}"))

    def form(self, action: str) -> html.FormElement:
        """The form whose address holds this."""
        return next(form for form in self.tree.forms if action in (form.get("action") or ""))

    def send(self, action: str, **fields: str) -> "Shown":
        """Fill in a form and send it; redirects are followed."""
        form = self.form(action)
        values = dict(form.form_values()) | fields
        if form.method == "GET":
            return self.visitor.go(form.get("action"), **values)
        response = self.visitor.client.post(form.get("action"), data=values, headers=ACCEPT, follow_redirects=True)
        return Shown(response, self.visitor)


@dataclass
class Visitor:
    """Somebody with such a browser."""

    client: FlaskClient

    def go(self, address: str, **query: str) -> Shown:
        response = self.client.get(address, query_string=query or None, headers=ACCEPT, follow_redirects=True)
        return Shown(response, self)

    def post(self, address: str, **fields: str) -> TestResponse:
        """Send what no form of ours did."""
        return self.client.post(address, data=fields, headers=ACCEPT)


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """A tag that is closed at once opens nothing."""

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while (left := self.open.pop()) != tag:
                self.wrong.append(f"{left} is not closed before {tag}")
        else:
            self.wrong.append(f"{tag} closes nothing")


def unbalanced(source: str) -> list[str]:
    """What is opened and not closed, or closed and not opened."""
    reader = _Balance()
    reader.feed(source)
    return reader.wrong + [f"{tag} stays open" for tag in reader.open]
