import FactoryModel
import FactorySimulation

/// A plan that was looked through: which tables there are, which names stand in them, and which part each row belongs to.
struct DatasetLayout: Sendable {
  let plan: DatasetPlan
  /// The factories whose names stand in tables, by arm.
  let shown: [Factory]
  /// The machines, the same in every arm.
  let machines: MachineList
  /// The components of which it tells.
  let selection: ComponentSelection
  /// The tables, in order.
  let tables: [LaidOutTable]
  /// The windows for NumPy, in the order of their tables; empty where nobody asked for them.
  let tensors: [TensorLayout]
  /// The arrays of rows for HDF5, in the order of their tables; empty where nobody asked for them.
  let rowArrays: [TensorLayout]
  /// What the dataset is called.
  let title: String
  /// What the arms are called; `nil` where there is only the factory.
  let armNames: [String]?
  /// Which pseudonym stands for what; empty where names stand themselves.
  let pseudonymMap: PseudonymMap
  /// The stretches of time that parts are, by arm.
  private let windows: [[RecordWindow]]
  /// The part of each replication, where units are dealt out.
  private let parts: [Int]

  /// Looks through a plan.
  ///
  /// - Throws: ``DatasetProblem`` where what is asked for cannot be had of the factories.
  init(_ plan: DatasetPlan) throws(DatasetProblem) {
    self.plan = plan
    try DatasetLayout.checkShape(plan)
    try ArmComparison.check(plan.arms)
    selection = try ComponentSelection(plan.components, in: plan.factory)
    let (names, map) = try DatasetLayout.names(plan)
    shown = names.factories
    title = names.title
    armNames = names.arms
    pseudonymMap = map
    machines = MachineList(shown[0])
    var windows: [[RecordWindow]] = []
    for arm in plan.arms {
      windows.append(
        try plan.split.windows(warmUp: arm.factory.warmUp, horizon: arm.factory.horizon))
    }
    self.windows = windows
    parts = plan.split.parts(ofUnits: plan.units, seed: plan.seed)
    let tables = try DatasetLayout.tables(plan, names, selection)
    self.tables = tables
    tensors = try DatasetLayout.tensors(plan, tables)
    rowArrays = try DatasetLayout.rowArrays(plan, tables)
  }

  /// What stands in tables and texts.
  private struct Names {
    var factories: [Factory]
    var title: String
    var arms: [String]?
    var units: [String]?
  }

  private static func checkShape(_ plan: DatasetPlan) throws(DatasetProblem) {
    guard let shape = plan.shape else { return }
    let others: [(Bool, String)] = [
      (plan.split.way != .units, "--split-by time"), (!plan.components.isEmpty, "--component"),
      (plan.trajectories != nil, "--run-to-failure"), (plan.balance != nil, "--failure-share"),
      (plan.missing > 0, "--missing"), (plan.pseudonyms != nil, "--pseudonyms"),
      (plan.namesArms, "an experiment"),
    ]
    guard let other = others.first(where: \.0) else { return }
    throw DatasetProblem(
      .usage,
      "--shape \(shape.rawValue) gives a table whose rows and columns are laid down, so it does not go with \(other.1)"
    )
  }

  private static func names(
    _ plan: DatasetPlan
  ) throws(DatasetProblem) -> (Names, PseudonymMap) {
    var map = PseudonymMap()
    var names = Names(
      factories: plan.arms.map(\.factory), title: plan.title ?? plan.factory.name,
      arms: plan.namesArms ? plan.arms.map(\.name) : nil, units: nil)
    guard let pseudonyms = plan.pseudonyms else { return (names, map) }
    func renamed(_ kind: Pseudonyms.Kind, _ name: String) throws(DatasetProblem) -> String {
      let pseudonym = pseudonyms.name(kind, name)
      try map.note(kind, name, pseudonym)
      return pseudonym
    }
    map.days = pseudonyms.days
    names.title = try renamed(.factory, names.title)
    if let arms = names.arms {
      names.arms = []
      for arm in arms { names.arms?.append(try renamed(.arm, arm)) }
    }
    for (index, factory) in names.factories.enumerated() {
      names.factories[index] =
        try PseudonymousFactory(of: factory, pseudonyms, noting: &map).factory
    }
    var units: [String] = []
    for unit in 0..<plan.unitCount { units.append(try renamed(.unit, "\(unit + 1)")) }
    names.units = units
    return (names, map)
  }

  private static func tables(
    _ plan: DatasetPlan, _ names: Names, _ selection: ComponentSelection
  ) throws(DatasetProblem) -> [LaidOutTable] {
    let isCut = plan.split.way != .units
    var tables: [LaidOutTable] = []
    for base in try DatasetTable.tables(
      of: names.factories, shape: plan.shape, isCut: isCut, keepsParts: plan.keepsParts)
    {
      guard case .readings(let index, _) = base.rows else {
        tables.append(
          try LaidOutTable(
            base, without: [], trajectoriesOf: nil, armNames: names.arms, unitNames: names.units))
        continue
      }
      guard selection.includes(station: index) else { continue }
      let station = names.factories[0].stations[index]
      if plan.trajectories != nil, station.components.isEmpty { continue }
      let others = station.components.indices.filter {
        !selection.includes(component: $0, ofStation: index)
      }
      tables.append(
        try LaidOutTable(
          base,
          without: Set(
            others.flatMap { ReadingColumns.labelNames(of: station.components[$0].name) }),
          trajectoriesOf: plan.trajectories == nil
            ? nil : try followed(plan.factory.stations[index], selection.components[index]),
          armNames: names.arms, unitNames: names.units))
    }
    return tables
  }

  private static func tensors(
    _ plan: DatasetPlan, _ tables: [LaidOutTable]
  ) throws(DatasetProblem) -> [TensorLayout] {
    guard let windows = plan.windows else { return [] }
    guard plan.balance == nil else {
      throw DatasetProblem(
        .usage,
        "--windows cuts rows that follow each other, and --failure-share leaves hours out between them; choose one"
      )
    }
    var tensors: [TensorLayout] = []
    for (index, table) in tables.enumerated() {
      let layout = try TensorLayout(
        table, at: index, windows, parts: plan.split.parts.count)
      if let layout { tensors.append(layout) }
    }
    guard !tensors.isEmpty else { throw DatasetLayout.nothingRead("--windows") }
    return tensors
  }

  private static func nothingRead(_ option: String) -> DatasetProblem {
    DatasetProblem(
      .usage,
      "\(option) makes arrays of what sensors read, and no table of this dataset has readings; leave it out, or give a "
        + "station sensors")
  }

  private static func rowArrays(
    _ plan: DatasetPlan, _ tables: [LaidOutTable]
  ) throws(DatasetProblem) -> [TensorLayout] {
    guard plan.writesHDF5 else { return [] }
    guard DatasetMaker.canWriteHDF5 else {
      throw DatasetProblem(
        .usage,
        "this fettle was built without HDF5; FETTLE_TRAITS=HDF5 ./fettle builds one with it, or swift build --traits HDF5, "
          + "where the HDF5 library is there with its headers (on Debian: apt-get install libhdf5-dev)"
      )
    }
    let rowArrays = tables.enumerated().compactMap {
      TensorLayout(rowsOf: $1, at: $0, parts: plan.split.parts.map(\.name))
    }
    guard !rowArrays.isEmpty else { throw DatasetLayout.nothingRead("--hdf5") }
    return rowArrays
  }

  /// What the dataset is called, in letters that all programs take.
  var name: String { DatasetDescription.name(of: title) }

  /// The path of the file of HDF5 within the dataset.
  var hdf5Name: String { name + ".h5" }

  /// What machines do, by number.
  var stateNames: [String] { MachineState.allCases.map(\.name) }

  /// All arrays that are made of rows: windows, then rows.
  var cuts: [TensorLayout] { tensors + rowArrays }

  /// The component whose lives are trajectories.
  private static func followed(
    _ station: Station, _ chosen: [Int]
  ) throws(DatasetProblem) -> Int {
    guard let first = chosen.first, chosen.count == 1 else {
      let names = chosen.map { "\(station.name).\(station.components[$0].name)" }
      throw DatasetProblem(
        .usage,
        "a trajectory is a life of one component, and the machines of '\(station.name)' have "
          + "\(names.joined(separator: ", ")); choose one of them with --component")
    }
    return first
  }

  /// The component of each station whose lives are trajectories.
  var followedComponents: [Int: Int] {
    var components: [Int: Int] = [:]
    for table in tables {
      if case .readings(let station, _) = table.base.rows, let component = table.component {
        components[station] = component
      }
    }
    return components
  }

  // MARK: - Units and parts

  /// The factory that a unit is.
  func factory(of unit: Int) -> Factory { plan.arms[plan.arm(of: unit)].factory }

  /// The factory under the names that stand in tables.
  func shownFactory(of unit: Int) -> Factory { shown[plan.arm(of: unit)] }

  /// The parts to which a unit gives rows, and what is known at their ends.
  func histories(of record: UnitRecord) -> [(part: Int, history: UnitHistory)] {
    let windows = windows[plan.arm(of: record.unit)]
    guard plan.split.way != .units else {
      return [(parts[record.replication], UnitHistory(record.history, record.flow, in: windows[0]))]
    }
    return windows.enumerated().map { ($0, UnitHistory(record.history, record.flow, in: $1)) }
  }
}
