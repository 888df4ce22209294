import JSONDocuments

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A folder of versioned models.
///
/// ```
/// registry.json                    the form of the folder
/// journal.jsonl                    what was done, a line each, never rewritten
/// models/press-rul/3/model.json    the files of version 3, and
/// models/press-rul/3/card.json     what it is, with their hashes
/// staging/                         a version that is being written
/// lock                             what one writer at a time holds
/// ```
///
/// A version is written in `staging`, handed to the disk, and moved to its place at one stroke, so readers, who take no
/// lock, see all of it or nothing; afterwards it never changes. Aliases and states are what the journal says. A writer that is killed
/// leaves at most a staged version, a version without its entry, or half a line; the next writer mends each of them.
public struct ModelStore: Sendable {
  /// The folder, without a slash at the end.
  public let path: String
  /// How long a writer waits for another one, in seconds.
  public var lockTimeout: Double

  /// Opens a registry.
  ///
  /// - Parameters:
  ///   - path: Its folder.
  ///   - lockTimeout: How long a writer waits for another one, in seconds.
  /// - Throws: ``RegistryError`` where there is none, or it is of a newer form.
  public init(at path: String, lockTimeout: Double = 10) throws(RegistryError) {
    self.path = ModelStore.trimmed(path)
    self.lockTimeout = lockTimeout
    guard RegistryFile.isFolder(self.path), try readMarker() else {
      throw .noRegistry(path: self.path)
    }
  }

  /// Makes a registry, or opens the one that is there.
  ///
  /// - Parameters:
  ///   - path: Its folder; the folder above must be there.
  ///   - lockTimeout: How long a writer waits for another one, in seconds.
  /// - Returns: The registry.
  /// - Throws: ``RegistryError`` where it cannot be made, or is of a newer form.
  public static func make(
    at path: String, lockTimeout: Double = 10
  ) throws(RegistryError) -> ModelStore {
    let store = ModelStore(unchecked: trimmed(path), lockTimeout: lockTimeout)
    try RegistryFile.makeFolder(store.path)
    if try store.readMarker() { return store }
    let lock = try RegistryLock(store.path + "/lock", waiting: lockTimeout)
    if try !store.readMarker() {
      try RegistryFile.makeFolder(store.path + "/models")
      try RegistryFile.makeFolder(store.path + "/staging")
      let partial = store.path + "/staging/registry.json"
      try store.clearStaging()
      let marker = try? jsonText(RegistryFormat.Marker(format: RegistryFormat.current))
      try RegistryFile.create(partial, Array(marker ?? Data()) + [10])
      try RegistryFile.rename(partial, to: store.path + "/registry.json")
      try RegistryFile.synchronizeFolder(store.path)
    }
    _ = consume lock
    return store
  }

  private init(unchecked path: String, lockTimeout: Double) {
    self.path = path
    self.lockTimeout = lockTimeout
  }

  private static func trimmed(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  /// Whether the folder says that it is a registry.
  private func readMarker() throws(RegistryError) -> Bool {
    let file = path + "/registry.json"
    guard let bytes = try RegistryFile.read(file) else { return false }
    guard let marker = try? jsonValue(RegistryFormat.Marker.self, from: Data(bytes)) else {
      throw .noRegistry(path: path)
    }
    guard marker.format <= RegistryFormat.current else {
      throw .newerFormat(path: file, format: marker.format)
    }
    return true
  }

  var journalPath: String { path + "/journal.jsonl" }
  func folder(of model: String) -> String { path + "/models/" + model }
  func folder(of model: String, _ version: Int) -> String { folder(of: model) + "/\(version)" }

  /// Does something as the only writer, after mending what a killed writer left.
  func writing<Result>(
    _ body: (inout RegistryJournal) throws(RegistryError) -> Result
  ) throws(RegistryError) -> Result {
    let lock = try RegistryLock(path + "/lock", waiting: lockTimeout)
    try clearStaging()
    var journal = try RegistryJournal(at: journalPath)
    try adoptPublished(&journal)
    let result = try body(&journal)
    _ = consume lock
    return result
  }

  private func clearStaging() throws(RegistryError) {
    let staging = path + "/staging"
    try RegistryFile.makeFolder(staging)
    for name in try RegistryFile.names(in: staging) {
      try RegistryFile.remove(staging + "/" + name)
    }
  }

  /// Writes the entries of versions that were published just before their writer was killed.
  private func adoptPublished(_ journal: inout RegistryJournal) throws(RegistryError) {
    for model in try RegistryFile.names(in: path + "/models") {
      let known = journal.hashes(of: model)
      for version in try publishedVersions(of: model) where known[version] == nil {
        var entry = journal.next(.added, model, version)
        entry.sha256 = try card(of: model, version).sha256
        try journal.add(entry)
      }
    }
  }

  /// The versions of a model that have a folder, in order.
  func publishedVersions(of model: String) throws(RegistryError) -> [Int] {
    try RegistryFile.names(in: folder(of: model)).compactMap { Int($0) }.sorted()
  }
}
