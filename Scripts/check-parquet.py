"""Compares Fettle's Parquet, CSV and NumPy files with pandas, pyarrow, polars and DuckDB, both ways.

    check-parquet.py PROGRAM [FIXTURES]

PROGRAM is the built tool ColumnarFiles (Tests/ColumnarFiles). What Fettle writes must be read by the
others to the same values, missing ones included, with the same types and true bounds; what the others
write by default and in every encoding must be read by Fettle to the same values. With FIXTURES, a folder,
a few small files are written there for the tests in Swift.
"""

import datetime
import decimal
import math
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import zipfile

import duckdb
import numpy
import pandas
import polars
import pyarrow
import pyarrow.parquet

problems = []


def check(holds, what):
    if not holds:
        problems.append(what)


def cells(path):
    """The cells of a CSV file as texts by column, None for an empty one that is not quoted."""
    table = duckdb.sql(
        f"select * from read_csv('{path}', all_varchar=true, header=true, nullstr='',"
        " allow_quoted_nulls=false, delim=',', quote='\"', escape='\"', comment='')"
    )
    return {name: list(column) for name, column in zip(table.columns, zip(*table.fetchall()))}


def moment(text):
    return datetime.datetime.fromisoformat(text)


def text_of(value, kind):
    """A value as Fettle writes it in CSV."""
    if value is None:
        return None
    if kind == "list":
        return "[" + ", ".join(text_of(v, "float32") for v in value) + "]"
    if kind in ("float32", "float64"):
        return numpy.float32(value) if kind == "float32" else numpy.float64(value)
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "timestamp":
        day = value.strftime("%H:%M:%S") + f".{value.microsecond:06}"
        return f"{value.year:04}-{value.month:02}-{value.day:02} {day}"
    return str(value)


def number(text, kind):
    return None if text is None else (numpy.float32 if kind == "float32" else numpy.float64)(text)


def same(value, text, kind):
    """Whether a value is what a cell of CSV says."""
    if value is None or text is None:
        return value is None and text is None
    if kind == "list":
        parts = text.strip("[]").split(", ")
        return len(parts) == len(value) and all(same(v, p, "float32") for v, p in zip(value, parts))
    if kind in ("float32", "float64"):
        make = numpy.float32 if kind == "float32" else numpy.float64
        one, other = make(value), make(text)
        if math.isnan(one) or math.isnan(other):
            return math.isnan(one) and math.isnan(other)
        return one == other and math.copysign(1, one) == math.copysign(1, other)
    return text_of(value, kind) == text


def compare(values, texts, kind, what):
    check(len(values) == len(texts), f"{what}: {len(values)} rows, not {len(texts)}")
    wrong = [i for i, (v, t) in enumerate(zip(values, texts)) if not same(v, t, kind)]
    check(not wrong, f"{what}: {len(wrong)} values differ")
    if wrong:
        row = wrong[0]
        problems.append(f"  first in row {row}: {values[row]!r} where {texts[row]!r} is expected")


def kind_of(name):
    return "list" if name.startswith("waveform") else name.removesuffix("_optional")


KINDS = {"time": "timestamp", "number": "int64", "level": "float32", "zero": "float64", "serial": "text", "key": "text"}

ARROW_TYPES = {
    "boolean": pyarrow.bool_(),
    "int32": pyarrow.int32(),
    "int64": pyarrow.int64(),
    "float32": pyarrow.float32(),
    "float64": pyarrow.float64(),
    "timestamp": pyarrow.timestamp("us"),
    "category": pyarrow.string(),
    "text": pyarrow.string(),
}


def written_by_fettle(program, folder):
    subprocess.run([program, "write", folder], check=True)
    for name in ["types", "readings", "empty"]:
        path = folder / f"{name}.parquet"
        expected = cells(folder / f"{name}.csv")
        arrow = pyarrow.parquet.read_table(path)
        frame = polars.read_parquet(path)
        duck = duckdb.sql(f"select * from '{path}'")
        rows = duck.fetchall()
        duck_columns = dict(zip(duck.columns, zip(*rows))) if rows else {}
        pandas_frame = pandas.read_parquet(path)
        check(len(pandas_frame) == arrow.num_rows, f"{name}: pandas reads another number of rows")
        for column in arrow.column_names:
            kind = KINDS.get(column, kind_of(column))
            texts = expected.get(column, [])
            compare(arrow[column].to_pylist(), texts, kind, f"{name}.{column} by pyarrow")
            compare(frame[column].to_list(), texts, kind, f"{name}.{column} by polars")
            compare(duck_columns.get(column, []), texts, kind, f"{name}.{column} by DuckDB")
            field = arrow.schema.field(column)
            check(field.nullable == column.endswith("_optional"), f"{name}.{column}: nullable")
            if kind in ARROW_TYPES:
                check(field.type == ARROW_TYPES[kind], f"{name}.{column}: {field.type}")
        metadata = pyarrow.parquet.read_metadata(path)
        check(metadata.metadata[b"table"] == name.encode(), f"{name}: metadata")
        bounds(metadata, path, name)
        # CSV is read by the others too.
        if name == "readings":
            check(len(pandas.read_csv(folder / "readings.csv")) == 100_000, "CSV by pandas")
            check(polars.read_csv(folder / "readings.csv").height == 100_000, "CSV by polars")
    pruning(folder / "readings.parquet")
    arrays(folder)
    full_disk(program)


def arrays(folder):
    """Arrays are read by NumPy, to the same values."""
    numbers = numpy.arange(120, dtype="f4").reshape(20, 2, 3) / 4
    single = numpy.load(folder / "single.npy", mmap_mode="r")
    check(single.dtype == "f4" and numpy.array_equal(single, numbers), "single.npy")
    expected = {
        "x": numbers,
        "größe": numpy.array([0.1, numpy.inf]),
        "labels": numpy.array([], "i4"),
        "counts": numpy.array([[-(2**63)], [7]]),
    }
    with numpy.load(folder / "several.npz") as archive:
        check(list(archive) == list(expected), f"several.npz: {list(archive)}")
        for name, array in expected.items():
            read = archive[name]
            check(
                read.dtype == array.dtype and numpy.array_equal(read, array),
                f"several.npz: {name}: {read}",
            )
    check(zipfile.ZipFile(folder / "several.npz").testzip() is None, "several.npz: checksums")


def full_disk(program):
    """A file that cannot grow is named, and nothing of it is left."""

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    with tempfile.TemporaryDirectory() as name:
        answer = subprocess.run(
            [program, "write", name], capture_output=True, text=True, preexec_fn=limit
        )
        expected = f"{name}/types.parquet: the file cannot be written: File too large\n"
        check(answer.stdout == expected, f"full disk: {answer.stdout!r}")
        left = [path.name for path in pathlib.Path(name).iterdir()]
        check(not left, f"full disk: {left} are left")


def bounds(metadata, path, name):
    """The bounds and counts that the file states are those of its values."""
    file = pyarrow.parquet.ParquetFile(path)
    for group in range(metadata.num_row_groups):
        table = file.read_row_group(group)
        for index in range(metadata.num_columns):
            chunk = metadata.row_group(group).column(index)
            column = chunk.path_in_schema.split(".")[0]
            what = f"{name}.{column} row group {group}"
            values = table[column]
            check(chunk.statistics is not None, f"{what}: no statistics")
            check(chunk.compression == "ZSTD", f"{what}: {chunk.compression}")
            check(
                chunk.statistics.null_count == values.null_count,
                f"{what}: {chunk.statistics.null_count} missing, not {values.null_count}",
            )
            there = [v for v in values.to_pylist() if v is not None]
            if kind_of(column) == "list":
                there = [v for row in there for v in row]
            there = [v for v in there if not (isinstance(v, float) and math.isnan(v))]
            if not there:
                check(not chunk.statistics.has_min_max, f"{what}: bounds of nothing")
                continue
            if not chunk.statistics.has_min_max:
                longest = max(len(str(v).encode()) for v in there)
                check(longest > 64, f"{what}: no bounds")
                continue
            least, greatest = chunk.statistics.min, chunk.statistics.max
            if isinstance(there[0], str):
                there = [v.encode() for v in there]
                least, greatest = least.encode(), greatest.encode()
            check(least == min(there), f"{what}: least {least!r}, not {min(there)!r}")
            check(greatest == max(there), f"{what}: greatest {greatest!r}, not {max(there)!r}")
            if isinstance(least, float) and least == 0:
                check(math.copysign(1, least) < 0, f"{what}: least zero is not negative")
            if isinstance(greatest, float) and greatest == 0:
                check(math.copysign(1, greatest) > 0, f"{what}: greatest zero is negative")


def pruning(path):
    """Queries that skip row groups by their bounds find what is there, and only read that."""
    for query, expected in [
        ("number = 54321", 1),
        ("number >= 79990 and number < 80010", 20),
        ("time < timestamp '2026-01-05 06:00:10'", 20),
        ("level >= 4", 20_000),
        ("level > 4.9999", 0),
        ("zero = 0", 100_000),
        ("zero < 0", 0),
    ]:
        count = duckdb.sql(f"select count(*) from '{path}' where {query}").fetchall()[0][0]
        check(count == expected, f"DuckDB: {query} finds {count}, not {expected}")
        if "timestamp" in query:
            continue
        count = polars.scan_parquet(path).sql(f"select count(*) from self where {query}")
        count = count.collect().item()
        check(count == expected, f"polars: {query} finds {count}, not {expected}")
    groups = pyarrow.parquet.ParquetFile(path)
    used = {
        encoding
        for g in range(5)
        for c in range(groups.metadata.num_columns)
        for encoding in groups.metadata.row_group(g).column(c).encodings
    }
    # Every encoding that Fettle writes is among those that were read above.
    check(
        used >= {"PLAIN", "RLE", "RLE_DICTIONARY", "DELTA_BINARY_PACKED", "DELTA_BYTE_ARRAY",
                 "DELTA_LENGTH_BYTE_ARRAY"},
        f"encodings {sorted(used)}",
    )
    statistics = [groups.metadata.row_group(g).column(1).statistics for g in range(5)]
    check(
        [(s.min, s.max) for s in statistics] == [(g * 20_000, g * 20_000 + 19_999) for g in range(5)],
        "bounds of row groups",
    )


def sample(rows):
    """A table of everything that Fettle reads, and what it must become."""
    maker = numpy.random.default_rng(1)
    whole = maker.integers(-(2**60), 2**60, rows)
    missing = maker.random(rows) < 0.2
    some = lambda values: [None if m else v for v, m in zip(values, missing)]
    fractions = maker.normal(size=rows)
    base = datetime.datetime(2026, 1, 5, 6)
    moments = [base + datetime.timedelta(microseconds=int(v) >> 12) for v in whole]
    texts = [f"part {v % 50}" for v in whole]
    long = [f"serial number {v}" for v in sorted(whole.tolist())]
    waves = [[float(numpy.float32(f)), 0.5, -1.0] for f in fractions]
    columns = {}

    def add(name, kind, values, arrow_type, expected=None):
        columns[name] = (kind, pyarrow.array(values, arrow_type), expected or values)

    for bits in (8, 16, 32, 64):
        signed = [int(v) % 2**bits - 2 ** (bits - 1) for v in whole]
        kind = "int64" if bits == 64 else "int32"
        add(f"int{bits}", kind, some(signed), getattr(pyarrow, f"int{bits}")())
        unsigned = [int(v) % 2 ** min(bits, 63) for v in whole]
        kind = "int64" if bits >= 32 else "int32"
        add(f"uint{bits}", kind, some(unsigned), getattr(pyarrow, f"uint{bits}")())
    add("steps", "int64", list(range(0, 1000 * rows, 1000)), pyarrow.int64())
    add("boolean", "boolean", some([bool(v & 1) for v in whole.tolist()]), pyarrow.bool_())
    add("float32", "float32", some([float(numpy.float32(v)) for v in fractions]), pyarrow.float32())
    add("float64", "float64", some(fractions.tolist()), pyarrow.float64())
    add("few", "float64", some(numpy.round(fractions, 1).tolist()), pyarrow.float64())
    add("text", "text", some(texts), pyarrow.string())
    add("long", "text", some(long), pyarrow.string())
    add("nothing", "int32", [None] * rows, pyarrow.int32())
    for unit, size in (("s", 1_000_000), ("ms", 1_000), ("us", 1)):
        cut = [
            base + datetime.timedelta(microseconds=(int(v) >> 12) // size * size) for v in whole
        ]
        add(f"time_{unit}", "timestamp", some(cut), pyarrow.timestamp(unit))
    nanoseconds = [int(v) >> 2 for v in whole]
    expected = [
        datetime.datetime(1970, 1, 1) + datetime.timedelta(microseconds=v // 1000)
        for v in nanoseconds
    ]
    add("time_ns", "timestamp", some(nanoseconds), pyarrow.timestamp("ns"), some(expected))
    add("time_utc", "timestamp", some(moments), pyarrow.timestamp("us", "UTC"))
    days = [m.date() for m in moments]
    midnights = [datetime.datetime(d.year, d.month, d.day) for d in days]
    add("date", "timestamp", some(days), pyarrow.date32(), some(midnights))
    times = [datetime.time(m.hour, m.minute, m.second, m.microsecond) for m in moments]
    seconds = [
        (t.hour * 3600 + t.minute * 60 + t.second) + t.microsecond / 1e6 for t in times
    ]
    seconds = [round(s * 1e6) / 1e6 for s in seconds]
    add("daytime", "float64", some(times), pyarrow.time64("us"), some(seconds))
    for digits in (5, 15, 30):
        values = [decimal.Decimal(int(v) % 10**5) / 100 for v in whole]
        floats = [float(v) for v in values]
        add(f"decimal{digits}", "float64", some(values), pyarrow.decimal128(digits, 2), some(floats))
    add("waves", "list", some(waves), pyarrow.list_(pyarrow.float32()))
    return columns


def read_by_fettle(program, folder, path, columns, what):
    """Compares what Fettle reads with what was written."""
    csv = folder / "read.csv"
    csv.unlink(missing_ok=True)
    answer = subprocess.run(
        [program, "read", path, csv, *columns], check=True, capture_output=True, text=True
    )
    if answer.stdout:
        problems.append(f"{what}: {answer.stdout.strip()}")
        return
    read = cells(csv)
    for name, (kind, _, expected) in columns.items():
        if kind in ("float32", "float64", "list"):
            compare(expected, read[name], kind, f"{what}: {name}")
        else:
            texts = [text_of(v, kind) for v in expected]
            wrong = [i for i, (a, b) in enumerate(zip(texts, read[name])) if a != b]
            check(len(read[name]) == len(texts), f"{what}: {name}: {len(read[name])} rows")
            if wrong:
                row = wrong[0]
                problems.append(
                    f"{what}: {name}: {len(wrong)} values differ, first in row {row}: "
                    f"{read[name][row]!r} where {texts[row]!r} is expected"
                )


def without(columns, *names):
    return {k: v for k, v in columns.items() if k not in names}


ENCODINGS = {
    "int32": "DELTA_BINARY_PACKED",
    "int64": "DELTA_BINARY_PACKED",
    "uint64": "DELTA_BINARY_PACKED",
    "steps": "DELTA_BINARY_PACKED",
    "time_us": "DELTA_BINARY_PACKED",
    "float32": "BYTE_STREAM_SPLIT",
    "float64": "BYTE_STREAM_SPLIT",
    "uint32": "BYTE_STREAM_SPLIT",
    "time_ns": "BYTE_STREAM_SPLIT",
    "text": "DELTA_LENGTH_BYTE_ARRAY",
    "long": "DELTA_BYTE_ARRAY",
    "boolean": "RLE",
    "decimal30": "BYTE_STREAM_SPLIT",
    "decimal15": "DELTA_BYTE_ARRAY",
}


def written_by_others(program, folder):
    columns = sample(5_000)
    everything = pyarrow.table({name: array for name, (_, array, _) in columns.items()})
    for compression in ("none", "snappy", "gzip", "zstd"):
        for version in ("1.0", "2.0"):
            for options in (
                {},
                {"use_dictionary": False},
                {"use_dictionary": False, "column_encoding": ENCODINGS},
                {"row_group_size": 3_000, "data_page_size": 2_000, "write_page_index": True},
            ):
                path = folder / "arrow.parquet"
                pyarrow.parquet.write_table(
                    everything, path, compression=compression, data_page_version=version, **options
                )
                what = f"pyarrow {compression} {version} {sorted(options)}"
                read_by_fettle(program, folder, path, columns, what)
    frame = everything.to_pandas(types_mapper=pandas.ArrowDtype)
    frame["text"] = frame["text"].astype("category")
    path = folder / "pandas.parquet"
    frame.to_parquet(path)
    read_by_fettle(program, folder, path, without(columns, "time_ns", "nothing"), "pandas")

    legacy = without(columns, "time_ns")
    moments = pyarrow.table(
        {name: columns[name][1] for name in ("time_ms", "time_us", "int32", "text")}
    )
    path = folder / "spark.parquet"
    pyarrow.parquet.write_table(
        moments, path, use_deprecated_int96_timestamps=True, flavor="spark", version="1.0"
    )
    read_by_fettle(
        program, folder, path, {n: columns[n] for n in moments.column_names}, "as old Spark"
    )

    frame = polars.from_arrow(everything)
    for compression in ("uncompressed", "snappy", "gzip", "zstd"):
        path = folder / "polars.parquet"
        frame.write_parquet(path, compression=compression, row_group_size=2_000)
        read_by_fettle(program, folder, path, legacy, f"polars {compression}")

    for options in (
        "codec snappy",
        "codec gzip",
        "codec zstd",
        "codec uncompressed",
        "codec zstd, parquet_version v2",
        "codec snappy, parquet_version v2",
    ):
        path = folder / "duck.parquet"
        duckdb.sql(f"copy (select * from everything) to '{path}' (format parquet, {options})")
        read_by_fettle(program, folder, path, legacy, f"DuckDB {options}")
    check_refusals(program, folder)


def check_refusals(program, folder):
    """What cannot be read is named, with the file and the column."""
    nested = pyarrow.table({
        "lists": pyarrow.array([[1], [2, 3]]),
        "uneven": pyarrow.array([[1.0], [2.0, 3.0]], pyarrow.list_(pyarrow.float32())),
        "group": pyarrow.array([{"a": 1}, {"a": 2}]),
        "large": pyarrow.array([1, 2**64 - 1], pyarrow.uint64()),
        "fine": pyarrow.array([1, 2]),
    })
    path = folder / "nested.parquet"
    pyarrow.parquet.write_table(nested, path)
    for column, expected in [
        ("lists", "it is nested: a list in each row, other than of float32"),
        ("uneven", "its lists are not equally long; only lists of one length can be read"),
        ("group", "it is nested: a group of fields in each row"),
        ("large", f"{2**64 - 1} is too large; whole numbers end at {2**63 - 1}"),
        ("fine", None),
    ]:
        answer = subprocess.run(
            [program, "read", path, folder / "read.csv", column], capture_output=True, text=True
        )
        wanted = f"{path}: column '{column}': {expected}\n" if expected else ""
        check(answer.stdout == wanted, f"refusal of {column}: {answer.stdout!r}")
    for codec in ("brotli", "lz4"):
        pyarrow.parquet.write_table(nested.select(["fine"]), path, compression=codec)
        answer = subprocess.run(
            [program, "read", path, folder / "read.csv"], capture_output=True, text=True
        )
        check("write the file with zstd, snappy or gzip" in answer.stdout, f"refusal of {codec}")


def write_fixtures(folder):
    """Small files for the tests in Swift, with the same rows in every one."""
    columns = sample(60)
    table = pyarrow.table({name: array for name, (_, array, _) in columns.items()})
    for name, options in {
        "dictionary": {"compression": "snappy"},
        "plain": {"compression": "none", "use_dictionary": False},
        "encodings": {
            "compression": "none", "use_dictionary": False, "column_encoding": ENCODINGS,
            "data_page_version": "2.0",
        },
        "gzip": {"compression": "gzip", "data_page_version": "2.0", "row_group_size": 25},
    }.items():
        pyarrow.parquet.write_table(
            table, folder / f"{name}.parquet", write_statistics=False, store_schema=False, **options
        )


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    if len(sys.argv) > 2:
        write_fixtures(pathlib.Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        written_by_fettle(program, folder)
        written_by_others(program, folder)
    for problem in problems[:60]:
        print(problem)
    sys.exit(1 if problems else 0)


main()
