import JSONDocuments

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension ModelStore {
  /// Adds a version of a model.
  ///
  /// Adding what is there already, files and description alike, gives the version that it has: a program that was killed may
  /// just try again.
  ///
  /// - Parameters:
  ///   - name: The model's name: small letters, digits, `.`, `_`, `-`.
  ///   - files: The names and bytes of its files; at least one, none named `card.json`.
  ///   - content: What it is.
  /// - Returns: The version and its hash.
  /// - Throws: ``RegistryError`` where something is refused or cannot be written; then nothing is added.
  public func add(
    _ name: String, files: [(name: String, bytes: [UInt8])], content: ModelContent
  ) throws(RegistryError) -> ResolvedModel {
    let name = try ModelReference.checked(name, .model)
    let hashed = ModelCard.Hashed(content: content, files: try ModelStore.described(files))
    let sha256 = try ContentHash.sha256(of: hashed)
    return try writing { (journal) throws(RegistryError) in
      let known = journal.hashes(of: name)
      if let same = known.filter({ $0.value == sha256 }).keys.min() {
        return ResolvedModel(name: name, version: same, sha256: sha256)
      }
      let last = max(try publishedVersions(of: name).last ?? 0, known.keys.max() ?? 0)
      let card = ModelCard(name: name, version: last + 1, sha256: sha256, hashed: hashed)
      try publish(card, files)
      var entry = journal.next(.added, name, card.version)
      entry.sha256 = sha256
      entry.by = content.createdBy
      try journal.add(entry)
      return ResolvedModel(name: name, version: card.version, sha256: sha256)
    }
  }

  /// Names, lengths and hashes of files, sorted by name.
  private static func described(
    _ files: [(name: String, bytes: [UInt8])]
  ) throws(RegistryError) -> [ModelCard.File] {
    guard !files.isEmpty else { throw .badFiles("a model needs at least one file") }
    var described: [ModelCard.File] = []
    for (name, bytes) in files {
      let name = try ModelReference.checked(name, .file)
      // Some file systems do not tell capitals from small letters.
      let small = name.lowercased()
      guard small != "card.json" else {
        throw .badFiles("'\(name)' is the registry's own file; name it otherwise")
      }
      guard !described.contains(where: { $0.name.lowercased() == small }) else {
        throw .badFiles("two files are named '\(name)'; name one otherwise")
      }
      described.append(
        ModelCard.File(name: name, bytes: bytes.count, sha256: ContentHash.sha256(of: bytes)))
    }
    return described.sorted { $0.name < $1.name }
  }

  /// Writes a version aside and moves it to its place at one stroke.
  private func publish(
    _ card: ModelCard, _ files: [(name: String, bytes: [UInt8])]
  ) throws(RegistryError) {
    let staged = path + "/staging/\(card.name)-\(card.version)"
    do throws(RegistryError) {
      try RegistryFile.makeFolder(staged)
      for (name, bytes) in files { try RegistryFile.create(staged + "/" + name, bytes) }
      guard let text = try? jsonText(card) else { throw .scoreNotFinite }
      try RegistryFile.create(staged + "/card.json", Array(text) + [10])
      try RegistryFile.synchronizeFolder(staged)
      try RegistryFile.makeFolder(folder(of: card.name))
      try RegistryFile.synchronizeFolder(path + "/models")
      try RegistryFile.rename(staged, to: folder(of: card.name, card.version))
    } catch {
      try? RegistryFile.remove(staged)
      throw error
    }
    try RegistryFile.synchronizeFolder(folder(of: card.name))
  }
}
