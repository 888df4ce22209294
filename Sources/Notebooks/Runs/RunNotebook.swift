import Experiments
import SpecialFunctions

/// The notebook of a run, a comparison, a sweep or a benchmark.
///
/// It reads the run's own files, works out means, intervals and paired differences from the
/// replications, draws them, and ends by checking them against `summary.json`.
struct RunNotebook {
  private let run: StoredRun
  private let summary: ExperimentSummary

  /// The files that are of use to a reader; the page and what tells of the machine stay where they are.
  private static let left: Set<String> = [
    RunFolder.reportName, "manifest.json", "DONE", "PARTIAL",
  ]

  init(of run: StoredRun) {
    self.run = run
    summary = run.summary
  }

  /// The notebook, with the files that it reads.
  var folder: NotebookFolder {
    let files = NotebookMaker.files(below: run.path).filter {
      !RunNotebook.left.contains($0) && !$0.hasSuffix(".html")
    }
    var notebook = Notebook()
    notebook.say(opening)
    notebook.run(RunCells.load)
    notebook.say(
      "## What the run reported\n\nThe usual figures with their 95 % intervals. Of the "
        + "\(summary.metricNames.count) metrics, `columns` says what each one means.")
    notebook.run(RunCells.reported(usual))
    notebook.run("columns.loc[usual, [\"unit\", \"definition\", \"better\"]]")
    notebook.say(RunCells.intervalText(summary.samples.many))
    notebook.run(RunCells.computed(student))
    notebook.say(
      "### How the \(summary.samples.many) spread\n\nA dot is one \(summary.samples.one), the "
        + "line the interval of the mean.")
    notebook.run(RunCells.spread)
    if !summary.factors.isEmpty {
      notebook.say("## What the factors do")
      notebook.run(RunCells.design(summary.factors))
      notebook.run(RunCells.effects)
    } else if RunNotebook.hasStates(summary) {
      notebook.say(
        "## What the stations did\n\nShares of all machine time, nights and weekends included.")
      notebook.run(RunCells.states)
    }
    if !summary.differences.isEmpty {
      notebook.say(RunCells.differenceText)
      notebook.run(RunCells.differences(simultaneous))
      notebook.run(RunCells.forest)
    }
    notebook.say(questions)
    notebook.say(RunCells.checkText)
    notebook.run(RunCells.check(hasDifferences: !summary.differences.isEmpty))
    return NotebookFolder(run.path, notebook, files: files)
  }

  // MARK: - Texts

  private var opening: String {
    let name = Quoting.markdown(summary.scenario)
    var text = "# \(name)\n\n"
    if let baseline = summary.baseline, !summary.verdicts.isEmpty {
      text +=
        "What do \(summary.arms.count - 1 == 1 ? "a change" : "changes") do, against "
        + "*\(Quoting.markdown(baseline))*?\n\n"
      text += summary.verdicts.map { "- \(Quoting.markdown($0.sentence)).\n" }.joined()
      text += "\n"
    } else if !summary.factors.isEmpty {
      text +=
        "What do \(summary.factors.map(Quoting.code).joined(separator: ", ")) do, at "
        + "\(summary.arms.count) points?\n\n"
    } else {
      text += "What does this factory do, and how sure is that?\n\n"
    }
    text += "\(summary.samples.counted(summary.replicationsFinished))"
    if summary.arms.count > 1 { text += " in all" }
    text += ", seed \(summary.seed), Fettle \(run.manifest.fettle). "
    if summary.partial { text += "**The run was interrupted.** " }
    text += "The data stand beside this notebook in `data/`, the scenario among them. What is "
    text += "computed below is checked in the last cell against `data/summary.json`.\n\n"
    return text + "Made by: \(Quoting.code(command))"
  }

  /// The command as it was typed, the program by its name alone.
  private var command: String {
    let words = run.manifest.command
    return (["fettle"] + words.dropFirst().map(RunNotebook.quoted)).joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_./=,:@%+".contains($0))
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }

  private var questions: String {
    var text = "## Next questions\n\n"
    if summary.isSingleRun {
      text += """
        - Which metrics differ most between \(summary.samples.many), beside their means? \
        `long.groupby("metric").value.agg(["std", "mean"])` is a beginning.
        - Which metrics go together? Try `replications.corr(numeric_only=True)` with those above.
        - What would happen if one thing were different? `fettle factors data/scenario.resolved.yaml` \
        lists what can be changed, `fettle run … --set` changes it.
        """
    } else if !summary.factors.isEmpty {
      text += """
        - Is the best point inside the range, or at its end? Then widen the range: `fettle sweep … --vary`.
        - Is the difference between the best two points larger than their intervals? More \
        replications (`-n`) narrow them.
        - What would a search find between the points? See `fettle optimise`.
        """
    } else {
      text += """
        - Which difference is beyond chance and too small to matter? Both are in `differences`.
        - Did the same chance meet all arms? `pairs` has each replication of each arm beside its baseline.
        - What would have to change for another arm to be the better one? Change a price or a rate in \
        `data/scenarios/` and compare again: `fettle compare`.
        """
    }
    return text
  }

  // MARK: - Figures

  /// The metrics that are shown: those of verdicts, and each station's OEE.
  private var usual: [String] {
    let names = Set(summary.metricNames)
    let found = Verdict.metrics.filter(names.contains)
    let stations = summary.metricNames.filter {
      $0.hasPrefix("stations.") && $0.hasSuffix(".oee") && $0.split(separator: ".").count == 3
    }
    let all = found + stations.prefix(12)
    return all.isEmpty ? Array(summary.metricNames.prefix(8)) : all
  }

  private static func hasStates(_ summary: ExperimentSummary) -> Bool {
    summary.metricNames.contains { $0.hasPrefix("stations.") && $0.hasSuffix(".producing") }
  }

  /// Student's points for means, by degrees of freedom.
  private var student: [(Int, Double)] {
    let counts = Set(summary.arms.flatMap(\.metrics).map(\.count)).filter { $0 > 1 }
    return points(counts, level: summary.confidenceLevel)
  }

  /// Student's points for differences: the intervals of all arms cover at once, so that each one's
  /// error is its part of the whole (Bonferroni).
  private var simultaneous: [(Int, Double)] {
    let arms = max(1, Set(summary.differences.map(\.arm)).count)
    let counts = Set(summary.arms.flatMap(\.metrics).map(\.count)).filter { $0 > 1 }
    return points(counts, level: 1 - (1 - summary.confidenceLevel) / Double(arms))
  }

  private func points(_ counts: Set<Int>, level: Double) -> [(Int, Double)] {
    counts.sorted().map { count in
      (
        count - 1,
        StudentT.quantile(1 - (1 - level) / 2, degreesOfFreedom: Double(count - 1))
      )
    }
  }
}
