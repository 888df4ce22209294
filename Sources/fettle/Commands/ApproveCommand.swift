import ArgumentParser
import Experiments

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Who decides about recommended set-points, and why.
struct DecisionOptions: ParsableArguments {
  @Argument(help: "The search's folder, with recommendation.yaml.", completion: .directory)
  var folder: String

  @Option(help: ArgumentHelp("Who decides.", valueName: "name"))
  var by: String

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var reason: String

  func validate() throws {
    if by.allSatisfy(\.isWhitespace) { throw ValidationError("--by needs a name") }
    if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason needs a reason") }
  }

  /// Adds a decision to the log.
  func decide(_ isApproved: Bool) throws {
    let proposal = try ApprovedSetPoints.proposal(in: folder)
    let decision = SetPointDecision(
      isApproved: isApproved, by: by, reason: reason, mark: proposal.mark,
      time: Date.now.formatted(.iso8601))
    let path = "\(folder)/\(SearchFolder.decisionsName)"
    let before = FileManager.default.contents(atPath: path) ?? Data()
    try Output.write(
      decision.added(to: String(decoding: before, as: UTF8.self)), to: path,
      orSay: { "cannot write \(path): \($0)" })
    let values = proposal.values.map { "\($0.path)=\($0.value)" }.joined(separator: ", ")
    try Output.print("\(isApproved ? "approved" : "rejected") by \(by): \(values)")
    if isApproved {
      Terminal.printMessage(
        "they take effect by: fettle run \(proposal.scenario) --set-points \(folder)")
    }
  }
}

/// Set-points that a search recommends and somebody has approved.
enum ApprovedSetPoints {
  /// What a folder recommends.
  static func proposal(in folder: String) throws -> SetPointProposal {
    let path = "\(folder)/\(SearchFolder.recommendationName)"
    guard let data = FileManager.default.contents(atPath: path) else {
      Terminal.printMessage(
        "error: there is no \(path); name the folder of a search that ended with a recommendation")
      throw ExitStatus.inputMissing
    }
    guard let proposal = SetPointProposal(text: String(decoding: data, as: UTF8.self)) else {
      Terminal.printMessage(
        "error: \(path) is not as the search wrote it; run the search again, or give values by --set"
      )
      throw ExitStatus.badInput
    }
    return proposal
  }

  /// The approved changes of a folder, each as `path=value`.
  static func changes(in folder: String) throws -> [String] {
    let proposal = try proposal(in: folder)
    let log = FileManager.default.contents(atPath: "\(folder)/\(SearchFolder.decisionsName)")
    let decisions = SetPointDecision.log(String(decoding: log ?? Data(), as: UTF8.self))
      .filter { $0.mark == proposal.mark }
    guard let last = decisions.last else {
      Terminal.printMessage(
        "error: nobody has approved what \(folder) recommends; first: "
          + "fettle approve \(folder) --by NAME --reason TEXT")
      throw ExitStatus.badInput
    }
    guard last.isApproved else {
      Terminal.printMessage(
        "error: what \(folder) recommends was rejected by \(last.by): \(last.reason)")
      throw ExitStatus.badInput
    }
    return proposal.values.map { "\($0.path)=\($0.value)" }
  }

  /// Changes as a step of a timeline.
  static func step(_ changes: [String], from time: String) -> String {
    let set = changes.map { $0.replacing("=", with: ": ", maxReplacements: 1) }
    return "{at: \(time), set: {\(set.joined(separator: ", "))}, why: approved set-points}"
  }
}

/// `fettle approve`: let recommended set-points take effect.
struct ApproveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Approve the set-points that a search recommends, for the next run.",
    discussion: """
      The decision goes into decisions.jsonl in the search's folder, with who decided, why and when. \
      It holds for these values only: another search in the same folder needs another approval.

      Example:
        fettle approve runs/search-press-speed-3f9c --by 'A. Meyer' --reason 'agreed with tooling'
        fettle run scenarios/stamping-line.yaml --set-points runs/search-press-speed-3f9c
      """)

  @OptionGroup var decision: DecisionOptions

  func run() throws { try decision.decide(true) }
}

/// `fettle reject`: note that recommended set-points are not wanted.
struct RejectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject",
    abstract: "Reject the set-points that a search recommends, with the reason.",
    discussion: """
      The decision goes into decisions.jsonl in the search's folder. 'fettle run --set-points' then \
      refuses the folder, until somebody approves it.

      Example:
        fettle reject runs/search-press-speed-3f9c --by 'A. Meyer' --reason 'dies are on order'
      """)

  @OptionGroup var decision: DecisionOptions

  func run() throws { try decision.decide(false) }
}
