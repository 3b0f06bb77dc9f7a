"""A briefing's words with their footnotes in brackets, for formats that have no footnotes."""

from dashboard.briefing.model import Chart, Sentence


def sentence_with_marks(sentence: Sentence) -> str:
    return "".join(part.text + note_numbers(part.notes) for part in sentence.parts)


def note_numbers(notes: tuple[int, ...]) -> str:
    """' [1, 2]', or nothing."""
    return f" [{', '.join(map(str, notes))}]" if notes else ""


def title_and_unit(chart: Chart) -> str:
    return f"{chart.title}, {chart.unit}" if chart.unit else chart.title
