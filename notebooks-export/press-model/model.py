"""Remaining lives of dies, in seconds, from the vibration: what the notebook has learned stands in learned.json.

The logarithm of the remaining life is a polynomial of the mean vibration of the last twelve hours.
"""

import json
import math
import sys

with open("learned.json", encoding="utf-8") as file:
    learned = json.load(file)


def remaining_life(vibration):
    if vibration is None:
        return learned["mean"]
    held = min(max(vibration, learned["least"]), learned["most"])
    power = sum(factor * held**place for place, factor in enumerate(learned["factors"]))
    return max(0.0, math.exp(power) - learned["added"])


for line in sys.stdin:
    request = json.loads(line)
    if request.get("ask") == "hello":
        answer = {"reads": learned["reads"], "answers": "remaining_life"}
    else:
        answer = {"id": request["id"], "answers": [remaining_life(row[0]) for row in request["rows"]]}
    print(json.dumps(answer), flush=True)
