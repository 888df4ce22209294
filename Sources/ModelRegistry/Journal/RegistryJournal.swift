#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The journal of a registry: a JSON object a line, added to and never rewritten.
///
/// A line without its end was being written when its writer was killed: readers leave it out, and the next writer cuts it off.
struct RegistryJournal: Sendable {
  /// Its entries, the oldest first.
  private(set) var entries: [RegistryEntry] = []
  /// How many bytes of the file are whole lines.
  private(set) var length = 0
  private let path: String

  /// Reads a journal; an empty one where there is no file.
  init(at path: String) throws(RegistryError) {
    self.path = path
    guard let bytes = try RegistryFile.read(path) else { return }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    while let end = bytes[length...].firstIndex(of: 10) {
      let line = Data(bytes[length..<end])
      guard let entry = try? decoder.decode(RegistryEntry.self, from: line) else {
        throw .badJournal(
          path: path, line: entries.count + 1, reason: "this is no entry of a journal")
      }
      guard entry.number == entries.count + 1 else {
        throw .badJournal(
          path: path, line: entries.count + 1,
          reason: "entry \(entry.number) stands where \(entries.count + 1) should")
      }
      entries.append(entry)
      length = end + 1
    }
  }

  /// Adds an entry, on the disk when this returns.
  ///
  /// Needs the lock.
  mutating func add(_ entry: RegistryEntry) throws(RegistryError) {
    precondition(entry.number == entries.count + 1, "entries are numbered")
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    guard let text = try? encoder.encode(entry) else { throw .scoreNotFinite }
    let line = Array(text) + [10]
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw RegistryFile.problem(path, "the file cannot be opened") }
    defer { close(descriptor) }
    guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
      throw RegistryFile.problem(path, "the file cannot be written")
    }
    do {
      try RegistryFile.write(line, to: descriptor, path)
      try RegistryFile.synchronize(descriptor, path)
    } catch {
      // What fitted on the disk must not look like an entry.
      _ = ftruncate(descriptor, off_t(length))
      throw error
    }
    entries.append(entry)
    length += line.count
  }

  /// The next entry, to be filled in.
  func next(_ action: RegistryEntry.Action, _ model: String, _ version: Int) -> RegistryEntry {
    RegistryEntry(entries.count + 1, action, model, version)
  }

  /// The hash of each version of a model that has an entry.
  func hashes(of model: String) -> [Int: String] {
    var hashes: [Int: String] = [:]
    for entry in entries where entry.action == .added && entry.model == model {
      hashes[entry.version] = entry.sha256
    }
    return hashes
  }

  /// The versions that each alias of a model stood for, the one of today last; sorted by alias.
  func aliases(of model: String) -> [(alias: String, versions: [Int])] {
    var stacks: [String: [Int]] = [:]
    for entry in entries where entry.model == model {
      guard let alias = entry.alias else { continue }
      if entry.action == .promoted { stacks[alias, default: []].append(entry.version) }
      if entry.action == .rolledBack { stacks[alias]?.removeLast() }
    }
    return stacks.sorted { $0.key < $1.key }.map { (alias: $0.key, versions: $0.value) }
  }

  /// Whether a version is archived.
  func isArchived(_ model: String, _ version: Int) -> Bool {
    let last = entries.last {
      $0.model == model && $0.version == version
        && ($0.action == .archived || $0.action == .restored)
    }
    return last?.action == .archived
  }
}
