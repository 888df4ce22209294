extension ModelStore {
  /// Gives an alias a version.
  ///
  /// - Parameters:
  ///   - reference: The version, in any form.
  ///   - alias: `champion`, `challenger`, or any other name.
  ///   - reason: Why; needed where it is forced.
  ///   - evidence: What was tested before. The gate is passed where there is at least one result, and all are passed.
  ///   - isForced: Whether it is promoted without a passed gate.
  ///   - by: Who does it, in the caller's words.
  /// - Returns: The journal's entry.
  /// - Throws: ``RegistryError`` where the gate is not passed and nothing is forced, the version is archived or not there, or
  ///   the journal cannot be written.
  @discardableResult public func promote(
    _ reference: ModelReference, to alias: String, reason: String, evidence: [GateResult],
    isForced: Bool = false, by: String? = nil
  ) throws(RegistryError) -> RegistryEntry {
    let alias = try ModelReference.checked(alias, .alias)
    let isPassed = !evidence.isEmpty && evidence.allSatisfy(\.isPassed)
    if isForced, !isPassed { try ModelStore.check(reason, "a promotion without a passed gate") }
    return try writing { (journal) throws(RegistryError) in
      let model = try resolve(reference, journal)
      guard isPassed || isForced else {
        throw .gateNotPassed(
          model: model.name, version: model.version, alias: alias,
          failed: evidence.filter { !$0.isPassed }.map {
            "\($0.kind.rawValue) \($0.candidate.name)"
          })
      }
      guard !journal.isArchived(model.name, model.version) else {
        throw .archived(model: model.name, version: model.version)
      }
      var entry = journal.next(.promoted, model.name, model.version)
      entry.alias = alias
      entry.previous =
        journal.aliases(of: model.name).first { $0.alias == alias }?.versions.last
      entry.reason = reason
      entry.evidence = evidence
      entry.isForced = !isPassed
      entry.by = by
      try journal.add(entry)
      return entry
    }
  }

  /// Gives an alias the version back that it had before.
  ///
  /// - Parameters:
  ///   - alias: The alias.
  ///   - name: The model.
  ///   - reason: Why.
  ///   - by: Who does it, in the caller's words.
  /// - Returns: The journal's entry.
  /// - Throws: ``RegistryError`` where the alias had none before or that one is archived, there is no reason, or the journal
  ///   cannot be written.
  @discardableResult public func rollBack(
    _ alias: String, of name: String, reason: String, by: String? = nil
  ) throws(RegistryError) -> RegistryEntry {
    try ModelStore.check(reason, "rolling back")
    return try writing { (journal) throws(RegistryError) in
      let today = try resolve(ModelReference(name: name, choice: .alias(alias)), journal)
      let versions = journal.aliases(of: name).first { $0.alias == alias }?.versions ?? []
      guard let before = versions.dropLast().last else {
        throw .nothingBefore(alias: alias, model: name, version: today.version)
      }
      guard !journal.isArchived(name, before) else {
        throw .archived(model: name, version: before)
      }
      var entry = journal.next(.rolledBack, name, before)
      entry.alias = alias
      entry.previous = today.version
      entry.reason = reason
      entry.by = by
      try journal.add(entry)
      return entry
    }
  }

  /// Puts a version away: it is kept, and found by number and hash, but can no longer be promoted.
  ///
  /// - Parameters:
  ///   - reference: The version, in any form.
  ///   - reason: Why.
  ///   - by: Who does it, in the caller's words.
  /// - Returns: The journal's entry.
  /// - Throws: ``RegistryError`` where an alias stands for it, it is archived already, there is no reason, or the journal
  ///   cannot be written.
  @discardableResult public func archive(
    _ reference: ModelReference, reason: String, by: String? = nil
  ) throws(RegistryError) -> RegistryEntry {
    try ModelStore.check(reason, "archiving")
    return try writing { (journal) throws(RegistryError) in
      let model = try resolve(reference, journal)
      guard !journal.isArchived(model.name, model.version) else {
        throw .archived(model: model.name, version: model.version)
      }
      let aliases = journal.aliases(of: model.name).filter { $0.versions.last == model.version }
      guard aliases.isEmpty else {
        throw .inUse(model: model.name, version: model.version, aliases: aliases.map(\.alias))
      }
      var entry = journal.next(.archived, model.name, model.version)
      entry.reason = reason
      entry.by = by
      try journal.add(entry)
      return entry
    }
  }

  /// Takes an archived version back.
  ///
  /// - Parameters:
  ///   - reference: The version, by number or hash.
  ///   - reason: Why.
  ///   - by: Who does it, in the caller's words.
  /// - Returns: The journal's entry.
  /// - Throws: ``RegistryError`` where there is no such version or no reason, or the journal cannot be written.
  @discardableResult public func restore(
    _ reference: ModelReference, reason: String, by: String? = nil
  ) throws(RegistryError) -> RegistryEntry {
    try ModelStore.check(reason, "restoring")
    return try writing { (journal) throws(RegistryError) in
      let model = try resolve(reference, journal)
      var entry = journal.next(.restored, model.name, model.version)
      entry.reason = reason
      entry.by = by
      try journal.add(entry)
      return entry
    }
  }

  private static func check(_ reason: String, _ doing: String) throws(RegistryError) {
    guard reason.contains(where: { !$0.isWhitespace }) else { throw .noReason(doing: doing) }
  }
}
