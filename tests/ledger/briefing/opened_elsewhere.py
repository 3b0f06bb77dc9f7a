"""All ranked countries in all formats, opened by poppler and LibreOffice: by hand, takes minutes.

`python -m dashboard.briefing --all --format pdf docx pptx xlsx --out DIR`
`python -m tests.ledger.briefing.opened_elsewhere DIR`
"""

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tqdm import tqdm

BATCH = 20


def main(folder: Path) -> int:
    written = sorted(folder.glob("*.pdf"))
    failed = [file for file in written if "Tagged:          yes" not in told("pdfinfo", file)]
    print("Pages of the PDFs:", counted(written))
    with tempfile.TemporaryDirectory() as scratch:
        for kind in ("docx", "pptx", "xlsx"):
            files = sorted(folder.glob(f"*.{kind}"))
            into = Path(scratch) / kind
            for start in tqdm(range(0, len(files), BATCH), unit=f"{BATCH} {kind}"):
                convert(files[start : start + BATCH], into, Path(scratch) / "profile")
            failed += [file for file in files if not reads_alike(file, into / f"{file.stem}.pdf")]
            print(f"{kind}: {len(files)} files, of pages: {counted(list(into.glob('*.pdf')))}")
    print("\n".join(f"{file} does not open" for file in failed) or "Every file opens.")
    return bool(failed)


def convert(files: list[Path], into: Path, profile: Path) -> None:
    """Each file as PDF, by LibreOffice. Raises CalledProcessError where it fails."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf",
         "--outdir", into, *files],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600,
    )  # fmt: skip


def reads_alike(file: Path, converted: Path) -> bool:
    """Whether the converted file opens with the title and the sources of the PDF beside it."""
    if not converted.exists():
        return False
    text, printed = (
        told("pdftotext", converted, "-"),
        told("pdftotext", file.with_suffix(".pdf"), "-"),
    )
    return printed.splitlines()[0] in text and "US Department of State" in text


def counted(pdfs: list[Path]) -> dict[int, int]:
    """How many files have how many pages."""
    return dict(sorted(Counter(len(pages(pdf)) for pdf in pdfs).items()))


def pages(pdf: Path) -> list[str]:
    """The text of each page."""
    return told("pdftotext", pdf, "-").split("\f")[:-1]


def told(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
