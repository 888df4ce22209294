"""Checks the recorded ONNX files of trees with onnxruntime.

    check-onnx.py FOLDER

FOLDER is Tests/Fixtures/trees: each PROGRAM-VERSION-CASE.onnx there, made by Fettle from the model beside it, must be valid
and give the predictions that the model's own program has recorded in PROGRAM-VERSION.csv, to single precision.
"""

import glob
import os
import sys

import numpy
import onnx
import onnxruntime

folder = sys.argv[1]
problems = []
rows = numpy.genfromtxt(os.path.join(folder, "rows.csv"), delimiter=",", skip_header=1).astype("float32")
files = sorted(glob.glob(os.path.join(folder, "*.onnx")))
if not files:
    problems.append(f"no .onnx files in {folder}")
for path in files:
    program, case = os.path.basename(path)[:-len(".onnx")].rsplit("-", 1)
    table = numpy.genfromtxt(os.path.join(folder, program + ".csv"), delimiter=",", names=True, deletechars="")
    wanted = numpy.column_stack([table[name] for name in table.dtype.names if name.split(".")[0] == case])
    onnx.checker.check_model(onnx.load(path))
    session = onnxruntime.InferenceSession(path)
    results = dict(zip([output.name for output in session.get_outputs()], session.run(None, {"features": rows})))
    if "label" in results:
        given = results["probabilities"]
        labels = wanted.argmax(1) if wanted.shape[1] > 1 else (wanted[:, 0] > 0.5).astype(int)
        if (results["label"] != labels).any():
            problems.append(f"{path}: other classes")
        if wanted.shape[1] == 1:
            given = given[:, 1:]
    else:
        given = results["prediction"]
    # A few roundings of single precision, 6e-8 each.
    worst = (numpy.abs(given - wanted) / numpy.maximum(1, numpy.abs(wanted))).max()
    print(f"{os.path.basename(path)}: {worst:.1e}")
    if not worst < 1e-6:
        problems.append(f"{path}: differs by {worst}")

for problem in problems:
    print(problem, file=sys.stderr)
sys.exit(1 if problems else 0)
