"""Parts of a template that come out the same on very many pages: set once and kept."""

from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.loader_tags import BlockNode
from django.urls import get_script_prefix
from django.utils.safestring import SafeString

register = template.Library()

MOST = 64
"""Of one part so many are kept; whatever has more values than that does not belong into a ``same_for``."""


class Same(template.Node):
    # Every page that extends a template looks through all of its nodes for blocks: not here.
    child_nodelists = ()

    def __init__(self, values: list[FilterExpression], nodelist: NodeList) -> None:
        self.values = values
        self.nodelist = nodelist
        self._kept: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        key = (get_script_prefix(), *(value.resolve(context, ignore_failures=True) for value in self.values))
        found = self._kept.get(key)
        if found is None:
            found = self.nodelist.render(context)
            if not settings.DEBUG and len(self._kept) < MOST:
                self._kept[key] = found
        return found


@register.tag
def same_for(parser: Parser, token: Token) -> Same:
    """``{% same_for section index %}…{% endsame_for %}``: what stands between shows nothing but these values.

    Links of the site and static files may stand in it as well; they are the same for as long as the process runs.
    """
    values = [parser.compile_filter(one) for one in token.split_contents()[1:]]
    nodelist = parser.parse(("endsame_for",))
    if nodelist.get_nodes_by_type(BlockNode):
        raise template.TemplateSyntaxError("No block may stand in a same_for: pages fill it differently.")
    parser.delete_first_token()
    return Same(values, nodelist)
