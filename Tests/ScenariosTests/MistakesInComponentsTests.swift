import Testing

@Suite("Mistakes in components")
struct MistakesInComponentsTests {
  @Test("A wrong component is named with its remedy", arguments: cases)
  func message(_ mistake: Mistake) {
    let messages = WearingPress.messages(replacing: mistake.piece, by: mistake.replacement)
    #expect(messages == mistake.message)
  }

  private static let wear = "wear: gamma mean_life 83 h cv_of_life 30 %"
  private static let clock = "producing * (rate / (30 /min))^2"
  private static let replace = "{planned: 45 min, failed: 3 h, by: fitters, uses: {insert: 1}, from: crib}"

  static let cases: [Mistake] = []
}
