/// The names that a document declares, by kind.
struct Declarations {
  private var names: [NameKind: NameIndex] = [:]
  /// The formula names of each station and machine type, by its name.
  var stationScopes: [String: StationScope] = [:]
  var machineTypeScopes: [String: StationScope] = [:]

  /// The names of a kind, in the order of the file.
  func names(of kind: NameKind) -> [String] { names[kind]?.names ?? [] }

  /// Whether something of one of these kinds has the name.
  func has(_ name: String, of kinds: [NameKind]) -> Bool {
    kinds.contains { names[$0]?.index(of: name) != nil }
  }

  /// The index of a name among those of its kind.
  func index(of name: String, _ kind: NameKind) -> Int? { names[kind]?.index(of: name) }

  /// Collects the names of a document's top level.
  mutating func collect(from entries: [DocumentNode.Entry], of kind: SectionKind) {
    for entry in entries {
      guard let key = kind.keyMeant(entry.key, beside: entries),
        case .names(let nameKind?, _, _) = key.shape
      else {
        continue
      }
      for name in entry.value.entries ?? [] where Reading.isName(name.key) {
        names[nameKind, default: NameIndex()].insert(name.key)
      }
    }
  }
}

extension SectionKind {
  /// The key of that name, or the one that was probably meant and is not there itself.
  ///
  /// What hangs on a misspelt key should not be wrong too.
  func keyMeant(_ name: String, beside entries: [DocumentNode.Entry]) -> Key? {
    if let key = key(name) { return key }
    guard entries.count <= 1_000, let meant = NearestName.of(name, among: keys.map(\.name)),
      !entries.contains(where: { $0.key == meant })
    else { return nil }
    return key(meant)
  }
}
