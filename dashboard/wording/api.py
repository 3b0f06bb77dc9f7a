"""What the API and the assistants' tools say of themselves. Parts within ` are code."""

DESCRIPTION = (
    "Human-trafficking figures that can be defended: every figure with its unit, what it counts, its qualifier, its source and "
    "the edition in which it was read. Missing is missing: a year without a figure is absent, never zero; `less_than` 5 is "
    "neither 5 nor 0. Parameters mean the same here as on the pages."
)
TITLE = "Data API"
FORMS = (
    "Each table comes as `format=json`, `csv` or `parquet`, in pages of `limit` rows from `offset` on; the address of the next "
    "page is in `next` and in the header `Link`, the number of rows of all pages in `total` and `X-Total-Count`. In JSON the "
    "sources that the rows name stand once under `sources`, in Parquet in the file's metadata under `tip_ledger`, in CSV by "
    "their `source_id`. An answer's `ETag` changes with the data: send it as `If-None-Match` and nothing is sent twice. One "
    "visitor may take {rows} rows in {minutes} minutes; the whole ledger is a file to download, listed with size and hash "
    "under {ledger}."
)
FOR_PROGRAMS = "The description that programs read: {address}."
ADDRESSES = "Addresses"
REQUIRED = "(required)"
UNLESS_GIVEN = "({value} unless given)"
ONE_OF = "One of {values}."

INSTRUCTIONS = (
    "Figures on human trafficking that can be defended. Give no number without the citation that comes with it, with its "
    "unit and qualifier: less_than 5 is neither 5 nor 0, an estimate is no count, and a year without a figure is not zero. "
    "Repeat the caveats. Where a comparison is refused, do not compute one. A tier grades what a government does, not how "
    "much trafficking there is."
)
TIER = "A tier grades what a government does against trafficking, not how much there is."
DERIVED = "Derived or from the press alone: {years}{basis}."
UNITS = "The years are counted in different units ({units}): do not compare across them."
LIMITS = "A value that is less_than is a limit, not a count; read every qualifier."
PRESS = "Found in the press only: {years}."
NOT_HELD = "The ledger holds no such figure. That is not zero."
NO_FIGURE = "There is no figure for {years}. That is not zero."
NEEDED = "A claim of {kind} needs {names}."
SEVERAL = "area: {name} stands for several; ask for one."
MAY_BE = "{fault} It may be: {codes}."
CUT = "{rows} rows; the first {given} are given. Ask for fewer years."
BEING_BUILT = "The ledger is being built; ask again in a minute."
