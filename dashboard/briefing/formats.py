"""The forms in which a briefing is handed over."""

from dataclasses import dataclass

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Format:
    label: str
    mime: str


FORMATS = {
    "pdf": Format("PDF", "application/pdf"),
    "docx": Format("Word", f"{OFFICE}.wordprocessingml.document"),
    "pptx": Format("PowerPoint", f"{OFFICE}.presentationml.presentation"),
    "xlsx": Format("Excel", f"{OFFICE}.spreadsheetml.sheet"),
}
