import Experiments
import TestSupport
import Testing

@Suite("Recommended set-points")
struct SetPointProposalTests {
  static let proposal = SetPointProposal(
    [("stations.press.set_points.gap", "0.31 mm"), ("params.rule", "{keep: \"20\"}"), ("a", "")],
    scenario: "scenarios/press \"ü\".yaml")

  @Test("The file says what was proposed", .tags(.exact))
  func roundTrip() throws {
    let text = SetPointProposalTests.proposal.text(evidence: ["throughput: 12 /h", ""])
    let again = try #require(SetPointProposal(text: text))
    #expect(again == SetPointProposalTests.proposal)
    #expect(again.mark == SetPointProposalTests.proposal.mark && again.mark.count == 16)
    #expect(again.values.map(\.path) == ["stations.press.set_points.gap", "params.rule", "a"])
    #expect(again.values.map(\.value) == ["0.31 mm", "{keep: \"20\"}", ""])
    #expect(
      text == """
        # What 'fettle optimise' recommends. It takes effect only once somebody approves it:
        #   fettle approve FOLDER --by NAME --reason TEXT
        # throughput: 12 /h
        #\u{20}
        scenario: "scenarios/press \\"ü\\".yaml"
        mark: "\(again.mark)"
        set:
          stations.press.set_points.gap: "0.31 mm"
          params.rule: "{keep: \\"20\\"}"
          a: ""

        """)
  }

  @Test("A file that was changed is refused, comments apart", .tags(.failure))
  func tampered() {
    let text = SetPointProposalTests.proposal.text(evidence: ["good"])
    #expect(SetPointProposal(text: text.replacing("# good", with: "# bad")) != nil)
    for (old, new) in [
      ("0.31", "0.32"), ("params.rule", "params.role"), ("press", "saw"), ("  a: \"\"\n", ""),
      ("set:", "sets:"), ("mark: \"", "mark: \"0"), ("mark:", "mork:"),
      ("scenario:", "# scenario:"),
      ("\"0.31 mm\"", "0.31 mm"), ("  a: \"\"", "  a: \"\"\n  b: \"1\""),
    ] {
      #expect(SetPointProposal(text: text.replacing(old, with: new)) == nil, "\(old) → \(new)")
    }
    #expect(SetPointProposal(text: "") == nil)
    #expect(SetPointProposal(text: String(text.prefix(text.count / 2))) == nil)
  }

  @Test("Other scenarios, values and orders have other marks")
  func marks() {
    let marks = [
      SetPointProposal([("a", "1"), ("b", "2")], scenario: "s"),
      SetPointProposal([("b", "2"), ("a", "1")], scenario: "s"),
      SetPointProposal([("a", "1"), ("b", "3")], scenario: "s"),
      SetPointProposal([("a", "1")], scenario: "s"),
      SetPointProposal([("a", "1"), ("b", "2")], scenario: "t"),
    ].map(\.mark)
    #expect(Set(marks).count == 5)
  }

  @Test("A log gives decisions back; an unfinished last line counts for nothing, ever", .tags(.law))
  func log() {
    let decisions = [
      SetPointDecision(
        isApproved: true, by: "A. \"M\" Meyer", reason: "agreed\nwith tooling",
        mark: "0123456789abcdef",
        time: "2026-01-05T14:00:00Z"),
      SetPointDecision(
        isApproved: false, by: "ü", reason: "too fast", mark: "0", time: "2026-01-06T14:00:00Z"),
    ]
    let text = decisions.map(\.line).joined()
    #expect(SetPointDecision.log(text) == decisions)
    let first = decisions[0].line.utf8.count
    let bytes = Array(text.utf8)
    for length in 0..<bytes.count {
      let cut = String(decoding: bytes.prefix(length), as: UTF8.self)
      let expected = Array(decisions.prefix(length < first ? 0 : 1))
      #expect(SetPointDecision.log(cut) == expected, "after \(length) bytes")
      // What is decided next stands by itself.
      #expect(SetPointDecision.log(decisions[1].added(to: cut)) == expected + [decisions[1]])
    }
    #expect(SetPointDecision.log("") == [])
    #expect(decisions[0].added(to: "") == decisions[0].line)
  }
}
