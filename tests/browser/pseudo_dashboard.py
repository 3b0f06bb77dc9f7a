"""The dashboard, which speaks the language of tests beside its own: `python -m tests.browser.pseudo_dashboard --port 8600`."""

import sys

from dashboard.__main__ import main
from dashboard.wording import language
from tests.ledger import pseudo

if __name__ == "__main__":
    # Kept: the language of tests stands in a folder of its own.
    for code in filter(None, map(language.called, language.LANGUAGES)):
        if code != language.ENGLISH:
            language.catalogue(code)
    with pseudo.offered():
        sys.exit(main())
