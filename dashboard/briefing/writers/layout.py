"""What stands beside what on a page, and numbers beside each other."""

from dashboard.briefing.model import Chart, Section


def side_by_side(sections: tuple[Section, ...]) -> list[list[Section]]:
    """Two sections that open with a line chart share a row."""
    rows: list[list[Section]] = []
    for section in sections:
        if rows and len(rows[-1]) == 1 and opens_with_line(section, rows[-1][0]):
            rows[-1].append(section)
        else:
            rows.append([section])
    return rows


def opens_with_line(*sections: Section) -> bool:
    first = [section.blocks[0] for section in sections]
    return all(isinstance(block, Chart) and block.kind == "line" for block in first)


def runs(notes: tuple[int, ...]) -> list[list[int]]:
    """[[1, 2, 3], [7]] for 1, 2, 3, 7."""
    found: list[list[int]] = []
    for note in notes:
        if found and note == found[-1][-1] + 1:
            found[-1].append(note)
        else:
            found.append([note])
    return found
