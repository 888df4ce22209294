// Writes a small file of HDF5, which Scripts/check-hdf5.py reads with h5py.
//
//     HDF5Sample FILE ROWS-AT-A-TIME

#if HDF5
  import DataTables
  import HDF5Files

  @main
  struct HDF5Sample {
    static func main() throws {
      let arguments = CommandLine.arguments
      guard arguments.count == 3, let piece = Int(arguments[2]), piece > 0 else {
        print("usage: HDF5Sample FILE ROWS-AT-A-TIME")
        return
      }
      do {
        try write(arguments[1], piece: piece)
      } catch let problem as DataFileProblem {
        print("error: \(problem)")
      }
    }

    private static func write(_ path: String, piece: Int) throws {
      let file = try HDF5Writer(path)
      let group = try file.group("press")
      let single = try file.array("X_s_dev", .float32, columns: 3, in: group)
      let double = try file.array("W_dev", .float64, columns: 1, in: group)
      let whole = try file.array("A_dev", .int64, columns: 2, in: file.root)
      _ = try file.array("A_test", .int64, columns: 2, in: file.root)
      try file.texts(["force", "vibration", "°"], as: "X_s_var", in: group)
      try file.attribute("Y_unit", "h", of: file.root)
      for first in stride(from: 0, to: 100_000, by: piece) {
        let rows = first..<min(first + piece, 100_000)
        var bytes: [[UInt8]] = [[], [], []]
        NumpyBytes.append(
          rows.flatMap { row in (0..<3).map { Float(row) / 8 + Float($0) } }, to: &bytes[0])
        NumpyBytes.append(rows.map { Double($0) / 3 }, to: &bytes[1])
        NumpyBytes.append(rows.flatMap { [Int64($0), -Int64($0) << 40] }, to: &bytes[2])
        for (array, bytes) in zip([single, double, whole], bytes) {
          try file.append(bytes.span, to: array)
        }
      }
      try file.finish()
    }
  }
#else
  @main
  struct HDF5Sample {
    static func main() { print("built without HDF5") }
  }
#endif
