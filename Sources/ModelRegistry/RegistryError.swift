/// Why a registry does not do what it is asked.
public enum RegistryError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What a name is of.
  public enum NameKind: String, Hashable, Sendable {
    case model, alias, file
  }

  /// The folder is no registry.
  case noRegistry(path: String)
  /// A file is of a form that is not known here.
  case newerFormat(path: String, format: Int)
  /// A call of the system failed.
  case system(path: String, doing: String, reason: String)
  /// Another program holds the lock.
  case locked(path: String, seconds: Double)
  /// A name that cannot be one.
  case badName(String, NameKind)
  /// A reference of another form.
  case badReference(String)
  /// There is no such model.
  case unknownModel(String, nearest: String?, known: [String])
  /// The model has no such alias.
  case unknownAlias(String, model: String, nearest: String?, known: [String])
  /// The model has no such version.
  case noVersion(Int, model: String, known: [Int])
  /// No version, or more than one, has a hash that begins so.
  case noHash(String, model: String, matches: [Int])
  /// All versions of a model are archived.
  case allArchived(model: String)
  /// The version has no such file.
  case noFile(String, model: String, version: Int, known: [String])
  /// A file is not what was stored.
  case changed(path: String, found: String, expected: String)
  /// A line of the journal is no record, or not the next one.
  case badJournal(path: String, line: Int, reason: String)
  /// A model without files, or with two of one name, or with one named as the card.
  case badFiles(String)
  /// A score is no finite number.
  case scoreNotFinite
  /// No gate is passed, and nobody says that it shall be so nevertheless.
  case gateNotPassed(model: String, version: Int, alias: String, failed: [String])
  /// A change of an alias or a state says no reason.
  case noReason(doing: String)
  /// The version is archived.
  case archived(model: String, version: Int)
  /// The version is in use.
  case inUse(model: String, version: Int, aliases: [String])
  /// An alias had no version before.
  case nothingBefore(alias: String, model: String, version: Int)

  /// One sentence for people: what was found, what was expected, what to do.
  public var description: String {
    switch self {
    case .noRegistry(let path): "\(path): no registry of models; make one, or name another folder"
    case .newerFormat(let path, let format):
      "\(path): format \(format) is newer than \(RegistryFormat.current), the newest known here; use a "
        + "newer version of Fettle"
    case .system(let path, let doing, let reason): "\(path): \(doing): \(reason)"
    case .locked(let path, let seconds):
      "\(path): another program writes to the registry; waited \(seconds) s. Wait for it, or stop it"
    case .badName(let name, let kind):
      "'\(name)' cannot be the name of a \(kind.rawValue); write "
        + (kind == .file ? "letters" : "small letters") + ", digits, '.', '_' and '-'"
        + (kind == .alias ? ", not a number alone" : "")
    case .badReference(let text):
      "'\(text)' is no model; write NAME, NAME@ALIAS, NAME@VERSION or NAME@sha256:DIGITS (8 or more)"
    case .unknownModel(let name, let nearest, let known):
      "no model '\(name)'"
        + RegistryError.hint(nearest, known, none: "the registry has no models yet")
    case .unknownAlias(let alias, let model, let nearest, let known):
      "\(model) has no alias '\(alias)'"
        + RegistryError.hint(nearest, known, none: "promote a version to it first")
    case .noVersion(let version, let model, let known):
      "\(model) has no version \(version); it has \(RegistryError.list(known.map { "\($0)" }))"
    case .noHash(let digits, let model, let matches):
      matches.isEmpty
        ? "no version of \(model) has the hash \(digits)"
        : "versions \(RegistryError.list(matches.map { "\($0)" })) of \(model) have a hash that begins with "
          + "\(digits); write more digits"
    case .allArchived(let model):
      "all versions of \(model) are archived; name one, as in \(model)@1"
    case .noFile(let file, let model, let version, let known):
      "\(model)@\(version) has no file '\(file)'; it has \(RegistryError.list(known))"
    case .changed(let path, let found, let expected):
      "\(path) was changed by hand: found \(found), expected \(expected). Restore it from a copy, or add it "
        + "as a new version"
    case .badJournal(let path, let line, let reason):
      "\(path):\(line): \(reason); restore the file from a copy"
    case .badFiles(let reason): reason
    case .scoreNotFinite: "a score is no finite number; leave it out, or compute it anew"
    case .gateNotPassed(let model, let version, let alias, let failed):
      "\(model)@\(version) is not promoted to \(alias): "
        + (failed.isEmpty ? "no gate was tried" : "not passed: \(RegistryError.list(failed))")
        + ". To promote it nevertheless, force it and say the reason"
    case .noReason(let doing): "\(doing) needs a reason; say why"
    case .archived(let model, let version):
      "\(model)@\(version) is archived; restore it first"
    case .inUse(let model, let version, let aliases):
      "\(model)@\(version) is \(RegistryError.list(aliases)); promote another version first"
    case .nothingBefore(let alias, let model, let version):
      "\(alias) of \(model) was never another version than \(version); promote one"
    }
  }

  private static func hint(_ nearest: String?, _ known: [String], none: String) -> String {
    if let nearest { return "; did you mean '\(nearest)'?" }
    return known.isEmpty ? "; \(none)" : "; known are \(list(known))"
  }

  private static func list(_ items: [String]) -> String {
    items.isEmpty ? "none" : items.joined(separator: ", ")
  }
}
