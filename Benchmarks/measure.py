"""Runs each benchmark and its references in turn, and prints medians and their ratios.

    python measure.py FOLDER RUNS yes|no

FOLDER holds the built programs; the last argument says whether SimPy takes part. The programs of a
row take turns, so that a machine that slows down slows all of them down. The smallest and the largest
of the ratios within one turn stand beside the ratio of the medians.
"""

import json
import re
import statistics
import subprocess
import sys

folder, runs, with_simpy = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "yes"
swift = f"{folder}/release/KernelBenchmark"
factory = f"{folder}/release/FactoryBenchmark"


def nanoseconds(command):
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if output.startswith("{"):
        result = json.loads(output)
        count = result["n"] if "n" in result else result["parts"]
        return result["cpu"] * 1e9 / count, result.get("mb", 0.0)
    found = re.search(r"([\d.]+) ns/event rss ([\d.]+) MB", output)
    return float(found.group(1)), float(found.group(2))


def row(title, unit, own, reference, repeats=runs):
    own_times, reference_times, memory = [], [], 0.0
    for turn in range(repeats):
        time, memory = nanoseconds([word.format(seed=turn + 1) for word in own])
        own_times.append(time)
        reference_times.append(nanoseconds([word.format(seed=turn + 1) for word in reference])[0])
    ratios = sorted(a / b for a, b in zip(own_times, reference_times))
    own_median, reference_median = map(statistics.median, (own_times, reference_times))
    print(
        f"{title:<38}{own_median:>10.1f}{reference_median:>12.1f}"
        f"{own_median / reference_median:>9.3f}   {ratios[0]:.3f} … {ratios[-1]:.3f}"
        f"{memory:>9.1f} MB   ns per {unit}",
        flush=True,
    )
    return reference_median


print(f"{'':<38}{'Fettle':>10}{'reference':>12}{'ratio':>9}   within a turn")
customers = "2000000"
mm1 = [swift, "mm1", customers, "{seed}"]
reference = row(
    "M/M/1 at load 0.9, C heap loop", "customer", mm1,
    [f"{folder}/mm1_limits", "heap", customers, "{seed}"])
row("  the event loop, a bare popNext", "customer", mm1, mm1 + ["bare"])
row("  the same with a trace, without one", "customer", mm1 + ["trace"], mm1)
if with_simpy:
    row(
        "  the same, SimPy", "customer", mm1,
        [".venv/bin/python", "Benchmarks/simpy/mm1.py", "50000", "{seed}"])
for pending, events in (("100", "5000000"), ("10000", "3000000"), ("100000", "3000000"),
                        ("1000000", "3000000")):
    row(
        f"hold model, {int(pending):,} pending, C heap", "event", [swift, "hold", pending, events],
        [f"{folder}/hold", pending, events])
row(
    "1,000,000 entities, the bare hold model", "event", [swift, "entities", "1000000", "3000000"],
    [swift, "hold", "1000000", "3000000"])
row(
    "M/M/1 as a factory, C heap loop", "customer", [factory, "mm1", customers, "{seed}"],
    [f"{folder}/mm1_limits", "heap", customers, "{seed}"])
row(
    "line of 10 machines, C", "part", [factory, "line", "300000", "{seed}"],
    [f"{folder}/line_limits", "e", "{seed}", "300000"])
row(
    "  the same by recursion, C recursion", "part", [factory, "recursion", "1000000", "{seed}"],
    [f"{folder}/line_limits", "r", "{seed}", "1000000"])
print(f"\nmm1_limits heap: {reference:.1f} ns a customer here, {reference / 35:.2f} times the "
      "35 ns for which times are stated")
