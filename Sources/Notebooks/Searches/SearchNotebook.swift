import Experiments

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The notebook of a search: what was tried, how it came nearer, and what is recommended.
struct SearchNotebook {
  /// The notebook, with the files that it reads.
  let folder: NotebookFolder

  /// Gathers what the notebook says.
  ///
  /// - Parameters:
  ///   - path: The search's folder.
  ///   - names: The files in it.
  ///   - version: The version of Fettle.
  /// - Throws: ``NotebookError`` where it has no table of trials, or is the journal of something else.
  init(of path: String, names: [String], version: String) throws(NotebookError) {
    let journal = try SearchNotebook.journal(of: path)
    let objectives = SearchNotebook.values(of: "objective ", in: journal)
    let factors = SearchNotebook.values(of: "factor ", in: journal)
    guard !objectives.isEmpty else {
      throw NotebookError(
        path, .unknown,
        "its journal has no objective; notebooks are made of what 'fettle optimise' leaves")
    }
    guard names.contains(SearchFolder.trialsName) else {
      throw NotebookError(
        path, .damaged,
        "trials.csv is missing: the search has not ended; go on with 'fettle optimise … --resume'")
    }
    let hasRecommendation = names.contains(SearchFolder.recommendationName)
    var notebook = Notebook()
    notebook.say(
      SearchNotebook.opening(
        objectives, factors, journal: journal, version: version, isWhole: hasRecommendation))
    notebook.run(SearchCells.load)
    notebook.run(SearchCells.points(objectives, factors: factors.map(\.name)))
    notebook.say(SearchCells.progressText)
    notebook.run(SearchCells.progress)
    notebook.say("## Where the points lie")
    notebook.run(SearchCells.map)
    if objectives.count > 1 {
      notebook.say(SearchCells.frontText)
      notebook.run(SearchCells.front)
    }
    if hasRecommendation {
      notebook.say(SearchCells.recommendationText)
      notebook.run(SearchCells.recommendation)
    }
    notebook.say(SearchNotebook.questions(isOne: objectives.count == 1))
    notebook.say(SearchCells.checkText)
    notebook.run(SearchCells.check(hasRecommendation: hasRecommendation))
    let files = [
      SearchFolder.journalName, SearchFolder.trialsName, SearchFolder.recommendationName,
      SearchFolder.posteriorName,
    ].filter(names.contains)
    folder = NotebookFolder(path, notebook, files: files)
  }

  private static func journal(of path: String) throws(NotebookError) -> SearchJournal {
    do throws(JournalProblem) {
      if let read = try SearchFolder.journal(in: path) { return read.0 }
    } catch {
      throw NotebookError(path, .damaged, "journal.jsonl: \(error)")
    }
    throw NotebookError(path, .damaged, "journal.jsonl has no whole line")
  }

  /// The facts whose names begin so, without that beginning.
  private static func values(
    of beginning: String, in journal: SearchJournal
  ) -> [(name: String, text: String)] {
    journal.facts.filter { $0.name.hasPrefix(beginning) }.map {
      (name: String($0.name.dropFirst(beginning.count)), text: $0.text)
    }
  }

  // MARK: - Texts

  private static func opening(
    _ objectives: [(name: String, text: String)], _ factors: [(name: String, text: String)],
    journal: SearchJournal, version: String, isWhole: Bool
  ) -> String {
    let wanted = objectives.map { "\($0.text) \(Quoting.code($0.name))" }.joined(separator: ", ")
    var text = "# Search: \(wanted)\n\nWhich values are best, and how sure is that?\n\n"
    for factor in factors { text += "- may vary: \(Quoting.code(factor.text))\n" }
    for condition in values(of: "condition ", in: journal) {
      text += "- \(condition.text): \(Quoting.code(condition.name))\n"
    }
    func fact(_ name: String) -> String { journal.facts.first { $0.name == name }?.text ?? "–" }
    text += "\n\(journal.finished) points by the method \(Quoting.markdown(fact("method"))), "
    text += "\(Quoting.markdown(fact("replications"))) replications each, seed "
    text += "\(Quoting.markdown(fact("seed"))); notebook by Fettle \(version). "
    return text + "The data stand beside this notebook in `data/`."
  }

  private static func questions(isOne: Bool) -> String {
    """
    ## Next questions

    - Is the best point at the end of a range? Then the range is too narrow: widen it under `vary`.
    - Did the last points still bring something? Then go on: `fettle optimise … --budget … --resume`.
    - \(isOne
        ? "What is the recommendation worth on fresh chance? Its comparison with the present values is a "
          + "run of its own: `fettle notebook` makes a notebook of that, too."
        : "Which of the points on the front would you choose, and what is its price in the other objective?")
    - Which factor matters at all? `fettle sweep` along one of them, the others as recommended, shows it.
    """
  }
}
