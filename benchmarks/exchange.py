"""What an export and an import take: time for a thousand lines, and memory, which is not to grow with the ledger.

    python -m benchmarks.exchange [--claims 2000 20000 100000]

Each command runs in a process of its own, as an operator would run it; memory is the most that it ever held.
"""

import argparse
import filecmp
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from claims.store import open_store
from tests.values import a_change, a_claim, a_piece, a_review, an_appearance, an_article


def fill(path: Path, claims: int) -> None:
    """A ledger of `claims` claims, each with an article, an appearance, evidence, a review and a change."""
    store = open_store(f"sqlite:///{path}")
    text = "The Ferry Board said on Monday that the line will reopen in May. " * 40
    for start in range(0, claims, 1_000):
        with store.transaction():
            for n in range(start, min(start + 1_000, claims)):
                claim, article = f"c{n:07}", f"a{n:07}"
                store.add_article(an_article(article, text=text), a_claim().created_at)
                store.add_claim(a_claim(claim, article_id=article))
                store.add_appearance(an_appearance(claim, article))
                store.put_evidence(a_piece(f"e{n:07}", claim, article))
                store.add_review(a_review(f"r{n:07}", claim))
                store.add_change(a_change(f"h{n:07}", claim))
    store.close()


def run(*arguments: str) -> tuple[float, float]:
    """Seconds and MB of a command."""
    began = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-m", "claims", *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{arguments} failed.")
    return time.perf_counter() - began, used.ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exchange", description=__doc__)
    parser.add_argument("--claims", type=int, nargs="+", default=[2_000, 20_000, 100_000])
    print("| claims | lines | MB of the file | export: s, MB | import: s, MB | CSV: s, MB |\n|---|---|---|---|---|---|")
    for claims in parser.parse_args().claims:
        with tempfile.TemporaryDirectory(prefix="claimdesk-bench-") as name:
            folder = Path(name)
            fill(folder / "one.db", claims)
            one, other = (["--database", f"sqlite:///{folder}/{each}.db"] for each in ("one", "other"))
            out, back = folder / "ledger.jsonl", folder / "again.jsonl"
            took = [run(*one, "export", str(out)), run(*other, "import", str(out))]
            run(*other, "export", str(back))
            if not filecmp.cmp(out, back, shallow=False):  # not read here: a child is charged with its parent's memory
                raise SystemExit("The copy is not the same.")
            took.append(run(*one, "export", "--csv", str(folder / "claims.csv")))
            size = out.stat().st_size / 1e6
            figures = " | ".join(f"{seconds:.1f}, {memory:.0f}" for seconds, memory in took)
            print(f"| {claims:,} | {6 * claims:,} | {size:.0f} | {figures} |", flush=True)


if __name__ == "__main__":
    main()
