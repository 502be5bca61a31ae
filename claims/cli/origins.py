"""The tree of origins, for `show --origins`."""

from typing import TYPE_CHECKING, Any

from claims.cli.output import plain, say

if TYPE_CHECKING:
    from claims.services.desk import Desk
    from claims.services.origin_tree import OriginNode


def print_origins(desk: "Desk", claim_id: str) -> None:
    """Each origin with the articles that lead back to it below."""
    from claims.services.origin_tree import origin_trees

    say()
    say("Origins")
    for tree in origin_trees(desk, claim_id).origins:
        articles = f"{tree.articles} article{'s'[: tree.articles != 1]}"
        say(f"  {plain(tree.name)}: {articles}{', the first report' * tree.is_first_report}")
        for node in tree.led_here:
            _print_node(node, 2)


def _print_node(node: "OriginNode", depth: int) -> None:
    where = ", ".join(part for part in (node.article.publisher, node.article.title) if part) or node.article.id
    stance = f"{node.stance}, {node.strength}: " if node.stance else ""
    say(f"{'  ' * depth}{node.article.published.day}  {plain(where)}  {stance}{plain(node.detail)}")
    for each in node.led_here:
        _print_node(each, depth + 1)


def origins_as_json(desk: "Desk", claim_id: str) -> Any:
    """The trees as the API has them."""
    from claims.services.origin_tree import origin_trees
    from schemas.evidence import OriginTreesSchema

    return OriginTreesSchema().dump(origin_trees(desk, claim_id))["origins"]
