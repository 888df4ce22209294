"""Opens pages of Fettle in headless Chromium and checks that they hold what they promise.

    check-pages.py [--pictures FOLDER] PAGE…                    these pages
    check-pages.py [--pictures FOLDER] --list FILE FETTLE ROOT  pages that FETTLE makes, by a list
    check-pages.py --self-test                                  pages with one mistake each are found

Each page is opened four times, 400 and 1,600 pixels wide, light and dark, and must fit on paper. It must say nothing on the console, ask for
nothing beside itself, draw every chart, show the same figures in a table (or say why
there is none), fit its width, have its headings in order, and name every chart and all that can be focused. In both colors it
must break no rule of axe, which sees what people with a screen reader, or who see little, would stumble over.

A figure says by the attribute data-tables which tables show the same figures, as a list of JSON objects, or why no table
does, as a text. An object has

    at        "next", "next 2" for the first or second table after the figure, "before" for the last one before it, else an id
    row       what the first cells of a row show: a field of the chart's data, a text with {fields}, several fields whose
              numbers stand in the cell with commas between them, "=text", or "#field" for the number of the row
    columns   pairs of what a cell shows and the heading of its column ("#3" for a column by its number): a field, several
              with commas between them ("_" for any number), "low±high" for half their distance, "from..to" for all of it
    column    instead, what names the column, a field or a text with {fields}, and value: what the cell shows
    sum       instead of a value, [from, to, share, unit]: the sum of (to - from) · share / unit over the rows of data;
              a share that is missing is 1
    besides   rows of the table that are not drawn
    part      "table" where the table has more than the chart, "chart" where the chart has more, "both"

A line of the list: a name, commands of Fettle with ` ; ` between them, the page, and perhaps a script beside this one that looks
closer, with its arguments; with ` | ` between them.
"""

import argparse
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

WIDTHS = (400, 1600)
SCHEMES = ("light", "dark")
# Of A4, 210 mm wide with margins of 15 mm, at 96 pixels an inch.
PAPER = 680

# What a page holds, gathered in the page itself.
GATHER = r"""
() => {
  const text = element => (element ? element.textContent : '').replace(/[ \t\r\n\f]+/g, ' ').trim();
  const isVisible = element => !!(element.getClientRects().length);
  const charts = [...document.querySelectorAll('.chart')].map(chart => {
    const drawing = chart.querySelector('svg, canvas');
    let marks = 0;
    if (drawing && drawing.tagName.toLowerCase() === 'canvas') {
      if (drawing.width > 0 && drawing.height > 0) {
        try {
          const bytes = drawing.getContext('2d').getImageData(0, 0, drawing.width, drawing.height).data;
          for (let place = 3; place < bytes.length; place += 4) if (bytes[place]) marks += 1;
        } catch (error) { marks = -1; }
      }
    } else if (drawing) {
      // Of Vega's drawing, what shows data: axes and backgrounds alone are an empty chart.
      const isVega = drawing.classList.contains('marks');
      const selector = isVega ? '.role-mark path, .role-mark text, .role-mark image'
        : 'path, rect, circle, line, polyline, polygon, text';
      for (const mark of drawing.querySelectorAll(selector)) {
        let box;
        try { box = mark.getBBox(); } catch (error) { continue; }
        if (box.width > 0 || box.height > 0) marks += 1;
      }
    }
    const figure = chart.closest('figure');
    const label = chart.getAttribute('aria-label')
      || (chart.getAttribute('aria-labelledby') || '').split(/\s+/)
        .map(name => text(document.getElementById(name))).join(' ');
    const data = document.querySelector('script.chart-data[data-chart="' + chart.id + '"]');
    const marked = figure && figure.dataset.tables ? JSON.parse(figure.dataset.tables) : null;
    const tables = (Array.isArray(marked) ? marked : []).map(mark => {
      const all = [...document.querySelectorAll('table')];
      const side = which => all.filter(one => figure.compareDocumentPosition(one) & which);
      const after = side(Node.DOCUMENT_POSITION_FOLLOWING);
      const before = side(Node.DOCUMENT_POSITION_PRECEDING);
      let found = document.getElementById(mark.at);
      if (mark.at === 'next') found = after[0];
      else if (mark.at === 'next 2') found = after[1];
      else if (mark.at === 'before') found = before[before.length - 1];
      else if (found && found.tagName !== 'TABLE') found = found.querySelector('table');
      if (!found) return null;
      return [...found.querySelectorAll('tr')].map(row => [...row.children].map(cell => {
        // What is said of a row below its name is not its name.
        const plain = cell.cloneNode(true);
        for (const note of plain.querySelectorAll('.meaning')) note.remove();
        return text(plain);
      }));
    });
    return {
      name: chart.id, label: label.trim(), role: chart.getAttribute('role'), words: text(chart),
      isDrawn: !!drawing, isVisible: isVisible(chart), marks, marked, tables,
      data: data ? data.textContent : null,
    };
  });
  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(
    heading => [Number(heading.tagName[1]), text(heading)]);
  const wide = [...document.querySelectorAll('main *')].filter(element => {
    const box = element.getBoundingClientRect();
    return box.right > innerWidth + 0.5 && box.width > 0;
  }).slice(0, 3).map(element => element.tagName.toLowerCase() + '.' + element.className);
  return {
    charts, headings, wide, width: document.documentElement.scrollWidth, window: innerWidth,
    drawings: document.querySelectorAll('svg, canvas').length, title: document.title,
    language: document.documentElement.lang,
  };
}
"""

# Whether Vega has ended with every chart, for good or for ill.
IS_DRAWN = r"""
() => [...document.querySelectorAll('script.chart-data')].every(data => {
  const chart = document.getElementById(data.dataset.chart);
  return !chart || chart.querySelector('svg, canvas') || chart.textContent.includes('cannot be drawn');
})
"""


def datasets(value):
    """All lists of rows in a specification."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name == "values" and isinstance(part, list) and part and isinstance(part[0], dict):
                yield part
            elif name == "datasets" and isinstance(part, dict):
                yield from (rows for rows in part.values() if isinstance(rows, list))
            else:
                yield from datasets(part)
    elif isinstance(value, list):
        for part in value:
            yield from datasets(part)


NUMBER = re.compile(r"(?<![\w.])[+-]?(?:\d+(?:\.(\d+))?)(?:[eE]([+-]?\d+))?")


def plain(text):
    """A text as it stands in a cell: thin spaces are kept."""
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip()


def shown_numbers(cell):
    """The numbers of a cell, each with half a unit of its last digit."""
    digits_together = re.sub(r"(?<=\d)[\u202f\u2009\u00a0](?=\d{3})", "", cell).replace("\u2212", "-")
    numbers = []
    for found in NUMBER.finditer(digits_together):
        digits = len(found[1] or "") - int(found[2] or 0)
        room = 0.5 * 10.0**-digits
        if digits == 0 and found[0].endswith("0"):
            # Four digits count; the rest are zeros.
            room = max(room, 0.5 * 10.0 ** (len(found[0].lstrip("+-")) - 4))
        numbers.append((float(found[0]), room))
    return numbers


def scales(cell, heading):
    """By what a value may be multiplied to be shown."""
    return (1, 100) if "%" in cell or "%" in heading else (1,)


def is_near(value, shown, scale=1):
    # Charts have seven digits that count.
    return abs(scale * value - shown[0]) <= shown[1] * (1 + 1e-9) + 2e-7 * abs(scale * value)


def value_of(token, datum):
    """What a token of a mark stands for in a row of data."""
    if "±" in token:
        low, high = (datum[name] for name in token.split("±"))
        return None if low is None or high is None else (high - low) / 2
    if ".." in token:
        low, high = (datum[name] for name in token.split(".."))
        return high - low
    return datum[token]


def fields_of(tokens):
    """The fields that tokens need."""
    return [name for token in tokens for name in re.split(r"±|\.\.", token) if name != "_"]


def agrees(tokens, datum, cell, heading):
    """Whether a cell shows what tokens stand for: rounded, and in percent where it says so."""
    values = [None if token == "_" else value_of(token, datum) for token in tokens]
    if isinstance(values[0], str):
        return plain(values[0]) == cell
    shown = shown_numbers(cell)
    if values[0] is None and tokens[0] != "_":
        return not shown
    if not shown:
        return False
    if cell.startswith(("below ", "above ")):
        bound = shown[0][0] / 100
        return values[0] < bound if cell.startswith("below") else values[0] > bound
    for scale in scales(cell, heading):
        is_good = True
        for place, value in enumerate(values):
            if value is None:
                continue
            if place >= len(shown):
                # No interval stands beside what is the same in each replication.
                is_good = is_good and "±" in tokens[place] and abs(value) <= 1e-6 * abs(values[0])
            else:
                is_good = is_good and is_near(value, shown[place], scale)
        if is_good:
            return True
    return False


def is_row(items, datum, row, number):
    """Whether a row of a table is the one of a row of data."""
    for place, item in enumerate(items):
        if item.startswith("#"):
            if datum[item[1:]] != number:
                return False
            continue
        cell = row[place]
        if item.startswith("="):
            wanted = item[1:]
        elif "{" in item:
            wanted = filled(item, datum)
        elif "," in item:
            shown = shown_numbers(cell)
            names = item.split(",")
            if len(shown) < len(names) or not all(map(is_near, (datum[name] for name in names), shown)):
                return False
            continue
        else:
            wanted = datum[item]
        if isinstance(wanted, str):
            wanted = plain(wanted)
            if cell != wanted and not cell.startswith((wanted + " (", wanted + ",")) and (
                not cell or not wanted.startswith(cell + " ")
            ):
                return False
        else:
            shown = shown_numbers(cell)
            if not shown or not any(is_near(wanted, shown[0], scale) for scale in scales(cell, "")):
                return False
    return True


def filled(text, datum):
    """A text with {fields} in it, filled."""
    return re.sub(
        r"\{(\w+)\}", lambda found: re.sub(r"\.0$", "", str(datum[found[1]])), text)


def needed(items):
    """The fields that items of a row need."""
    for item in items:
        if item.startswith("#"):
            yield item[1:]
        elif "{" in item:
            yield from re.findall(r"\{(\w+)\}", item)
        elif not item.startswith("="):
            yield from item.split(",")


def place_of(heading, head):
    """The number of a column: by its heading, or the heading's beginning, or its number."""
    if heading.startswith("#"):
        return int(heading[1:])
    exact = [at for at, text in enumerate(head) if text == heading]
    found = exact or [
        at for at, text in enumerate(head)
        if text.startswith(heading + ",") or text and heading.startswith(text + " ")]
    return found[0] if found else None


def compare_with_table(mark, table, specification):
    """What differs between a chart's data and a table."""
    if not table or len(table) < 2:
        return [f"there is no table '{mark['at']}'"]
    head, body = table[0], [row for row in table[1:] if any(row)]
    items, part = mark["row"], mark.get("part", "")
    crossed = mark.get("column")
    problems, met = [], set()
    sums = {}

    def look(datum, heading, tokens):
        """Compares one row of data with the cell that shows it."""
        rows = [at for at, row in enumerate(body) if is_row(items, datum, row, at)]
        name = " · ".join(str(datum[field]) for field in needed(items))
        if not rows:
            if part not in ("chart", "both"):
                problems.append(f"no row {name}")
            return
        # One of several headings with | between them may show it.
        columns = [place_of(one, head) for one in heading.split("|")]
        columns = [one for one in columns if one is not None]
        if not columns:
            if part not in ("chart", "both"):
                problems.append(f"no column {heading}")
            return
        good = [
            (row, column) for row in rows for column in columns
            if column < len(body[row]) and agrees(tokens, datum, body[row][column], head[column])]
        if good:
            met.update(good)
            return
        row, column = rows[0], columns[0]
        met.add((row, column))
        drawn = ", ".join(str(value_of(one, datum)) for one in tokens if one != "_")
        cell = body[row][column] if column < len(body[row]) else ""
        problems.append(f"{name}, {heading}: drawn {drawn}, in the table '{cell}'")

    fields = list(needed(items))
    for rows in datasets(specification):
        for datum in rows:
            if any(field not in datum for field in fields):
                continue
            if "sum" in mark:
                begin, end, share, unit = mark["sum"]
                if crossed in datum and begin in datum:
                    length = (datum[end] - datum[begin]) / unit
                    key = (tuple(datum[field] for field in fields), datum[crossed])
                    total, room = sums.get(key, (0, 0))
                    sums[key] = (total + length * datum.get(share, 1), room + 0.0005 * length)
            elif crossed:
                tokens = mark["value"].split(",")
                name = crossed if "{" in crossed else "{" + crossed + "}"
                if all(field in datum for field in [*fields_of(tokens), *needed([name])]):
                    look(datum, filled(name, datum), tokens)
            else:
                for shown, heading in mark["columns"]:
                    tokens = shown.split(",")
                    if all(field in datum for field in fields_of(tokens)):
                        look(datum, heading, tokens)
    for (key, column), (total, room) in sums.items():
        datum = dict(zip(fields, key))
        rows = [at for at, row in enumerate(body) if is_row(items, datum, row, at)]
        at = place_of(column, head)
        if not rows or at is None:
            problems.append(f"no row or column {key} · {column}")
            continue
        met.add((rows[0], at))
        shown = shown_numbers(body[rows[0]][at])
        if not shown or abs(total - shown[0][0]) > shown[0][1] + room:
            problems.append(f"{key}, {column}: drawn {total}, in the table '{body[rows[0]][at]}'")
    if not met:
        return problems + ["the chart's data has none of the fields named"]
    # The other way round: what the table shows in these columns is drawn.
    if part not in ("table", "both"):
        for column in {column for _, column in met}:
            for number, row in enumerate(body):
                if row[0] in mark.get("besides", []) or (number, column) in met or column >= len(row):
                    continue
                if any(value for value, _ in shown_numbers(row[column])):
                    problems.append(f"{row[0]}, {head[column]}: in the table '{row[column]}', not drawn")
    return problems


def focusable_without_name(context, page):
    """What can be focused and has no name for who cannot see it."""
    session = context.new_cdp_session(page)
    problems = []
    for node in session.send("Accessibility.getFullAXTree")["nodes"]:
        role = node.get("role", {}).get("value", "")
        if node.get("ignored") or role in ("RootWebArea", "none"):
            continue
        properties = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        if properties.get("focusable") and not node.get("name", {}).get("value", "").strip():
            problems.append(f"nothing names a {role} that can be focused")
    session.detach()
    return problems


def check_opened(found, width, is_report):
    """What is wrong with a page as it was gathered."""
    problems = []
    for chart in found["charts"]:
        name = chart["name"] or "a chart without a name"
        if "cannot be drawn" in chart["words"]:
            problems.append(f"{name}: {chart['words'][:300]}")
        elif not chart["isDrawn"]:
            problems.append(f"{name}: not drawn")
        elif chart["isVisible"] and chart["marks"] == 0:
            problems.append(f"{name}: empty")
        if not chart["label"]:
            problems.append(f"{name}: has no label")
        if chart["role"] not in ("img", "figure", "group", "graphics-document", "application"):
            problems.append(f"{name}: has no role, such as img")
        if chart["data"] is not None and not chart["marked"]:
            problems.append(f"{name}: says neither where its figures stand, nor why they do not")
        for mark, table in zip(chart["marked"] or [], chart["tables"]):
            if chart["data"] is None:
                problems.append(f"{name}: has a table, and no data in the page")
            else:
                said = compare_with_table(mark, table, json.loads(chart["data"]))
                problems += [f"{name}: {one}" for one in said[:5]]
    if is_report and not found["charts"] and not found["drawings"]:
        problems.append("there is no chart or drawing in it")
    if found["width"] > width:
        problems.append(f"it moves sideways: {found['width']} pixels wide ({', '.join(found['wide'])})")
    levels = [level for level, _ in found["headings"]]
    if levels[:1] != [1] or levels.count(1) != 1:
        problems.append("it has to begin with a heading of the first level, and to have one only")
    for before, (after, title) in zip(levels, found["headings"][1:]):
        if after > before + 1:
            problems.append(f"the heading '{title}' of level {after} follows one of level {before}")
    problems += ["a heading is empty" for _, title in found["headings"] if not title]
    if not found["title"] or not found["language"]:
        problems.append("it has no title, or does not say its language")
    return problems


def take_pictures(page, width, name):
    """Saves a page from its top in pictures of 2,000 pixels, five of them at most."""
    height = page.evaluate("document.documentElement.scrollHeight")
    for number, top in enumerate(range(0, min(height, 10_000), 2000), start=1):
        clip = {"x": 0, "y": top, "width": width, "height": min(2000, height - top)}
        page.screenshot(path=f"{name}-{number}.png", full_page=True, clip=clip)


def check_printed(page):
    """What does not fit on paper of an opened page, which is of no more use for other checks then."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 900})
    page.wait_for_timeout(200)
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"printed it is {width} pixels wide, where paper has {PAPER}"] if width > PAPER else []


def check_page(browser, path, pictures, name, widths=WIDTHS, schemes=SCHEMES):
    """Opens a page in all ways; what is wrong with it, and how many charts it has."""
    path = pathlib.Path(path).resolve()
    problems, charts, marked = {}, 0, 0
    for width in widths:
        for scheme in schemes:
            said = []
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
            own = path.as_uri()

            def decide(route):
                if route.request.url.split("#")[0].split("?")[0] == own:
                    route.continue_()
                else:
                    said.append(f"it asks for {route.request.url[:200]}")
                    route.abort()

            context.route("**/*", decide)
            page = context.new_page()
            page.on(
                "console",
                lambda message: said.append(f"console {message.type}: {message.text[:300]}")
                if message.type in ("error", "warning") else None)
            page.on("pageerror", lambda error: said.append(f"script error: {str(error)[:300]}"))
            page.on("websocket", lambda socket: said.append(f"it opens a socket to {socket.url}"))
            page.goto(own, wait_until="load")
            try:
                page.wait_for_function(IS_DRAWN, timeout=60_000)
            except Exception:  # What is not drawn is said below.
                pass
            page.wait_for_timeout(200)
            found = page.evaluate(GATHER)
            said += check_opened(found, width, True)
            said += focusable_without_name(context, page)
            if width == max(widths):
                for rule in Axe().run(page).response["violations"]:
                    where = rule["nodes"][0]["html"][:120].replace("\n", " ")
                    said.append(f"axe, {rule['id']}: {rule['help']}, {len(rule['nodes'])} times, such as {where}")
            if pictures:
                take_pictures(page, width, f"{pictures}/{name}-{width}-{scheme}")
            if width == max(widths) and scheme == schemes[0]:
                said += check_printed(page)
            for one in said:
                problems.setdefault(one, []).append(f"{width} {scheme}")
            charts = len(found["charts"])
            marked = sum(1 for chart in found["charts"] if isinstance(chart["marked"], list))
            context.close()
    everywhere = len(widths) * len(schemes)
    texts = [
        one if len(ways) == everywhere else f"{one} ({', '.join(dict.fromkeys(ways))})"
        for one, ways in problems.items()]
    return texts, charts, marked


def made_pages(file, fettle, root, folder):
    """Makes the pages of a list; yields names, paths, and what could not be made or was found wrong by a closer look."""
    for number, line in enumerate(pathlib.Path(file).read_text().splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        parts = [part.strip() for part in line.split(" | ")]
        if len(parts) not in (3, 4):
            sys.exit(f"{file}:{number}: expected a name, commands and a page, with ' | ' between them")
        name, commands, page = parts[:3]
        failure = None
        for command in commands.split(" ; "):
            words = [word.replace("ROOT/", f"{root}/") for word in shlex.split(command)]
            done = subprocess.run(
                [fettle, *words], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)
            if done.returncode != 0:
                failure = f"'fettle {command}' ends with {done.returncode}: {done.stderr.strip()[-500:]}"
                break
        if failure is None and len(parts) == 4:
            script, *words = shlex.split(parts[3])
            closer = [sys.executable, "-B", str(pathlib.Path(__file__).parent / script), *words]
            done = subprocess.run(closer, cwd=folder, capture_output=True, text=True)
            if done.returncode != 0:
                failure = f"'{parts[3]}': {(done.stdout + done.stderr).strip()[-2000:]}"
            else:
                print(f"        {done.stdout.strip()}")
        yield name, folder / page, failure


def check_all(pages, pictures):
    """Opens pages and prints a line each; whether all are as they should be."""
    is_good = True
    if pictures:
        pathlib.Path(pictures).mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        if not program:
            sys.exit("Chromium is missing; on Debian: apt-get install chromium")
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"])
        for name, path, failure in pages:
            if failure:
                problems, charts, marked = [failure], 0, 0
            elif not pathlib.Path(path).is_file():
                problems, charts, marked = [f"there is no page {path}"], 0, 0
            else:
                problems, charts, marked = check_page(browser, path, pictures, name)
            if problems:
                is_good = False
                print(f"FAILED  {name}: {path}")
                for problem in problems:
                    print(f"        {problem}")
            else:
                size = pathlib.Path(path).stat().st_size / 1e6
                print(f"ok      {name}: {size:.2f} MB, {charts} charts, {marked} of them equal to their tables")
        browser.close()
    return is_good


# MARK: - Pages with one mistake each

CHART = (
    '<figure{attributes}><div class="chart" id="chart-1" role="img" aria-label="Bars">'
    '<svg width="90" height="30"><rect width="50" height="20"></rect></svg></div></figure>'
    '<script type="application/json" class="chart-data" data-chart="chart-1">'
    '{{"data":{{"values":[{{"station":"press","state":"down","share":{share}}}]}}}}</script>'
    '<table><tr><td></td><th>down</th></tr><tr><th>press</th><td>3.3 %</td></tr></table>')
CROSSED = ' data-tables=\'[{"at":"next","row":["station"],"column":"state","value":"share"}]\''
COLUMNS = ' data-tables=\'[{"at":"next","row":["station"],"columns":[["share","down"]]}]\''
REASON = ' data-tables=\'"there is no table"\''
GOOD = "<h1>Page</h1>" + CHART.format(attributes=CROSSED, share=0.0326)
MISTAKES = {
    "console": (GOOD + "<script>console.error('no')</script>", "console error: no"),
    "script": (GOOD + "<script>missing()</script>", "script error"),
    "request": (GOOD + "<img alt='x' src='https://example.org/x.png'>", "it asks for"),
    "file": (GOOD + "<script src='beside.js'></script>", "it asks for"),
    "undrawn": (GOOD.replace("<svg", "<b").replace("</svg", "</b"), "not drawn"),
    "empty": (GOOD.replace('width="50" height="20"', 'width="0" height="0"'), "empty"),
    "label": (GOOD.replace(' aria-label="Bars"', ""), "has no label"),
    "value": (GOOD.replace("0.0326", "0.0336"), "in the table '3.3 %'"),
    "column": ("<h1>P</h1>" + CHART.format(attributes=COLUMNS, share=0.05), "in the table '3.3 %'"),
    "row": (GOOD.replace('"press"', '"mill"'), "no row mill"),
    "undrawn row": (GOOD.replace("</table>", "<tr><th>mill</th><td>1 %</td></tr></table>"), "not drawn"),
    "no table": (GOOD.replace("next", "nowhere"), "there is no table"),
    "no mark": (GOOD.replace(CROSSED, ""), "says neither where its figures stand"),
    "wide": (GOOD + "<div style='width:3000px'>x</div>", "it moves sideways"),
    "narrow": (GOOD + "<div style='width:800px'>x</div>", "(400 light)"),
    "paper": (GOOD + "<style>@media print { p { width: 800px } }</style><p>x</p>", "printed it is"),
    "headings": (GOOD + "<h3>Third</h3>", "follows one of level 1"),
    "contrast": (GOOD + "<p style='color:#ddd;background:#fff'>Pale words</p>", "axe, color-contrast"),
    "picture": (GOOD + "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>", "axe, image-alt"),
    "two titles": (GOOD + "<h1>Again</h1>", "one only"),
    "button": (GOOD + "<button></button>", "nothing names a button"),
    "input": (GOOD + "<input type='search'>", "nothing names a searchbox"),
}


def self_test():
    """Whether each mistake is found, and nothing in good pages."""
    is_good = True
    folder = pathlib.Path(tempfile.mkdtemp())
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
            cases = {"good": (GOOD, None)} | MISTAKES
            cases["good columns"] = ("<h1>P</h1>" + CHART.format(attributes=COLUMNS, share=0.0334), None)
            cases["good reason"] = ("<h1>P</h1>" + CHART.format(attributes=REASON, share=7), None)
            for name, (body, expected) in cases.items():
                file = folder / "page.html"
                file.write_text(
                    "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Page</title>"
                    f"<style>*{{margin:0}}</style></head><body><main>{body}</main></body></html>")
                widths = WIDTHS if name == "narrow" else WIDTHS[:1]
                problems, _, _ = check_page(browser, file, None, "page", widths, SCHEMES[:1])
                found = any(expected in problem for problem in problems) if expected else not problems
                if not found:
                    is_good = False
                    print(f"FAILED  {name}: expected {expected}, found {problems}")
            browser.close()
    finally:
        shutil.rmtree(folder)
    print(f"{'ok' if is_good else 'FAILED'}  {len(cases)} pages, {len(MISTAKES)} of them with a mistake")
    return is_good


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pictures", metavar="FOLDER")
    parser.add_argument("--list", metavar="FILE")
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("words", nargs="*", metavar="PAGE")
    chosen = parser.parse_args()
    if chosen.self_test:
        sys.exit(0 if self_test() else 1)
    if not chosen.list:
        pages = [(f"{pathlib.Path(p).parent.name}-{pathlib.Path(p).stem}", p, None) for p in chosen.words]
        if not pages:
            parser.error("no page is named")
        sys.exit(0 if check_all(pages, chosen.pictures) else 1)
    if len(chosen.words) != 2:
        parser.error("--list needs FETTLE and ROOT")
    with tempfile.TemporaryDirectory() as folder:
        fettle, root = (str(pathlib.Path(word).resolve()) for word in chosen.words)
        # Names of files stand in pages, and those of other people's files are long: they must not make a page wide.
        link = pathlib.Path(folder) / "a_folder_whose_name_is_longer_than_a_phone_is_wide_and_has_no_place_to_break_it"
        link.symlink_to(root, target_is_directory=True)
        root = str(link)
        pages = made_pages(chosen.list, fettle, root, pathlib.Path(folder))
        sys.exit(0 if check_all(pages, chosen.pictures) else 1)


if __name__ == "__main__":
    main()
