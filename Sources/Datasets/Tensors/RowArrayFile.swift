#if HDF5
  import DataTables
  import FactoryModel
  import HDF5Files

  /// The file of HDF5 that holds the rows of all readings of a dataset as arrays, while it grows.
  struct RowArrayFile {
    /// The arrays of a table's rows, of development or of test.
    private struct Place {
      let layout: TensorLayout
      let arrays: [HDF5Writer.RowArray]
      /// The cycles that are left, where rows are trajectories: they are known when a trajectory is over.
      let cycles: HDF5Writer.RowArray?
      /// The trajectory of the latest row, and how many rows of it there were.
      var trajectory: Int64 = 0
      var count = 0
    }

    private let file: HDF5Writer
    private let firstCut: Int
    /// By table, and whether rows are for test.
    private var places: [[Place]] = []

    /// Begins the file, unless nobody asked for it.
    init?(_ layout: DatasetLayout, in folder: String) throws(DataFileProblem) {
      guard layout.plan.writesHDF5 else { return nil }
      firstCut = layout.tensors.count
      file = try HDF5Writer("\(folder)/\(layout.hdf5Name)")
      for rows in layout.rowArrays {
        let table = layout.tables[rows.table]
        let group =
          layout.rowArrays.count == 1 ? file.root : try file.group(table.table.name)
        var own: [Place] = []
        for name in ["dev", "test"].prefix(rows.files.contains(1) ? 2 : 1) {
          var arrays: [HDF5Writer.RowArray] = []
          for array in rows.arrays {
            arrays.append(
              try file.array(
                "\(array.name)_\(name)", array.element.hdf5, columns: array.columns.count,
                in: group))
          }
          let cycles =
            rows.trajectory == nil
            ? nil : try file.array("Y_\(name)", .int64, columns: 1, in: group)
          own.append(Place(layout: rows, arrays: arrays, cycles: cycles))
        }
        places.append(own)
        try describe(rows, table, layout, in: group)
      }
    }

    /// Says what columns are, in which unit, and which number stands for what.
    private func describe(
      _ rows: TensorLayout, _ table: LaidOutTable, _ layout: DatasetLayout,
      in group: HDF5Writer.Group
    ) throws(DataFileProblem) {
      for array in rows.arrays {
        try file.texts(array.columns, as: "\(array.name)_var", in: group)
      }
      if rows.trajectory != nil {
        let lives = table.table.components.map { $0 + "_remaining_useful_life" }
        try file.texts(lives, as: "Y_var", in: group)
      }
      try file.attribute("table", table.table.name, of: group)
      try file.attribute("row", table.table.meaning, of: group)
      try file.attribute("Y_unit", rows.trajectory == nil ? "hours" : "cycles", of: group)
      try file.texts(layout.machines.names, as: "machine_names", in: group)
      try file.texts(layout.stateNames, as: "state_names", in: group)
      try file.texts(layout.shown[0].products.map(\.name), as: "product_names", in: group)
      if let arms = layout.armNames { try file.texts(arms, as: "arm_names", in: group) }
    }

    /// Appends the rows of some units.
    ///
    /// - Parameters:
    ///   - piece: The units.
    ///   - trajectories: How many trajectories there were before, by table.
    /// - Throws: `DataFileProblem` where a file cannot be written.
    mutating func append(
      _ piece: UnitPiece, trajectoriesBefore trajectories: [Int32]
    ) throws(DataFileProblem) {
      for rows in piece.windows where rows.cut >= firstCut {
        let table = rows.cut - firstCut
        let layout = places[table][rows.file].layout
        let chunk = try piece.whole(rows)
        for (index, array) in layout.arrays.enumerated() {
          let target = places[table][rows.file].arrays[index]
          let bytes = chunk.place(of: index)
          if layout.trajectory != nil, array.name == TensorLayout.belonging {
            var numbers: [Int64] = NumpyBytes.numbers(Array(chunk.bytes[bytes]))
            try count(
              &numbers, array, after: Int64(trajectories[layout.table]), &places[table][rows.file])
            var counted: [UInt8] = []
            NumpyBytes.append(numbers, to: &counted)
            try file.append(counted.span, to: target)
          } else {
            try file.append(chunk.bytes.span.extracting(bytes), to: target)
          }
        }
      }
    }

    /// Counts trajectories on from those of the units before, and writes the cycles of those that are over.
    private func count(
      _ numbers: inout [Int64], _ array: TensorArray, after before: Int64, _ place: inout Place
    ) throws(DataFileProblem) {
      guard let column = array.columns.firstIndex(of: LaidOutTable.trajectory) else { return }
      for at in stride(from: column, to: numbers.count, by: array.columns.count) {
        numbers[at] += before
        if numbers[at] != place.trajectory {
          try endTrajectory(&place)
          place.trajectory = numbers[at]
        }
        place.count += 1
      }
    }

    /// Writes how many cycles were left at each row of the trajectory that is over.
    private func endTrajectory(_ place: inout Place) throws(DataFileProblem) {
      guard let cycles = place.cycles else { return }
      let most = 1 << 16
      while place.count > 0 {
        let rows = min(most, place.count)
        var bytes: [UInt8] = []
        NumpyBytes.append((1...rows).map { Int64(place.count - $0) }, to: &bytes)
        try file.append(bytes.span, to: cycles)
        place.count -= rows
      }
    }

    /// Writes what waits, and gives the file its name.
    mutating func finish() throws(DataFileProblem) {
      for table in places.indices {
        for file in places[table].indices { try endTrajectory(&places[table][file]) }
      }
      try file.finish()
    }
  }

  extension NumpyElement {
    /// The same numbers in a file of HDF5.
    fileprivate var hdf5: HDF5Element {
      switch self {
      case .float32: .float32
      case .float64: .float64
      case .int32, .int64: .int64
      }
    }
  }
#endif
