/// What collections in JSON have in common.
enum Collection {
  /// The instances of a collection, or the one of a name.
  static func chosen(
    from root: JSONTree, _ name: String?
  ) throws(ImportFailure) -> [JSONTree] {
    if root.members != nil { return [root] }
    let all = try root.list("a list of instances")
    guard !all.isEmpty else { throw root.failure("the list has no instances") }
    guard let name else { return all }
    var names: [String] = []
    for tree in all {
      guard let own = try tree["name"]?.string("the name") else { continue }
      if own == name { return [tree] }
      names.append(own)
    }
    throw missing(name, among: names) { root.failure($0) }
  }

  /// There is no instance of a name.
  static func missing(
    _ name: String, among names: [String], _ failure: (String) -> ImportFailure
  ) -> ImportFailure {
    let shown = names.prefix(12).joined(separator: ", ")
    let more = names.count > 12 ? " and \(names.count - 12) more" : ""
    return failure("there is no instance '\(name)'; there are \(shown)\(more)")
  }
}
