#!/bin/sh
# Checks files of HDF5 with h5py: builds a small program with the trait HDF5 (about a minute, in .build-hdf5) and compares what it
# wrote.
#
#   Scripts/check-hdf5.sh            what the room HDF5Files writes
#   Scripts/check-hdf5.sh --whole    datasets, too: by ./fettle, built with the trait (minutes, where it is not yet)
#
# Apart from ./test, which builds without the trait. Needs libhdf5-dev and, for Python, a network once.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$root"

program=check-hdf5
# shellcheck source=Scripts/prerequisites.sh
. Scripts/prerequisites.sh
require_prerequisites ask python hdf5

swift build -c release --scratch-path .build-hdf5 --traits HDF5 \
  --explicit-target-dependency-import-check error --product HDF5Sample

if ! .venv/bin/python -c 'import h5py, pandas, pyarrow' >/dev/null 2>&1; then
  [ -x .venv/bin/python ] || "$(find_python)" -m venv .venv
  .venv/bin/python -m pip install --quiet --disable-pip-version-check h5py pandas pyarrow
fi

if [ "${1-}" = --whole ]; then
  export FETTLE_TRAITS=HDF5
  .venv/bin/python -B Scripts/check-hdf5.py .build-hdf5/release/HDF5Sample ./fettle .
else
  .venv/bin/python -B Scripts/check-hdf5.py .build-hdf5/release/HDF5Sample
fi
echo 'HDF5, read by h5py: ok'
