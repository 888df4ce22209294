"""The cases of this experiment, and what is read from their curves.

    python3 curves.py cases                        the names of the cases
    python3 curves.py options CASE                 the options of `fettle sweep`, one a line
    python3 curves.py curve CASE CSV FOLDER        FOLDER/CASE.csv from the replications of the sweep
    python3 curves.py tables FOLDER OUT            OUT/*.csv and the chart from the curves

Only the standard library is needed.
"""

import csv
import datetime
import math
import pathlib
import sys

REPLICATIONS = 40
STUDENT = 2.0227  # 97.5 % of Student's t with 39 degrees of freedom
TARGETS = [0.95, 0.98, 0.99]
START, WARM_UP, DAYS = datetime.date(2026, 1, 5), 420, 728

MILD = [1.2, 1.1, 1.05, 1, 1, 0.85, 0.8]
STRONG = [1.8, 1.4, 1.2, 1, 1, 0.4, 0.2]
CLOSED = [1.4, 1.4, 1.4, 1.4, 1.4, 0, 0]
YEARLY = [0.6, 0.6, 0.8, 1, 1.1, 1.3, 1.5, 1.4, 1.2, 1, 0.8, 0.7]
# At, weeks, lift, share that is pulled forward.
PROMOTED = [("2026-10-05", 2, 2.0, 0.3), ("2027-10-04", 2, 2.0, 0.3), ("2028-10-02", 2, 2.0, 0.3)]
STEPS = [("2027-06-07", 30, 1.8, 0), ("2028-02-07", 30, 0.5, 0)]
YEAR = dict(yearly=YEARLY, trend=0.1, promotions=PROMOTED)

# rate: parts a day in the mean; lead: days; size: mean of a geometric quantity.
CASES = {
    "steady": {},
    "mild-week": dict(weekly=MILD),
    "strong-week": dict(weekly=STRONG),
    "closed-weekend": dict(weekly=CLOSED),
    "year": YEAR,
    "year-and-week": dict(YEAR, weekly=STRONG),
    "steps": dict(promotions=STEPS),
    "lumpy": dict(rate=2, size=10),
    "strong-week-lead-1": dict(weekly=STRONG, lead=1),
    "strong-week-lead-6": dict(weekly=STRONG, lead=6),
    "strong-week-lead-13": dict(weekly=STRONG, lead=13),
    "strong-week-rate-5": dict(weekly=STRONG, rate=5),
    "strong-week-rate-100": dict(weekly=STRONG, rate=100),
    "strong-week-lost": dict(weekly=STRONG, lost=True),
    "year-lead-13": dict(YEAR, lead=13),
    "year-rate-100": dict(YEAR, rate=100),
}
RULES = {
    "average_7": "forecast: moving_average, periods: 7",
    "average_28": "forecast: moving_average, periods: 28",
    "smoothing_20": "forecast: exponential_smoothing, weight: 20 %",
    "smoothing_5": "forecast: exponential_smoothing, weight: 5 %",
    "naive_7": "forecast: seasonal_naive, season: 7",
    "naive_364": "forecast: seasonal_naive, season: 364",
}
SERVICES = [50, 70, 80, 90, 95, 98, 99, 99.9, 99.99]
FILL_RATES = [80, 85, 90, 95, 97, 98, 99, 99.5]


class Case:
    """One demand with one supplier."""

    def __init__(self, name):
        self.name, case = name, CASES[name]
        self.rate, self.lead, self.size = case.get("rate", 20), case.get("lead", 3), case.get("size", 1)
        self.weekly, self.yearly = case.get("weekly"), case.get("yearly")
        self.trend, self.promotions = case.get("trend", 0), case.get("promotions", [])
        self.lost = case.get("lost", False)
        self.rules = [rule for rule in RULES if rule != "naive_364" or self.yearly]

    def sets(self):
        """What is set in the scenario."""
        minutes = 1440 * self.size / self.rate
        yield f"params.every=exponential {minutes:g} min"
        if self.size != 1:
            yield f"params.quantity=geometric mean {self.size}"
        yield f"params.lead={self.lead} d"
        if self.lost:
            yield "params.if_short=lost"
        season = [
            f"{key}: {list(values)}"
            for key, values in (("weekly", self.weekly), ("yearly", self.yearly)) if values
        ]
        if season:
            yield "customers.buyers.season={" + ", ".join(season) + "}"
        if self.trend:
            yield f"customers.buyers.trend={100 * self.trend:g} %/yr"
        if self.promotions:
            yield "customers.buyers.promotions=[" + ", ".join(
                f"{{at: {at}, lasts: {weeks} wk, lift: {100 * lift:g} %"
                + (f", pulls_forward: {100 * pull:g} %}}" if pull else "}")
                for at, weeks, lift, pull in self.promotions) + "]"
        start = math.ceil(self.need(0))
        yield f"stores.shelf.initial={start}"

    def daily(self, day):
        """The mean demand of a day, counted from the start."""
        date = START + datetime.timedelta(day)
        demand = self.rate * (1 + self.trend * (day + 0.5) / 365)
        if self.weekly:
            demand *= self.weekly[date.weekday()]
        if self.yearly:
            demand *= self.yearly[date.month - 1]
        for at, weeks, lift, pull in self.promotions:
            since = (date - datetime.date.fromisoformat(at)).days
            if 0 <= since < 7 * weeks:
                demand *= lift
            elif pull and 7 * weeks <= since < 14 * weeks:
                demand *= 1 - (lift - 1) * pull
        return demand

    def need(self, day):
        """The mean demand from a look to the delivery of what is ordered at the next."""
        return sum(self.daily(day + ahead) for ahead in range(self.lead + 1))

    def windows(self):
        """Days at which a look decides on the stock of a measured day; what repeats itself only once."""
        days = range(WARM_UP - self.lead, WARM_UP - self.lead + DAYS)
        if self.yearly or self.promotions:
            return days
        return days[:7] if self.weekly else days[:1]

    def points(self):
        """Rule, kind of safety, its value, and the rule in the language of scenarios."""
        needs = [self.need(day) for day in self.windows()]
        mean, peak = sum(needs) / len(needs), max(needs)
        spread = math.sqrt(mean * max(1, 2 * self.size - 1))
        # Few large orders have a long tail.
        reach = 4.5 if self.size == 1 else 7.5
        low, high = max(0, 0.85 * mean - 0.5 * spread), peak + reach * math.sqrt(peak * max(1, 2 * self.size - 1))
        bases = {round(low + (high - low) * step / 31) for step in range(32)}
        for base in sorted(bases | set(self.padded())):
            yield "static", "base_stock", base, f"{{base_stock: {base}, review: 1 d}}"
        most = reach * spread + 0.8 * (peak - mean)
        # More points where little safety is enough.
        safeties = sorted({round(most * (step / 19) ** 1.3) for step in range(20)})
        for rule in self.rules:
            for kind, values, unit in (
                ("safety_stock", safeties, ""), ("service", SERVICES, " %"), ("fill_rate", FILL_RATES, " %"),
            ):
                for value in values:
                    yield rule, kind, value, f"{{{RULES[rule]}, {kind}: {value:g}{unit}, review: 1 d}}"

    # What can be worked out from the mean demand of each day.

    def outlook(self, day):
        """For each level that a look may order up to: mean stock and mean shortage of the day that it decides on."""
        demands = [self.daily(day + ahead) for ahead in range(self.lead + 1)]
        before, last = sum(demands[:-1]), demands[-1]
        top = before + last
        spread = math.sqrt(max(1, top) * max(1, 2 * self.size - 1))
        first, end = max(0, int(before - 5 * spread)), int(top + (8 if self.size == 1 else 12) * spread) + 2
        # Gauss-Legendre over the day.
        stock = [0.0] * (end - first)
        for place, weight in ((0.5 - math.sqrt(0.15), 5 / 18), (0.5, 8 / 18), (0.5 + math.sqrt(0.15), 5 / 18)):
            for index, left in enumerate(self.left(before + place * last, first, end)):
                stock[index] += weight * left
        at_begin, at_end = self.left(before, first, end), self.left(top, first, end)
        # E (D - S)+ = E D - S + E (S - D)+, at the end of the day less at its beginning.
        short = [last + late - early for early, late in zip(at_begin, at_end)]
        return first, stock, short, last

    def left(self, mean, first, end):
        """E (S - D)+ for S from `first` until `end`, of a (compound) Poisson demand D."""
        chances = poisson(mean, end) if self.size == 1 else compound(mean / self.size, self.size, end)
        total, below, result = 0.0, 0.0, []
        for level in range(end):
            if level >= first:
                result.append(total)
            below += chances[level]
            total += below
        return result

    def outlooks(self):
        if not hasattr(self, "known"):
            self.known = [self.outlook(day) for day in self.windows()]
        return self.known

    def padded(self):
        """For each target the level that reaches it on the worst of all days."""
        levels = []
        for target in TARGETS:
            most = 0
            for first, _, short, demand in self.outlooks():
                if demand > 0:
                    index = next(i for i, value in enumerate(short) if value <= (1 - target) * demand)
                    most = max(most, first + index)
            levels.append(most)
        return levels

    def informed(self):
        """(fill rate, mean stock) of a store that knows the mean demand of each day to come."""
        days, curve = list(self.windows()), []
        for step in range(28):
            price, held, missing, wanted, level = 2 ** (step / 2 - 1), 0.0, 0.0, 0.0, None
            # Twice round what repeats itself, so that the first day follows the last.
            for turn in range(2):
                for day, (first, stock, short, demand) in zip(days, self.outlooks()):
                    best = first + min(range(len(stock)), key=lambda i: stock[i] + price * short[i])
                    # Nothing is sent back: what is there does not fall faster than by the demand.
                    level = best if level is None else max(best, math.floor(level - self.daily(day - 1)))
                    if turn == 1:
                        left, lacking = at_level(level, first, stock, short, demand)
                        held, missing, wanted = held + left, missing + lacking, wanted + demand
            curve.append((1 - missing / wanted, held / len(days)))
        return curve

    def computed(self, base):
        """(fill rate, mean stock) of a constant level."""
        held, missing, wanted = 0.0, 0.0, 0.0
        for first, stock, short, demand in self.outlooks():
            left, lacking = at_level(base, first, stock, short, demand)
            held, missing, wanted = held + left, missing + lacking, wanted + demand
        return 1 - missing / wanted, held / len(self.outlooks())


def at_level(level, first, stock, short, demand):
    """Stock and shortage of a day, also where the level is out of the reach of chance."""
    if level < first:
        return 0.0, demand
    beyond = max(0, level - first - len(stock) + 1)
    return (stock[-1] + beyond, 0.0) if beyond else (stock[level - first], short[level - first])


def poisson(mean, end):
    """The chances of 0, 1, … of a Poisson number."""
    if mean == 0:
        return [1.0] + [0.0] * (end - 1)
    return [math.exp(n * math.log(mean) - mean - math.lgamma(n + 1)) for n in range(end)]


def compound(orders, size, end):
    """The chances of 0, 1, … of the sum of a Poisson number of geometric sizes, by Panjer's recursion."""
    sizes = [0.0] + [(1 - 1 / size) ** (n - 1) / size for n in range(1, end)]
    chances = [math.exp(-orders)]
    for n in range(1, end):
        chances.append(orders / n * sum(j * sizes[j] * chances[n - j] for j in range(1, n + 1)))
    return chances


# Curves.

def write_curve(case, path, folder):
    """Keeps each point's sums over the replications, and those that leave one out can be made from."""
    points = list(case.points())
    rows = [[] for _ in points]
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            demanded = float(row["customers.buyers.demanded"])
            fill = float(row["stores.shelf.fill_rate"])
            rows[int(row["arm"]) - 1].append((
                float(row["stores.shelf.on_hand"]), demanded * (1 - fill), demanded,
                float(row["stores.shelf.cycle_service"])))
    assert all(len(row) == REPLICATIONS for row in rows)
    folder.mkdir(exist_ok=True)
    demands = [round(row[2]) for row in rows[0]]
    # All points meet the same demand.
    assert all([round(row[2]) for row in point] == demands for point in rows)
    with open(folder / f"{case.name}.csv", "w") as file:
        file.write("rule,safety,value,fill_rate,fill_rate.half_width,on_hand,on_hand.half_width,cycle_service\n")
        for (rule, kind, value, _), row in zip(points, rows):
            stocks, fills = leave_out(row)
            cycle = sum(r[3] for r in row) / len(row)
            file.write(
                f"{rule},{kind},{value:g},{fills[0]:.5f},{half_width(fills):.5f},"
                f"{stocks[0]:.3f},{half_width(stocks):.3f},{cycle:.4f}\n")
    return points, rows


def leave_out(row):
    """Mean stock and fill rate of all replications, then without each of them."""
    held, missing, wanted = (sum(r[i] for r in row) for i in range(3))
    n = len(row)
    stocks = [held / n] + [(held - r[0]) / (n - 1) for r in row]
    fills = [1 - missing / wanted] + [1 - (missing - r[1]) / (wanted - r[2]) for r in row]
    return stocks, fills


def half_width(values):
    """By the jackknife: the first value is of all, the others leave one out."""
    if any(value is None for value in values):
        return None
    left = values[1:]
    mean = sum(left) / len(left)
    return STUDENT * math.sqrt((len(left) - 1) / len(left) * sum((v - mean) ** 2 for v in left))


def stock_at(target, curve):
    """The stock at a fill rate, between the last point below it and the next one; None where there are not both."""
    wanted = math.log(1 - target)
    for (low_fill, low), (high_fill, high) in zip(curve, curve[1:]):
        if low_fill < target <= high_fill:
            begin, end = math.log(1 - low_fill), math.log(max(1 - high_fill, 1e-6))
            return low + (high - low) * (wanted - begin) / (end - begin)
    return None


def write_equal(case, points, rows, folder):
    """Keeps the stock at equal service, and how it differs from the static one, with half-widths."""
    curves = {}
    for (rule, kind, value, _), row in zip(points, rows):
        stocks, fills = leave_out(row)
        curves.setdefault((rule, kind), []).append((value, fills, stocks))
    known = case.informed()
    with open(folder / f"{case.name}-equal.csv", "w") as file:
        file.write(
            "target,rule,safety,fill_rate,on_hand,on_hand.half_width,change,change.half_width,"
            "excess_change,excess_change.half_width\n")

        def write(target, rule, kind, fill, stocks, static, least):
            changes = [None if s is None or b is None else 100 * (s / b - 1) for s, b in zip(stocks, static)]
            # Where the static stock has next to no excess, a share of it says nothing.
            excess = [
                None if None in (s, b, least) or static[0] < 1.05 * least
                else 100 * ((s - least) / (b - least) - 1)
                for s, b in zip(stocks, static)
            ]
            cells = [f"{100 * target:g}", rule, kind, f"{fill:.4f}"]
            for values, digits in ((stocks, 2), (changes, 1), (excess, 1)):
                for value in (values[0], half_width(values)):
                    cells.append("" if value is None else f"{value:.{digits}f}")
            file.write(",".join(cells) + "\n")

        for number, target in enumerate(TARGETS):
            def stocks_of(curve):
                return [
                    stock_at(target, [(fills[k], stocks[k]) for _, fills, stocks in curve])
                    for k in range(REPLICATIONS + 1)
                ]

            static = stocks_of(curves["static", "base_stock"])
            least = None if case.lost else stock_at(target, known)
            pad = case.padded()[number]
            value, fills, stocks = next(p for p in curves["static", "base_stock"] if p[0] == pad)
            write(target, "padded", "base_stock", fills[0], stocks, static, least)
            write(target, "static", "base_stock", target, static, static, least)
            for rule in case.rules:
                for kind in ("safety_stock", "service", "fill_rate"):
                    write(target, rule, kind, target, stocks_of(curves[rule, kind]), static, least)
            if least is not None:
                write(target, "informed", "", target, [least] * (REPLICATIONS + 1), static, least)


# Tables.

def read(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def table(rows, numbers_from=1):
    """Rows of cells, each column as wide as its widest cell."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        cells = [
            cell.ljust(width) if i < numbers_from else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths))
        ]
        yield "  ".join(cells).rstrip()


def interval(row, key):
    if not row[key]:
        return "–"
    value, width = float(row[key]), float(row[key + ".half_width"] or 0)
    return f"{value:.1f} ± {width:.1f}"


def best(rows, kind="safety_stock"):
    """The rule that needs the least stock."""
    found = [r for r in rows if r["safety"] == kind and r["rule"] not in ("padded", "static") and r["on_hand"]]
    return min(found, key=lambda r: float(r["on_hand"]), default=None)


def write_tables(folder, out):
    equal = {name: read(folder / f"{name}-equal.csv") for name in CASES}
    lines = []
    for target in TARGETS:
        shown = f"{100 * target:g}"
        at = {name: [r for r in rows if r["target"] == shown] for name, rows in equal.items()}
        lines.append(f"Mean stock at a fill rate of {shown} %, a fixed safety stock beside each forecast; half-widths of 95 % intervals\n")
        rows = [["case", "padded", "(fills)", "static", *RULES, "informed"]]
        for name, found in at.items():
            by = {r["rule"]: r for r in found if r["safety"] in ("base_stock", "safety_stock", "")}
            pad = by["padded"]
            rows.append(
                [name, f"{float(pad['on_hand']):.1f}", f"{100 * float(pad['fill_rate']):.1f} %", interval(by["static"], "on_hand")]
                + [interval(by[rule], "on_hand") if rule in by else "" for rule in RULES]
                + [f"{float(by['informed']['on_hand']):.1f}" if "informed" in by else ""])
        lines += table(rows)
        lines.append(f"\nChange against the tuned static stock at {shown} %, in % of its stock\n")
        rows = [["case", "padded", *RULES, "informed"]]
        for name, found in at.items():
            by = {r["rule"]: r for r in found if r["safety"] in ("base_stock", "safety_stock", "")}
            rows.append(
                [name, interval(by["padded"], "change")] + [interval(by[rule], "change") if rule in by else "" for rule in RULES]
                + [f"{float(by['informed']['change']):.1f}" if "informed" in by else ""])
        lines += table(rows)
        lines.append(f"\nThe best forecast at {shown} %: stock and excess beyond the informed store against the tuned static stock, and shares of\nwhat it saves against the padded stock, in %\n")
        rows = [["case", "best", "stock", "excess", "stock against padded", "of that by tuning", "by the forecast"]]
        for name, found in at.items():
            by = {r["rule"]: r for r in found if r["safety"] == "base_stock"}
            top = best(found)
            if top is None:
                rows.append([name, "–", "–", "–", "–", "–", "–"])
                continue
            padded, static, stock = (float(r["on_hand"]) for r in (by["padded"], by["static"], top))
            tuned = 100 * (padded - static) / (padded - stock) if stock < static < padded * 0.95 else None
            if padded * 0.95 > static <= stock:
                tuned = 100
            rows.append([
                name, top["rule"], interval(top, "change"), interval(top, "excess_change"), f"{100 * (stock / padded - 1):.1f}",
                "–" if tuned is None else f"{tuned:.0f}", "–" if tuned is None else f"{100 - tuned:.0f}"])
        lines += table(rows, 2)
        lines.append(f"\nThe same fill rate of {shown} % by the three ways of safety: mean stock\n")
        rows = [["case", "rule", "safety_stock", "service", "fill_rate"]]
        for name, found in at.items():
            for rule in RULES:
                by = {r["safety"]: r for r in found if r["rule"] == rule}
                if by:
                    rows.append([name, rule] + [interval(by[kind], "on_hand") for kind in ("safety_stock", "service", "fill_rate")])
        lines += table(rows, 2)
        lines.append("")
    (out / "equal-service.txt").write_text("\n".join(lines))

    lines = []
    curves = {name: read(folder / f"{name}.csv") for name in CASES}
    for kind, came, said in (
        ("fill_rate", "fill_rate", "Fill rate that came out, in %, by the one that was asked for"),
        ("service", "cycle_service", "Cycles without a shortage that came out, in %, by the service that was asked for"),
    ):
        values = [f"{v:g}" for v in (FILL_RATES if kind == "fill_rate" else SERVICES)]
        lines.append(said + "\n")
        rows = [["case", "rule", *values]]
        for name, curve in curves.items():
            for rule in RULES:
                by = {r["value"]: r for r in curve if r["rule"] == rule and r["safety"] == kind}
                if by:
                    rows.append([name, rule] + [f"{100 * float(by[v][came]):.1f}" for v in values])
        lines += table(rows, 2)
        lines.append("")
    (out / "calibration.txt").write_text("\n".join(lines))

    lines = ["Static stocks, simulated and worked out (Poisson demand, orders that wait)\n"]
    rows = [["case", "base stock", "fill rate", "worked out", "on hand", "worked out"]]
    for name, curve in curves.items():
        case = Case(name)
        if case.lost:
            continue
        static = [r for r in curve if r["rule"] == "static" and 0.9 < float(r["fill_rate"]) < 0.995]
        for row in (static[0], static[-1]):
            fill, stock = case.computed(int(row["value"]))
            rows.append([
                name, row["value"], f"{100 * float(row['fill_rate']):.2f} ± {100 * float(row['fill_rate.half_width']):.2f} %",
                f"{100 * fill:.2f} %", f"{float(row['on_hand']):.2f} ± {float(row['on_hand.half_width']):.2f}", f"{stock:.2f}"])
    lines += table(rows)
    (out / "check.txt").write_text("\n".join(lines) + "\n")
    (out / "curves.svg").write_text(chart(curves))


# The chart.

COLORS = {
    "static": "#000000", "average_28": "#0072b2", "smoothing_20": "#56b4e9", "naive_7": "#d55e00", "naive_364": "#cc79a7",
    "informed": "#999999",
}


def chart(curves):
    """Fill rate against mean stock, a panel for each case, with a scale on which each step halves what is missing."""
    wide, high, left, top = 300, 230, 46, 34
    shown = ["steady", "strong-week", "strong-week-lead-6", "year", "steps", "lumpy"]
    ticks = [0.8, 0.9, 0.95, 0.98, 0.99, 0.995]
    def y(fill):
        return 30 + 170 * (math.log(max(1 - fill, 0.005)) - math.log(0.005)) / (math.log(0.2) - math.log(0.005))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {3 * wide + 20} {2 * high + 70}" font-family="sans-serif" font-size="11">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<text x="{left}" y="18" font-size="13">Fill rate (up) against mean stock on hand (right)</text>',
    ]
    for number, name in enumerate(shown):
        x0, y0 = left + (number % 3) * wide, top + (number // 3) * high
        case = Case(name)
        lines = {
            rule: [(float(r["on_hand"]), float(r["fill_rate"])) for r in curves[name]
                   if r["rule"] == rule and r["safety"] in ("base_stock", "safety_stock")]
            for rule in COLORS if rule != "informed"
        }
        lines["informed"] = [(stock, fill) for fill, stock in case.informed()]
        most = max(min((s for s, f in line if f >= 0.99), default=0) for rule, line in lines.items() if rule == "static") * 1.3
        def x(stock):
            return 240 * stock / most
        parts.append(f'<g transform="translate({x0},{y0})"><text x="0" y="20" font-weight="bold">{name}</text>')
        for tick in ticks:
            parts.append(
                f'<line x1="0" x2="240" y1="{y(tick):.1f}" y2="{y(tick):.1f}" stroke="#dddddd"/>'
                f'<text x="-4" y="{y(tick) + 4:.1f}" text-anchor="end">{100 * tick:g} %</text>')
        step = next(s for s in (5, 10, 20, 25, 50, 100, 200, 500) if most / s <= 6)
        for value in range(0, int(most) + 1, step):
            parts.append(f'<text x="{x(value):.1f}" y="215" text-anchor="middle">{value}</text>')
        for rule, line in lines.items():
            inside = [(s, f) for s, f in line if 0.8 <= f <= 0.995 and s <= most]
            if len(inside) > 1:
                path = " ".join(f"{x(s):.1f},{y(f):.1f}" for s, f in inside)
                dash = ' stroke-dasharray="4 3"' if rule == "informed" else ""
                parts.append(f'<polyline fill="none" stroke="{COLORS[rule]}" stroke-width="1.6"{dash} points="{path}"/>')
        parts.append("</g>")
    place = left
    for rule, color in COLORS.items():
        dash = ' stroke-dasharray="4 3"' if rule == "informed" else ""
        parts.append(
            f'<line x1="{place}" x2="{place + 24}" y1="{top + 2 * high + 14}" y2="{top + 2 * high + 14}" stroke="{color}" stroke-width="2"{dash}/>'
            f'<text x="{place + 30}" y="{top + 2 * high + 18}">{rule}</text>')
        place += 120
    return "\n".join(parts) + "\n</svg>\n"


def main(arguments):
    match arguments:
        case ["cases"]:
            print("\n".join(CASES))
        case ["options", name]:
            case = Case(name)
            for setting in case.sets():
                print("--set", setting, sep="\n")
            print("--vary", "stores.shelf.replenish=" + ",".join(point[3] for point in case.points()), sep="\n")
            print("-n", REPLICATIONS, sep="\n")
        case ["curve", name, path, folder]:
            case, folder = Case(name), pathlib.Path(folder)
            points, rows = write_curve(case, path, folder)
            write_equal(case, points, rows, folder)
        case ["tables", folder, out]:
            write_tables(pathlib.Path(folder), pathlib.Path(out))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
