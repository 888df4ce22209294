/// What stations, machines and components there are, by name, with what they take from their types.
struct Plant {
  /// A station as it was read.
  struct StationNames {
    var name: String
    var place: Place
    var section: TreeSection
    /// The section of its machine type.
    var type: TreeSection?
    var machines: [String]

    /// The value of a key: the station's own, or its machine type's.
    subscript(_ key: String) -> TreeNode? { section[key] ?? type?[key] }

    /// The components of its machines.
    var componentEntries: [TreeEntry] { self["components"]?.entries ?? [] }

    /// The names of the components of its machines.
    var components: [String] { componentEntries.map(\.name) }
  }

  private(set) var stations: [StationNames] = []
  private var indices: [String: Int] = [:]
  /// Whether every station, and what it is made of, could be read.
  private(set) var isWhole = true

  init(_ tree: TreeSection) {
    var types: [String: TreeSection] = [:]
    for type in tree["machine_types"]?.entries ?? [] { types[type.name] = type.node.section }
    for entry in tree["stations"]?.entries ?? [] {
      let section =
        entry.node.section
        ?? TreeSection(
          kind: .station, place: entry.node.place, path: entry.node.path, entries: [])
      indices[entry.name] = stations.count
      stations.append(
        StationNames(
          name: entry.name, place: entry.place, section: section,
          type: section["type"]?.text.flatMap { types[$0] },
          machines: Plant.machines(of: section, station: entry.name)))
      if entry.node.isBroken || stations.last?["components"]?.isBroken == true { isWhole = false }
    }
  }

  /// The station of that name.
  func station(_ name: String) -> StationNames? { indices[name].map { stations[$0] } }

  func index(of name: String) -> Int? { indices[name] }

  /// The kinds of defect that faults make while nobody notices them.
  var defectsOfFaults: [String] {
    stations.flatMap { station in
      (station["failures"]?.entries ?? []).flatMap { failure in
        (failure.node.section?["makes"]?.entries ?? []).map(\.name)
      }
    }
  }

  /// The names of a station's machines: `press_1`, `press_2` where they are given by number.
  static func machines(of section: TreeSection, station: String) -> [String] {
    guard let node = section["machines"] else { return [station + "_1"] }
    switch node.content {
    case .list(let items): return items.compactMap(\.text)
    case .names(let entries): return entries.map(\.name)
    default: return (1...max(1, node.count ?? 1)).map { "\(station)_\($0)" }
    }
  }
}

/// An operation of a product's route, with where it is done.
struct RouteStep {
  var name: String
  var place: Place
  var section: TreeSection
  /// The names of the stations; those that exist.
  var stations: [String]
}

extension RouteStep {
  /// The operations of a product.
  static func steps(of product: TreeSection, plant: Plant) -> [RouteStep] {
    (product["route"]?.entries ?? []).compactMap { entry in
      guard let section = entry.node.section else { return nil }
      let at = section["at"]
      let named = at?.text.map { [$0] } ?? at?.items.compactMap(\.text) ?? []
      let names = at == nil ? [entry.name] : named
      return RouteStep(
        name: entry.name, place: entry.place, section: section,
        stations: names.filter { plant.index(of: $0) != nil })
    }
  }

  /// The chances to make defects here: its own, or its station's.
  func makes(_ plant: Plant) -> TreeNode? {
    section["makes"] ?? stations.first.flatMap { plant.station($0)?["makes"] }
  }

  /// The characteristics that parts get here: its own, or its station's.
  func measures(_ plant: Plant) -> TreeNode? {
    section["measures"] ?? stations.first.flatMap { plant.station($0)?["measures"] }
  }
}
