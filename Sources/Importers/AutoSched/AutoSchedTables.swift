/// The tables of a model, told apart by their columns.
struct AutoSchedTables {
  /// What a table says.
  enum Kind: CaseIterable {
    case routes, parts, wip, orders, tools, setups, setupGroups, breakdowns, stops, attachments,
      ways

    /// The columns by which it is known.
    var mark: [String] {
      switch self {
      case .routes: ["STEP", "STNFAM"]
      case .parts: ["PART", "ROUTE"]
      case .wip: ["LOT", "PART", "CURSTEP"]
      case .orders: ["LOT", "PART"]
      case .tools: ["STNFAM", "STNQTY"]
      case .setups: ["NEWSETUP", "STIME"]
      case .setupGroups: ["SETUP", "MINRUN"]
      case .breakdowns: ["DOWNCALNAME"]
      case .stops: ["PMCALNAME"]
      case .attachments: ["CALNAME", "RESNAME"]
      case .ways: ["FROMLOC", "TOLOC"]
      }
    }

    /// The columns that are read, or of which is said what becomes of them.
    var known: Set<String> {
      switch self {
      case .routes:
        [
          "ROUTE", "STEP", "DESC", "STNFAM", "PDIST", "PTIME", "PTIME2", "PTIME3", "PTUNITS",
          "PTPER",
          "BATCHMN", "BATCHMX", "SETUP", "WHEN", "STIME", "STUNITS", "SVESTN", "FORSTEP",
          "BATCHINTERVAL", "BATCHINTUNITS", "PARTINTERVAL", "PARTINTUNITS", "RWKSTEP", "REWORK",
          "RWKTYPE", "STEPPERCENT", "STEP_CQT", "CQT", "CQTUNITS",
        ]
      case .parts: ["PART", "ROUTE", "ROUTEFILE"]
      case .wip: ["LOT", "PART", "PRIOR", "PIECES", "CURSTEP", "DUE"]
      case .orders:
        [
          "LOT", "PART", "PRIOR", "PIECES", "START", "RDIST", "REPEAT", "REPEAT2", "RUNITS", "RPT#",
          "LOTSPERRPT", "DUE",
        ]
      case .tools:
        [
          "STNFAM", "STN", "RULE", "FWLRANK", "WAKERESRANK", "BATCHCRITF", "BATCHPER", "LTIME",
          "LTUNITS", "ULTIME",
          "ULTUNITS", "STNQTY", "STNGRP", "STNFAMLOC",
        ]
      case .setups: ["CURSETUP", "NEWSETUP", "STIME", "STUNITS"]
      case .setupGroups: ["SETUPGRP", "SETUP", "MINRUN"]
      case .breakdowns:
        [
          "DOWNCALNAME", "DOWNCALTYPE", "MTTFDIST", "MTTF", "MTTF2", "MTTFUNITS", "MTTRDIST",
          "MTTR",
          "MTTR2", "MTTRUNITS",
        ]
      case .stops:
        [
          "PMCALNAME", "PMCALTYPE", "MTBPM", "MTBPMUNITS", "MTTRDIST", "MTTR", "MTTR2", "MTTRUNITS",
        ]
      case .attachments:
        ["CALNAME", "CALTYPE", "RESTYPE", "RESNAME", "FOADIST", "FOA", "FOAUNITS"]
      case .ways: ["FROMLOC", "TOLOC", "DDIST", "DTIME", "DTIME2", "DUNITS"]
      }
    }
  }

  private var tables: [(kind: Kind, table: TabTable)] = []
  /// Files that are no table of a model, and columns that are not read.
  private(set) var ignored: [String] = []
  private let folder: String

  /// Reads the tables of a model.
  init(_ files: [(name: String, text: String)], folder: String) throws(ImportFailure) {
    self.folder = folder
    for file in files.sorted(by: { $0.name < $1.name }) {
      let table = try TabTable(file.text, name: file.name)
      guard let kind = Kind.allCases.first(where: { $0.mark.allSatisfy { table.has($0) } }) else {
        ignored.append("the file \(InstanceText.lastPart(file.name)), which is no table of a model")
        continue
      }
      tables.append((kind, table))
      let unread = table.columns.map(\.text).filter { !$0.isEmpty && !kind.known.contains($0) }
      if !unread.isEmpty {
        let shown = unread.map { table.isUsed($0) ? $0 : $0 + " (empty)" }.joined(separator: ", ")
        ignored.append("columns of \(InstanceText.lastPart(file.name)): \(shown)")
      }
    }
    mergeRoutes()
  }

  /// Routes have the same columns: what is ignored in all of them is said once.
  private mutating func mergeRoutes() {
    let names = self[.routes].map { InstanceText.lastPart($0.source.name) }
    var said: [String: [String]] = [:]
    for name in names {
      let prefix = "columns of \(name): "
      guard let note = ignored.first(where: { $0.hasPrefix(prefix) }) else { continue }
      said[String(note.dropFirst(prefix.count)), default: []].append(name)
    }
    for (columns, names) in said where names.count > 1 {
      let place = ignored.firstIndex { $0 == "columns of \(names[0]): \(columns)" } ?? 0
      ignored.removeAll { note in names.contains { note == "columns of \($0): \(columns)" } }
      ignored.insert(
        "columns of \(names.count) routes, such as \(names[0]): \(columns)",
        at: min(place, ignored.count))
    }
  }

  /// The tables of a kind, in the order of their names.
  subscript(_ kind: Kind) -> [TabTable] { tables.filter { $0.kind == kind }.map(\.table) }

  /// The tables of a kind, one of which must be there.
  func required(_ kind: Kind, _ what: String) throws(ImportFailure) -> [TabTable] {
    let found = self[kind]
    guard found.isEmpty else { return found }
    let columns = kind.mark.joined(separator: ", ")
    throw SourceText("", name: folder).failure(
      line: 1, column: 1,
      "no file here says \(what); there must be a tab-separated one whose first line has the columns "
        + columns)
  }
}
