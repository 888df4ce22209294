import ArgumentParser
import Experiments

/// Opens the folder of a search; goes on with what is there, where that is wanted.
struct JournalOpening {
  var folder: String
  /// What determines the search.
  var facts: [JournalRecord.Fact]
  /// How many points may be tried.
  var budget: Int
  /// Whether to go on with what is there.
  var isResumed: Bool
  /// Whether to begin anew.
  var isForced: Bool

  /// Opens it.
  ///
  /// - Parameter begin: Begins the search, given the journal that is there and its file.
  /// - Returns: What began.
  /// - Throws: The exit status, once it is said why that cannot be.
  func open<Search>(
    _ begin: (SearchJournal?, JournalFile) throws(RunFolderError) -> Search
  ) throws -> Search {
    let file = "\(folder)/\(SearchFolder.journalName)"
    if isForced { SearchFolder.clear(folder) }
    var old: (journal: SearchJournal, length: Int)?
    do throws(JournalProblem) {
      old = try SearchFolder.journal(in: folder).map { ($0.0, $0.length) }
    } catch {
      Terminal.printMessage(
        "error: \(file): \(error); choose another folder by --search-out, or begin anew by --force")
      throw ExitStatus.badInput
    }
    if let old {
      let differences = old.journal.differences(from: facts)
      guard differences.isEmpty else {
        Terminal.printMessage(
          "error: \(file) is the journal of another search: \(differences.joined(separator: "; ")). "
            + "Choose another folder by --search-out, or begin anew by --force")
        throw ExitStatus.badInput
      }
      guard isResumed || old.journal.finished >= budget else {
        Terminal.printMessage(
          "error: the same search was begun in \(folder): \(old.journal.finished) of \(budget) "
            + "points are known. Go on by --resume, or begin anew by --force")
        throw ExitStatus.usage
      }
    } else if isResumed {
      Terminal.printMessage("there is no journal in \(folder) to go on with; the search begins")
    }
    return try JournalOpening.keep { () throws(RunFolderError) in
      try SearchFolder.make(folder)
      return try begin(old?.journal, try JournalFile(path: file, keeping: old?.length ?? 0))
    }
  }

  /// Does something with a folder; where that fails, says so.
  static func keep<Value>(_ action: () throws(RunFolderError) -> Value) throws -> Value {
    do throws(RunFolderError) {
      return try action()
    } catch {
      Terminal.printMessage("error: \(error)")
      throw ExitStatus.inputOutput
    }
  }
}
