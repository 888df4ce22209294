"""Opens a replay in headless Chromium and checks that it shows what is written in it, and what its run has found.

    replay_checks.py [--chromium PATH] PAGE [RUN]

What the page's script shows at many moments is compared with what this file reads from the same data by a reader of its
own. With the folder of the run, where the replay shows replication 0 of the first arm from the end of the warm-up to the
end of the run, the time in each state, failures and good parts are compared with replications.csv.
"""

import argparse
import base64
import csv
import json
import pathlib
import re
import sys

STATES = [
    "producing", "setup", "waiting_for_operator", "starved", "blocked", "down", "waiting_for_repair", "planned_stop",
    "off_shift",
]


def read_track(text, step):
    """The changes of a machine: tenths of a second from the beginning, and the state."""
    data, time, state, place, changes = base64.b64decode(text), 0, 9, 0, []
    while place < len(data):
        byte = data[place]
        place += 1
        if byte < 120:
            code, after = byte % 8, (byte // 8 + 1) * step
        else:
            code, after, shift = byte - 120, 0, 0
            while True:
                group = data[place]
                place += 1
                after |= (group & 127) << shift
                shift += 7
                if group < 128:
                    break
        time += after
        state = code if code < state else code + 1
        changes.append((time, state))
    return changes


def read_series(text, count):
    """A series of whole numbers."""
    halves = iter([half for byte in base64.b64decode(text) for half in (byte & 15, byte >> 4)])

    def number():
        value, shift = 0, 0
        while True:
            group = next(halves)
            value |= (group & 7) << shift
            shift += 3
            if group < 8:
                return value

    values, last = [], 0
    while len(values) < count:
        code = next(halves)
        if code == 14:
            values += [last] * (number() + 4)
            continue
        if code == 15:
            twice = number()
            last += twice // 2 if twice % 2 == 0 else -(twice + 1) // 2
        else:
            last += code - 6
        values.append(last)
    return values[:count]


def state_at(changes, tenth):
    """The state at a moment."""
    low, high = 0, len(changes)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if changes[middle][0] <= tenth else (low, middle)
    return changes[low - 1][1]


def check_replay(page, data):
    """What is wrong with an opened replay, given the data that stand in it."""
    problems = []
    tracks = [read_track(text, data["stateStep"]) for text in data["tracks"]]
    queues = [read_series(text, data["moments"]) for text in data["queues"]]
    good = read_series(data["good"], data["moments"])
    length = data["end"] - data["start"]
    # Moments spread by the golden section, and those of changes, which are the hardest.
    tenths = [int(length * 10 * (number * 0.6180339887498949 % 1)) for number in range(150)]
    for changes in tracks:
        tenths += [changes[len(changes) * part // 7][0] for part in range(7)]
    for tenth in sorted(tenths)[::2] + sorted(tenths)[1::2]:
        if not 0 <= tenth <= length * 10:
            continue
        time = data["start"] + tenth / 10
        shown = page.evaluate(
            """time => { replay.seek(time); const now = replay.now(), moment = replay.momentAt(now);
            return { states: replay.machines.map((_, machine) => replay.stateAt(machine, now)), moment,
              words: [...document.querySelectorAll('#moment-rows tr')].map(row => row.cells[1].textContent),
              waiting: [...document.querySelectorAll('#moment-rows td.number')].map(cell => cell.textContent),
              colors: [...document.querySelectorAll('#floor .machine')].map(box => box.getAttribute('fill')),
              good: document.querySelector('#figures .value').textContent } }""",
            time)
        wanted = [state_at(changes, tenth) for changes in tracks]
        if shown["states"] != wanted:
            problems.append(f"at {time}: states {shown['states']}, written {wanted}")
        if shown["words"] != [data["states"][state]["title"] for state in wanted]:
            problems.append(f"at {time}: the table shows other states")
        colors = [data["states"][state]["color"] for state in wanted]
        if len(shown["colors"]) == len(colors) and shown["colors"] != colors:
            # Stations stand in the order of the scenario on the floor, too.
            problems.append(f"at {time}: the floor shows other colors")
        waiting = [int(re.sub(r"\D.*", "", text.replace("\u202f", ""))) for text in shown["waiting"]]
        if waiting != [queue[shown["moment"]] for queue in queues]:
            problems.append(f"at {time}: waiting {waiting}")
        if int(shown["good"].replace("\u202f", "")) != good[shown["moment"]]:
            problems.append(f"at {time}: {shown['good']} good parts")
    return problems[:10] + check_controls(page, data)


def check_controls(page, data):
    """What is wrong with keys, buttons and the address."""
    problems = []

    def now():
        return page.evaluate("replay.now()")

    page.evaluate("replay.seek(replay.data.start)")
    page.locator("body").press("ArrowRight")
    if not now() > data["start"]:
        problems.append("the right arrow does not go on")
    page.locator("body").press("End")
    if now() != data["end"]:
        problems.append("End does not go to the end")
    page.locator("body").press("Home")
    count = data["failures"]["count"]
    times = read_series(data["failures"]["times"], count)
    if count:
        page.locator("#next").click()
        first = data["start"] + next((time for time in times if time > 0), times[0]) / 10
        if abs(now() - first) > 0.06:
            problems.append(f"the next failure is at {now()}, written {first}")
        page.locator("body").press("n")
        page.locator("body").press("p")
        if count > 1 and times[1] > times[0] and abs(now() - first) > 0.06:
            problems.append("next and previous failure do not come back")
    # Space on a button presses the button.
    page.evaluate("document.activeElement.blur(); replay.seek(replay.data.start)")
    page.locator("body").press(" ")
    page.wait_for_timeout(2000)
    frames = page.evaluate("replay.frames()")
    page.locator("body").press(" ")
    stood = now()
    page.wait_for_timeout(200)
    if frames == 0 or not stood > data["start"] or now() != stood:
        problems.append("space does not play and pause")
    print(f"  {frames / 2:.0f} frames a second")
    wanted = data["start"] + round((data["end"] - data["start"]) / 3)
    page.evaluate("hash => { location.hash = hash }", f"#t={wanted}")
    page.wait_for_timeout(100)
    if now() != wanted:
        problems.append(f"#t={wanted} leads to {now()}")
    return problems


def check_run(data, run):
    """What of a replay of a whole run differs from what the run has found."""
    with open(pathlib.Path(run) / "replications.csv") as file:
        row = next(csv.DictReader(file))
    problems = []
    length = (data["end"] - data["start"]) * 10
    machine = 0
    for station in data["stations"]:
        times = [0] * len(STATES)
        for _ in station["machines"]:
            changes = read_track(data["tracks"][machine], data["stateStep"])
            machine += 1
            for (begin, state), (end, _) in zip(changes, changes[1:] + [(length, 0)]):
                times[state] += max(0, min(end, length) - begin)
        whole = length * len(station["machines"])
        for state, name in enumerate(STATES):
            column = f"stations.{station['name']}.{name}"
            if column not in row or (data["stateStep"] > 1 and state < 5):
                continue
            # Each change is rounded to a tenth of a second, half of one at most.
            room = 0.5 * sum(len(t) for t in data["tracks"]) / whole + 1e-9
            if abs(times[state] / whole - float(row[column])) > room:
                problems.append(f"{column}: {times[state] / whole}, in the run {row[column]}")
    for name, value in (("good_parts", "good"), ("scrapped_parts", "scrapped")):
        if name in row:
            last = read_series(data[value], data["moments"])[-1]
            if last != float(row[name]):
                problems.append(f"{name}: {last}, in the run {row[name]}")
    return problems


def main():
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("page", type=pathlib.Path)
    parser.add_argument("run", nargs="?")
    options = parser.parse_args()
    text = options.page.read_text()
    data = json.loads(re.search(r'id="replay-data">(.*?)</script>', text, re.S)[1])
    problems = check_run(data, options.run) if options.run else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": 1600, "height": 1000}, offline=True).new_page()
        page.on("console", lambda message: problems.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: problems.append(f"script error: {error}"))
        page.goto(options.page.resolve().as_uri())
        problems += check_replay(page, data)
        browser.close()
    for problem in problems[:20]:
        print(f"  {problem}")
    print(f"{options.page}: {len(text.encode())} bytes, {'as it should be' if not problems else 'WRONG'}")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
