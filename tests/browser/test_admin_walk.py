"""Every page of the admin in Chromium, as a superuser: nothing that the policy stops, nothing on the console."""

from typing import Any

import pytest

from neoarchive.admin.intake import take_in
from neoarchive.ingest import suggestions
from neoarchive.ingest.files import Piece
from neoarchive.models import Filing
from tests.filings import bare
from tests.trust.addresses import addresses

pytestmark = pytest.mark.django_db(transaction=True)

# Answers that are no pages: a file, words for a script, and what only a form may ask for.
NO_PAGES = ("/export/", "/original/", "/jsi18n/", "/autocomplete/", "/logout/", "/r/", "/bring-back/", "/revert/")


def test_every_page_of_the_admin(samples: str, visit: Any, client: Any, editor: Any, faults: Any) -> None:
    take_in(editor, [Piece("waits.txt", bare())])
    filing = Filing.objects.order_by("pk")[0]
    suggestions.send(filing, None, (1, 2), "The name of the company is wrong.")
    client.force_login(editor)
    page, opened = visit(), 0
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": samples}])
    for path in addresses(admin=True):
        # History and "delete?" are Django's own pages, the same for every kind of record.
        again = path.endswith(("/history/", "/delete/")) and "/filing/" not in path
        if again or any(part in path for part in NO_PAGES):
            continue
        # What a POST alone does answers 405, a kind that nobody adds by hand 403, and a record that is not there 302.
        if page.goto(path).status == 200:
            opened += 1
            faults.add(path, page.complaints)
        page.complaints.clear()
    faults.none()
    assert opened > 40
