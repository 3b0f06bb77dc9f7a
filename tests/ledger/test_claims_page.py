"""The Claims page on the real ledger: a reader's own claim names who makes it, and in what it counts."""

import pytest

from tests.ledger.test_pages import run


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("address", "finding"),
    [
        ({"year": "2018", "by": ""}, "Contradicted"),
        ({"year": "2019", "by": ""}, "Supported"),
        ({"year": "2019", "by": "UNODC"}, "Said by its own source only"),
        ({"year": "2019", "by": "", "unit": "cases"}, "Cannot be decided"),
    ],
)
def test_an_entered_claim(address, finding):
    """63 persons convicted in Cambodia in 2019, by UNODC; 125 in 2018."""
    app = run("claims", view="own", kind="values", area="KHM", measure="convictions", **address)
    assert not app.exception
    assert app.header[0].value.endswith(finding)


@pytest.mark.usefixtures("built")
def test_an_entered_claim_has_both_accounts_beside_its_verdict():
    app = run(
        "claims", view="own", kind="change", area="NPL", measure="convictions",
        **{"from": "2018", "to": "2019"},
    )  # fmt: skip
    assert not app.exception
    assert any("TIP Report [231]" in text.value for text in app.markdown)


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    "kind", ["change", "direction", "percent", "two values", "values", "zero", "tier"]
)
def test_every_kind_of_claim_can_be_entered(kind):
    app = run("claims", view="own", kind=kind, area="KHM")
    assert not app.exception
    assert app.header
