import Testing

@Suite("Keys of the language that are not simulated yet")
struct UnsimulatedKeysTests {
  /// A place in the bracket line where a key can be added, and the keys of the language there.
  struct Place: Sendable, CustomTestStringConvertible {
    var path: String
    var piece: String
    /// The text with the key in it; `KEY` is replaced.
    var replacement: String
    var keys: [String]

    var testDescription: String { path }
  }

  @Test("Each is refused in one sentence that names the feature", arguments: places)
  func refused(place: Place) {
    for key in place.keys {
      let replacement = place.replacement
        .split(separator: "KEY", omittingEmptySubsequences: false).joined(separator: key)
      let text = BracketLine.text(replacing: place.piece, by: replacement)
      let message = BracketLine.messages(text)
      let path = place.path.isEmpty ? key : place.path + "." + key
      #expect(!message.contains("\n"), "\(message)")
      #expect(message.contains(": error: \(path): "), "\(message)")
      #expect(message.hasSuffix(" are not simulated yet"), "\(message)")
    }
  }

  static let places: [Place] = [
    Place(
      path: "", piece: "horizon: 26 wk\n", replacement: "horizon: 26 wk\nKEY: {a: 1}\n",
      keys: [
        "extends", "items", "suppliers", "stores", "customers", "machine_types", "crews",
        "operators", "dispatch", "maintenance", "timeline",
      ]),
    Place(
      path: "products.bracket.release", piece: "{keep: 60}", replacement: "{keep: 60, KEY: 1}",
      keys: ["orders", "for", "due", "at_most"]),
    Place(
      path: "products.bracket.route.inspect", piece: "{finds:", replacement: "{KEY: 1, finds:",
      keys: [
        "consumes", "from", "setup", "family", "operator", "share", "tool", "transport",
        "measures", "batch",
      ]),
    Place(
      path: "stations.press", piece: "buffer: 40", replacement: "KEY: {a: 1}",
      keys: [
        "type", "set_points", "power", "components", "sensors", "batch", "load", "unload",
        "setup_time", "setup_times", "initial",
      ]),
    Place(
      path: "stations.press.failures.jam", piece: "clock: producing", replacement: "KEY: 1",
      keys: ["by", "uses", "from"]),
    Place(
      path: "costs", piece: "scrap: 1.35 EUR/part", replacement: "KEY: 1",
      keys: ["holding", "energy", "lost_sale", "late", "order"]),
  ]
}
