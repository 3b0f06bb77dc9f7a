"""All ranked countries in all formats, opened by poppler and LibreOffice: run by hand, takes minutes.

`python -m dashboard.briefing --all --format pdf docx pptx xlsx --out DIR`
`python tests/by_hand_briefings.py DIR`
"""

import subprocess
import sys
import tempfile
from pathlib import Path


def main(folder: Path) -> int:
    failed = [file for file in sorted(folder.glob("*.pdf")) if not opens(file)]
    with tempfile.TemporaryDirectory() as out:
        for kind in ("docx", "pptx", "xlsx"):
            files = sorted(folder.glob(f"*.{kind}"))
            into = Path(out) / kind
            subprocess.run(
                ["soffice", f"-env:UserInstallation=file://{out}/profile", "--headless",
                 "--convert-to", "pdf", "--outdir", into, *files],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            failed += [file for file in files if not opens(into / f"{file.stem}.pdf")]
            print(f"{kind}: {len(files)} files")
    print("\n".join(f"{file} does not open" for file in failed) or "Every file opens.")
    return bool(failed)


def opens(pdf: Path) -> bool:
    done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True)
    return done.returncode == 0 and len(done.stdout) > 200


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
