"""Remaining lives, in cycles, from a heat that rises with the cube of the share of the life that is used."""
import json
import sys


def remaining_life(heat, noise):
    if heat is None:
        return 100.0
    used = max(heat, 0.0) / 10
    return 100.0 * (1 - used ** (1 / 3))


for line in sys.stdin:
    request = json.loads(line)
    if request.get("ask") == "hello":
        answer = {"reads": ["heat", "noise"], "answers": "remaining_life"}
    else:
        answers = [remaining_life(*row) for row in request["rows"]]
        answer = {"id": request["id"], "answers": answers}
    print(json.dumps(answer), flush=True)
