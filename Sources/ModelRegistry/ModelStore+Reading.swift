import JSONDocuments

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A version with all that is known of it.
public struct ModelVersion: Hashable, Sendable {
  /// What it is.
  public var card: ModelCard
  /// The aliases that stand for it, sorted.
  public var aliases: [String]
  /// Whether it is archived.
  public var isArchived: Bool
  /// What was done to it, the oldest first.
  public var history: [RegistryEntry]
}

/// Reading takes no lock.
extension ModelStore {
  /// The names of the models, sorted.
  public func models() throws(RegistryError) -> [String] {
    var models: [String] = []
    for name in try RegistryFile.names(in: path + "/models")
    where try !publishedVersions(of: name).isEmpty { models.append(name) }
    return models
  }

  /// The versions of a model, the oldest first.
  ///
  /// - Parameter name: The model.
  /// - Returns: The versions, archived ones too.
  /// - Throws: ``RegistryError`` where there is no such model, or a card was changed.
  public func versions(of name: String) throws(RegistryError) -> [ModelVersion] {
    let journal = try RegistryJournal(at: journalPath)
    var versions: [ModelVersion] = []
    for version in try knownVersions(of: name) {
      versions.append(try show(name, version, journal))
    }
    return versions
  }

  /// All that is known of a version.
  ///
  /// - Parameter reference: The version, in any form.
  /// - Returns: The version.
  /// - Throws: ``RegistryError`` where there is none, or its card was changed.
  public func show(_ reference: ModelReference) throws(RegistryError) -> ModelVersion {
    let journal = try RegistryJournal(at: journalPath)
    let model = try resolve(reference, journal)
    return try show(model.name, model.version, journal)
  }

  private func show(
    _ name: String, _ version: Int, _ journal: RegistryJournal
  ) throws(RegistryError) -> ModelVersion {
    ModelVersion(
      card: try card(of: name, version),
      aliases: journal.aliases(of: name).filter { $0.versions.last == version }.map(\.alias),
      isArchived: journal.isArchived(name, version),
      history: journal.entries.filter {
        $0.model == name && ($0.version == version || $0.previous == version)
      })
  }

  /// What was done to all models, the oldest first.
  public func history() throws(RegistryError) -> [RegistryEntry] {
    try RegistryJournal(at: journalPath).entries
  }

  /// How two versions differ.
  ///
  /// - Parameters:
  ///   - first: The first, in any form.
  ///   - second: The second, of the same model or another one.
  /// - Returns: The differences from the first to the second.
  /// - Throws: ``RegistryError`` where there is no such version, or a card was changed.
  public func compare(
    _ first: ModelReference, _ second: ModelReference
  ) throws(RegistryError) -> ModelComparison {
    let (before, after) = (try show(first).card, try show(second).card)
    return ModelComparison(from: before, to: after)
  }

  /// The version and hash that a reference stands for today.
  ///
  /// - Parameter reference: A model in any form.
  /// - Returns: What to write into a resolved scenario.
  /// - Throws: ``RegistryError`` where there is none, naming what was probably meant.
  public func resolve(_ reference: ModelReference) throws(RegistryError) -> ResolvedModel {
    try resolve(reference, try RegistryJournal(at: journalPath))
  }

  func resolve(
    _ reference: ModelReference, _ journal: RegistryJournal
  ) throws(RegistryError) -> ResolvedModel {
    let name = reference.name
    let known = try knownVersions(of: name)
    let aliases = journal.aliases(of: name)
    let hashes = journal.hashes(of: name)
    func find(_ version: Int) throws(RegistryError) -> ResolvedModel {
      guard known.contains(version) else { throw .noVersion(version, model: name, known: known) }
      guard let sha256 = hashes[version] else {
        return ResolvedModel(
          name: name, version: version, sha256: try card(of: name, version).sha256)
      }
      return ResolvedModel(name: name, version: version, sha256: sha256)
    }
    switch reference.choice {
    case .version(let version): return try find(version)
    case .alias(let alias):
      guard let version = aliases.first(where: { $0.alias == alias })?.versions.last else {
        let names = aliases.map(\.alias)
        throw .unknownAlias(
          alias, model: name, nearest: NearestName.of(alias, among: names), known: names)
      }
      return try find(version)
    case .usual:
      if let version = aliases.first(where: { $0.alias == "champion" })?.versions.last {
        return try find(version)
      }
      guard let version = known.last(where: { !journal.isArchived(name, $0) }) else {
        throw .allArchived(model: name)
      }
      return try find(version)
    case .hash(let digits):
      var matches: [ResolvedModel] = []
      for version in known {
        let model = try find(version)
        if model.sha256.hasPrefix(digits) { matches.append(model) }
      }
      guard matches.count == 1 else {
        throw .noHash(digits, model: name, matches: matches.map(\.version))
      }
      return matches[0]
    }
  }

  /// The versions of a model that must be there.
  private func knownVersions(of name: String) throws(RegistryError) -> [Int] {
    let versions = try publishedVersions(of: try ModelReference.checked(name, .model))
    guard !versions.isEmpty else {
      let known = try models()
      throw .unknownModel(name, nearest: NearestName.of(name, among: known), known: known)
    }
    return versions
  }

  /// The card of a version, after its hash was compared.
  func card(of name: String, _ version: Int) throws(RegistryError) -> ModelCard {
    let file = folder(of: name, version) + "/card.json"
    guard let bytes = try RegistryFile.read(file) else {
      throw .changed(path: file, found: "no file", expected: "a card")
    }
    if let marker = try? jsonValue(RegistryFormat.Marker.self, from: Data(bytes)),
      marker.format > RegistryFormat.current
    {
      throw .newerFormat(path: file, format: marker.format)
    }
    guard let card = try? jsonValue(ModelCard.self, from: Data(bytes)) else {
      throw .changed(path: file, found: "another text", expected: "a card")
    }
    let found = try ContentHash.sha256(of: card.hashed)
    guard found == card.sha256 else {
      throw .changed(path: file, found: "SHA-256 \(found)", expected: card.sha256)
    }
    guard card.name == name, card.version == version else {
      throw .changed(
        path: file, found: "\(card.name)@\(card.version)", expected: "\(name)@\(version)")
    }
    return card
  }

  /// The bytes of a file of a version, after its hash was compared.
  ///
  /// - Parameters:
  ///   - file: Its name.
  ///   - model: The version, as ``resolve(_:)`` gives it.
  /// - Returns: The bytes that were stored.
  /// - Throws: ``RegistryError`` where there is no such file, or it was changed.
  public func read(_ file: String, of model: ResolvedModel) throws(RegistryError) -> [UInt8] {
    let card = try card(of: model.name, model.version)
    let place = folder(of: model.name, model.version)
    guard card.sha256 == model.sha256 else {
      throw .changed(
        path: place + "/card.json", found: "SHA-256 \(card.sha256)", expected: model.sha256)
    }
    guard let stored = card.files.first(where: { $0.name == file }) else {
      throw .noFile(
        file, model: model.name, version: model.version, known: card.files.map(\.name))
    }
    guard let bytes = try RegistryFile.read(place + "/" + file) else {
      throw .changed(
        path: place + "/" + file, found: "no file", expected: "\(stored.bytes) bytes")
    }
    let found = ContentHash.sha256(of: bytes)
    guard found == stored.sha256 else {
      throw .changed(
        path: place + "/" + file, found: "SHA-256 \(found)", expected: stored.sha256)
    }
    return bytes
  }

  /// Compares each file of each version with its hash.
  ///
  /// - Returns: What was found wrong, in the order of the models; empty where all is as it was stored.
  /// - Throws: ``RegistryError`` where the registry cannot be read at all.
  public func verify() throws(RegistryError) -> [RegistryError] {
    let journal = try RegistryJournal(at: journalPath)
    var problems: [RegistryError] = []
    for name in try models() {
      for version in try publishedVersions(of: name) {
        do throws(RegistryError) {
          let model = try resolve(ModelReference(name: name, choice: .version(version)), journal)
          for file in try card(of: name, version).files { _ = try read(file.name, of: model) }
        } catch {
          problems.append(error)
        }
      }
      for version in journal.hashes(of: name).keys.sorted()
      where try !publishedVersions(of: name).contains(version) {
        problems.append(
          .changed(path: folder(of: name, version), found: "no folder", expected: "a version"))
      }
    }
    return problems
  }
}
