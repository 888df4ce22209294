import Experiments

/// Whether what is recommended may take effect.
struct ApprovalState: Sendable {
  /// What is recommended; `nil` where nothing is.
  let proposal: SetPointProposal?
  /// What was decided about it, the latest last.
  let decisions: [SetPointDecision]
  /// How many decisions were about something else that stood in the folder.
  let others: Int

  init(_ proposal: SetPointProposal?, decisions: [SetPointDecision]) {
    self.proposal = proposal
    self.decisions = decisions.filter { $0.mark == proposal?.mark }
    others = decisions.count - self.decisions.count
  }

  /// The state in a sentence.
  var sentence: String {
    guard proposal != nil else { return "Nothing is proposed, so nothing waits for approval." }
    guard let last = decisions.last else {
      return "Not approved yet: it takes no effect until somebody approves it."
    }
    return last.isApproved
      ? "Approved by \(last.by) on \(last.time): \(last.reason)"
      : "Rejected by \(last.by) on \(last.time): \(last.reason)"
  }

  /// The section: the state, what was decided, and what to do next.
  ///
  /// - Parameter folder: The folder's name, for the commands.
  /// - Returns: The section.
  func section(folder: String) -> Markup {
    var content: [Markup] = [.element("p", [.element("strong", sentence)])]
    if decisions.count > 1 {
      content.append(
        .table(
          head: ["decision", "by", "why", "when"], texts: 4,
          rows: decisions.map {
            .row($0.isApproved ? "approved" : "rejected", texts: [$0.by, $0.reason, $0.time])
          }))
    }
    if others > 0 {
      content.append(
        .element(
          "p", ["class": "note"],
          "\(others) earlier decision\(others == 1 ? " was" : "s were") about other values."))
    }
    guard let proposal else { return PageParts.section("Approval", "", content) }
    let words = PageParts.command(["fettle", "approve", folder])
    let run = PageParts.command(["fettle", "run", proposal.scenario, "--set-points", folder])
    let next =
      decisions.last?.isApproved == true ? run : words + " --by NAME --reason TEXT\n" + run
    content.append(
      .element(
        "pre", ["tabindex": "0", "role": "region", "aria-label": "What to type"],
        [.element("code", next)]))
    return PageParts.section("Approval", "", content)
  }
}
