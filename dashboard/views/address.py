"""The addresses of a view: of its page, of its files and of the page that holds it alone."""

from dataclasses import dataclass
from urllib.parse import urlencode

OVERVIEW = "overview"


@dataclass(frozen=True)
class Address:
    """root: scheme, host and base path, or the base path alone. page: 'country'. query: what the page's address says."""

    root: str
    page: str
    query: dict[str, str]

    @property
    def view(self) -> str:
        """The page itself."""
        return f"{self.root}/{'' if self.page == OVERVIEW else self.page}{self._asked}"

    def file(self, name: str, kind: str) -> str:
        """The same address with /data before the page's name and the part's name, with its format, behind it."""
        return f"{self.root}/data/{self.page}/{name}.{kind}{self._asked}"

    def embed(self, name: str) -> str:
        """The same with /embed, and without a format."""
        return f"{self.root}/embed/{self.page}/{name}{self._asked}"

    @property
    def _asked(self) -> str:
        return f"?{urlencode(self.query, safe=',:')}" if self.query else ""
