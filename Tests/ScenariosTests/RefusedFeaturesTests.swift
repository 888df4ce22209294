import RandomVariates
import FactoryModel
import Scenarios
import TestSupport
import Testing

@Suite("Features that are not simulated yet")
struct RefusedFeaturesTests {
  /// A piece of the bracket line, and what asks for a feature in its place.
  struct Feature {
    var piece: String
    var replacement: String

    init(_ piece: String, _ replacement: String) {
      self.piece = piece
      self.replacement = replacement
    }
  }

  @Test("A feature that is not simulated yet is refused by name", .tags(.golden, .failure))
  func messages() throws {
    var golden = GoldenMessages()
    for feature in RefusedFeaturesTests.features {
      let text = BracketLine.text(replacing: feature.piece, by: feature.replacement)
      let files = ["orders.csv": "release [d]\n1\n2\n"]
      // All of it is right, and none of it is simulated.
      let checked = try ScenarioReader.check(text: text, name: "line.yaml", files: files)
      #expect(checked.factory == nil, "\(feature.replacement)")
      let failure = #expect(throws: ScenarioFailure.self, "\(feature.replacement)") {
        try ScenarioReader.read(text: text, name: "line.yaml", files: files)
      }
      let errors = (failure?.diagnostics ?? []).filter { $0.severity == .error }
      #expect(!errors.isEmpty)
      for error in errors { #expect(error.message.hasSuffix(" are not simulated yet"), "\(error)") }
      golden.add(feature.replacement, failure?.textWithExcerpts ?? "")
    }
    try golden.expect("refused.txt")
  }

  @Test("What says no more than the default is simulated")
  func defaults() throws {
    let text = BracketLine.text(
      replacing: "buffer: 40", by: "buffer: 40, blocking: after_service, preempts: never"
    )
    .replacing("{keep: 60}", with: "{every: 2 min, moves: one_by_one, calendar: always}")
    .replacing("false_alarm: 0.5 %", with: "false_alarm: 0.5 %, share: 100 %")
    // The station's keys stand in a block of their own.
    let block = text.replacing(
      "buffer: 40, blocking: after_service, preempts: never",
      with: "buffer: 40\n    blocking: after_service\n    preempts: never")
    #expect(BracketLine.messages(block) == "")
  }

  private static let time = "lognormal mean 22 s cv 10 %"
  private static let makes = "makes: {burr: 1 %}"
  private static let top = "calendar: two_shift\n"

  static let features: [Feature] = [
    Feature("{keep: 60}", "{every: 9 min, lot: 5, moves: together}"),
    Feature(
      "buffer: 40",
      "components: {die: {life: 3 h, clock: producing * (1 + guide.wear), replace: {failed: 3 h}}, "
        + "guide: {life: 3 h, replace: {failed: 3 h}}}"),
    Feature(
      makes,
      "makes: {burr: 1 %}\n    power: {idle: 4 kW * (1 + die.wear)}\n    components: {die: {life: 3 h, replace: {failed: 3 h}}}"
    ),
    Feature(time, "20 min/lot"),
    Feature("machines: 2", "machines: unlimited"),
    Feature("scrap: 1.35 EUR/part", "scrap: value"),
    Feature("scrap: 1.35 EUR/part", "scrap: 1.35 EUR/lot"),
    Feature(
      top,
      top
        + "items: {bolt: {}}\nsuppliers: {a: {sells: bolt}}\n"
        + "stores: {shelf: {holds: bolt, from: a, transport: 3 d}}\n"),
    Feature(top, top + "sampling: inversion\n"),
    Feature(top, top + "timeline: [{at: 3 wk, over: 1 wk, set: {stations.press.time: 20 s}}]\n"),
    Feature(top, top + "timeline: [{at: 3 wk, set: {costs.scrap: 3 EUR/part}}]\n"),
    Feature("shifts: [06:00-14:00,", "except: [2026-05-01], shifts: [06:00-14:00,"),
    Feature("      - blank\n", "      - blank: {at: [blank, press]}\n"),
  ]
}
