"""Opens pages of Fettle in headless Chromium and checks that they hold what they promise.

    check-pages.py [--pictures FOLDER] PAGE…                    these pages
    check-pages.py [--pictures FOLDER] --list FILE FETTLE ROOT  pages that FETTLE makes, by a list
    check-pages.py --self-test                                  pages with one mistake each are found

Each page is opened four times, 400 and 1,600 pixels wide, light and dark. It must say nothing on the console, ask for
nothing beside itself, draw every chart, show in the table beside a chart the same figures (where the figure says which
table that is), fit its width, have its headings in order, and name every chart and all that can be focused.

A figure says by attributes what stands in its table:

    data-table    "next" for the first table after the figure, else the id of a table
    data-row      the field of the chart's data that the first cell of a row shows; several with commas between
    data-column   the field that names the column, and data-value the field that the cell shows: a table of both ways
    data-columns  or "field=Heading; field=Heading": a column each for fields

A line of the list: a name, commands of Fettle with ` ; ` between them, and the page, with ` | ` between the three.
"""

import argparse
import json
import math
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

from playwright.sync_api import sync_playwright

WIDTHS = (400, 1600)
SCHEMES = ("light", "dark")

# What a page holds, gathered in the page itself.
GATHER = r"""
() => {
  const text = element => (element ? element.textContent : '').replace(/\s+/g, ' ').trim();
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
    let table = null, marked = null;
    if (figure && figure.dataset.table) {
      marked = Object.assign({}, figure.dataset);
      let found = document.getElementById(marked.table);
      if (marked.table === 'next') {
        found = [...document.querySelectorAll('table')].find(
          one => figure.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
      } else if (found && found.tagName !== 'TABLE') {
        found = found.querySelector('table');
      }
      if (found) table = [...found.querySelectorAll('tr')].map(row => [...row.children].map(text));
    }
    return {
      name: chart.id, label: label.trim(), role: chart.getAttribute('role'), words: text(chart),
      isDrawn: !!drawing, isVisible: isVisible(chart), marks, marked, table,
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


def shown_number(cell):
    """The first number of a cell and half a unit of its last digit; None where it shows none."""
    plain = re.sub(r"(?<=\d)[\u202f\u2009\u00a0 ](?=\d{3})", "", cell).replace("\u2212", "-")
    found = re.match(r"[+]?(-?\d+(?:\.(\d+))?(?:[eE]([+-]?\d+))?)", plain)
    if not found:
        return None
    digits = len(found[2] or "") - int(found[3] or 0)
    return float(found[1]), 0.5 * 10.0**-digits


def agrees(value, cell, heading):
    """Whether a cell shows a value: rounded, and in percent where it says so."""
    if value is None:
        return shown_number(cell) is None
    if isinstance(value, str):
        return " ".join(value.split()) == cell
    shown = shown_number(cell)
    if shown is None or isinstance(value, bool):
        return False
    scales = (1, 100) if "%" in cell or "%" in heading else (1,)
    room = shown[1] * (1 + 1e-9)
    return any(math.isclose(scale * value, shown[0], rel_tol=1e-12, abs_tol=room) for scale in scales)


def compare_with_table(chart, specification):
    """What differs between a chart's data and the table beside it."""
    marked, table = chart["marked"], chart["table"]
    if not table or len(table) < 2:
        return [f"there is no table '{marked['table']}'"]
    head, body = table[0], [row for row in table[1:] if any(row)]
    keys = [key.strip() for key in marked.get("row", "").split(",") if key.strip()]
    if not keys:
        return ["data-row is missing"]
    columns = {}
    for pair in filter(None, (part.strip() for part in marked.get("columns", "").split(";"))):
        field, _, title = pair.partition("=")
        columns[field.strip()] = title.strip()
    crossed = marked.get("column"), marked.get("value")
    if not columns and not all(crossed):
        return ["neither data-columns, nor data-column and data-value"]

    def place(title):
        exact = [at for at, text in enumerate(head) if text == title]
        return exact or [at for at, text in enumerate(head) if text.startswith(title + ",")]

    problems, met = [], set()
    by_name = {}
    for number, row in enumerate(body):
        by_name.setdefault(tuple(row[: len(keys)]), number)
    for rows in datasets(specification):
        for datum in rows:
            if any(key not in datum for key in keys):
                continue
            if columns:
                wanted = [(title, datum[field]) for field, title in columns.items() if field in datum]
            elif all(field in datum for field in crossed):
                wanted = [(str(datum[crossed[0]]), datum[crossed[1]])]
            else:
                continue
            name = tuple(" ".join(str(datum[key]).split()) for key in keys)
            if name not in by_name:
                problems.append(f"no row {' · '.join(name)}")
                continue
            row = body[by_name[name]]
            for title, value in wanted:
                where = place(title)
                if not where or where[0] >= len(row):
                    problems.append(f"no column {title}")
                    continue
                met.add((by_name[name], where[0]))
                if not agrees(value, row[where[0]], head[where[0]]):
                    problems.append(
                        f"{' · '.join(name)}, {title}: drawn {value}, in the table '{row[where[0]]}'")
    if not met:
        return problems + ["the chart's data has none of the fields named"]
    # The other way round: what the table shows in these columns is drawn.
    for column in {column for _, column in met}:
        for number, row in enumerate(body):
            if (number, column) not in met and column < len(row) and shown_number(row[column]):
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
        if chart["marked"]:
            if chart["data"] is None:
                problems.append(f"{name}: has a table, and no data in the page")
            else:
                said = compare_with_table(chart, json.loads(chart["data"]))
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
            if pictures:
                take_pictures(page, width, f"{pictures}/{name}-{width}-{scheme}")
            for one in said:
                problems.setdefault(one, []).append(f"{width} {scheme}")
            charts = len(found["charts"])
            marked = sum(1 for chart in found["charts"] if chart["marked"])
            context.close()
    everywhere = len(widths) * len(schemes)
    texts = [
        one if len(ways) == everywhere else f"{one} ({', '.join(dict.fromkeys(ways))})"
        for one, ways in problems.items()]
    return texts, charts, marked


def made_pages(file, fettle, root, folder):
    """Makes the pages of a list; yields their names and paths, and None for what could not be made."""
    for number, line in enumerate(pathlib.Path(file).read_text().splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        parts = [part.strip() for part in line.split(" | ")]
        if len(parts) != 3:
            sys.exit(f"{file}:{number}: expected a name, commands and a page, with ' | ' between them")
        name, commands, page = parts
        failure = None
        for command in commands.split(" ; "):
            words = [word.replace("ROOT/", f"{root}/") for word in shlex.split(command)]
            done = subprocess.run(
                [fettle, *words], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)
            if done.returncode != 0:
                failure = f"'fettle {command}' ends with {done.returncode}: {done.stderr.strip()[-500:]}"
                break
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
CROSSED = ' data-table="next" data-row="station" data-column="state" data-value="share"'
COLUMNS = ' data-table="next" data-row="station" data-columns="share=down"'
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
    "wide": (GOOD + "<div style='width:3000px'>x</div>", "it moves sideways"),
    "narrow": (GOOD + "<div style='width:800px'>x</div>", "(400 light)"),
    "headings": (GOOD + "<h3>Third</h3>", "follows one of level 1"),
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
            cases["good unmarked"] = ("<h1>P</h1>" + CHART.format(attributes="", share=7), None)
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
        pages = made_pages(chosen.list, fettle, root, pathlib.Path(folder))
        sys.exit(0 if check_all(pages, chosen.pictures) else 1)


if __name__ == "__main__":
    main()
