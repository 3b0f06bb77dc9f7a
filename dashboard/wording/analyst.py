"""Why a statement of SQL has no answer, in plain words."""

from typing import Any

BYTES_IN_MB = 2**20


def why(code: str, told: dict[str, Any]) -> str:
    """The sentence for a code of queries.analyst.Unanswered."""
    at = f" (line {told['line']}, column {told['column']})" if "line" in told else ""
    alike = " or ".join(told.get("candidates", [])[:3])
    meant = f" Did you mean {alike}?" if alike else ""
    name = told.get("name", "")
    return {
        "empty": lambda: "There is no statement. Write one, such as: select * from measure",
        "long": lambda: f"The statement is longer than {told['most']:,} characters.",
        "line": lambda: f"{told['most']} questions wait in line already. Ask again in a minute.",
        "statements": lambda: f"One statement at a time: this is {told['count']}.",
        "kind": lambda: (
            "Only questions can be asked here: a statement that begins with select, with, from, values, describe, "
            "summarize or show tables. A pivot needs its values: on tier in ('1', '2')."
        ),
        "elsewhere": lambda: (
            f"{name}{at} asks about more than the ledger. Here only the ledger's own tables are read, and the same "
            "question has the same answer."
        ),
        "locked": lambda: "Files, the network and settings are closed here.",
        "syntax": lambda: f"The statement cannot be read{at}: {told['message']}.",
        "column": lambda: f"There is no column {name}{at}.{meant}",
        "table": lambda: f"There is no table {name}{at}.{meant}",
        "function": lambda: f"There is no function {name}{at}.{meant}",
        "database": lambda: f"The database cannot answer{at}: {told['message']}",
        "time": lambda: f"Stopped: it took longer than {told['most']} seconds.",
        "memory": lambda: f"Stopped: it took more than {told['most']} MB of memory.",
        "bytes": lambda: f"Stopped: the answer is larger than {told['most'] // BYTES_IN_MB} MB.",
        "ended": lambda: f"Stopped: it most likely took more than {told['most']} MB of memory.",
    }[code]()


def waiting(ahead: int) -> str:
    if ahead == 0:
        return "The ledger works on it."
    return f"{ahead} question{'s' if ahead > 1 else ''} ahead of yours in line."
