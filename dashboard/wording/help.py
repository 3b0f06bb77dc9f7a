"""What a reader is told who has never seen the ledger."""

LEAD = "What this is, how to read it, how to cite it, and how to have a figure put right."

WHAT = """
TIP Ledger holds figures on human trafficking from public sources: how the US Department of State ranks governments in its
TIP Report, how many people were prosecuted and convicted, how many victims were identified or detected, and what courts
decided. Every number stands with its source. Where sources disagree, each is shown under its name; where nobody
reported, the gap stays a gap.

These are counts of what authorities did and found. They are no measure of how much trafficking there is: more of them can mean
more enforcement, better counting, or more crime.
"""

TIERS = """
A tier grades what a *government* does, measured against minimum standards in US law, in one report. The report of 2025
covers about April 2024 to March 2025. A block with hatching is *derived*: nobody read that placement in the report itself. W
stands for Tier 2 Watch List, S for Special Case, which stands outside the order.
"""

CHARTS = """
- A line joins figures of one publisher, unit and meaning in consecutive years. It breaks where a year has no figure and
  where two figures are not comparable; the reason stands with it.
- Crosses are other sources' figures for the same thing. A grey ring marks a figure that a later edition changed.
- An open ring on the axis is *fewer than 5*: a number withheld by its publisher, neither 5 nor 0.
- "Could be chance": even independent cases would vary so much. That a change is larger than others does not say why a number
  moved.
"""

CITE = """
Cite the source beside the figure, not this dashboard: publisher, title, edition, year. Say which year is counted and what is
counted (persons, cases). The address in your browser holds your view: whoever opens it sees the same. The edition of the data stands at the foot of
each page.
"""

TAKE = """
Under every chart and table: **Sentence**, **Cite**, **Data**, **Link and embed**, under a chart also **Picture**. Nothing is made before you open it.

The addresses follow from that of the page. For a page at `/country?area=KHM`:

- `/data/country?area=KHM` names its parts: `tiers`, `convictions` and so on; the first page is `/data/overview`;
- `/data/country/tiers.csv?area=KHM` holds the rows of one: `/data`, the page, the part, the format, then what the page's
  own address says after its `?`. Formats: `csv`, `hxl.csv` (with HXL hashtags), `xlsx`, `json`, `zip` (data, data
  dictionary, sources, terms, citation), `bib`, `ris`, and of a chart `svg` and `png`: the picture with its sources, edition,
  date and address in it;
- `/embed/country/tiers?area=KHM` is that part alone, for a frame on another site.

The answer to a question in SQL has one part, `rows`: `/data/sql/rows.csv?q=` and the statement, as in the page's own address.

In Excel: *Data*, *From Web*, the address that ends in `.csv`. In R: `read.csv(address, fileEncoding = "UTF-8-BOM")`.
"""

CORRECT = """
Every figure shows its record: who printed it, in which edition, where it was read. If that is not what the source
prints, write to whoever runs this dashboard with the address of the page, the number that you see, and the page of the
source. A figure that a publisher revised is never overwritten: both stand, the later one first.
"""

OWN = """
An organisation can install TIP Ledger on a computer of its own, without a network, and keep its own cases beside the public
figures: a workbook to fill in, an import that leaves out what identifies a person, and summaries in which small numbers
are withheld. Own cases open by a link that is printed at each start, on that computer alone. The steps stand in the project's README, under *Your own cases*.
"""

PARTS = {
    "what": ("What this is", WHAT),
    "tiers": ("How to read a tier", TIERS),
    "charts": ("How to read a chart", CHARTS),
    "cite": ("How to cite", CITE),
    "take": ("How to take figures along", TAKE),
    "correct": ("How to have a figure corrected", CORRECT),
    "own": ("Your organisation's own cases", OWN),
}
