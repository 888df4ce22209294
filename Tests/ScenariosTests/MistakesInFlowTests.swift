import Testing

@Suite("Mistakes in the order of parts, set-ups and batches")
struct MistakesInFlowTests {
  @Test("The shop is a good scenario")
  func good() {
    #expect(BracketLine.messages(WaferShop.text) == "")
  }

  @Test("What a planner gets wrong is named with its place and remedy")
  func messages() throws {
    var golden = GoldenMessages()
    for (piece, replacement) in Self.mistakes {
      golden.add(
        replacement, BracketLine.messages(WaferShop.text(replacing: piece, by: replacement)))
    }
    try golden.expect("flow-mistakes.txt")
  }

  private static let mistakes = [
    // Batches that cannot be.
    ("at_least: 2, at_most: 6", "at_least: 7, at_most: 6"), ("buffer: 20", "buffer: 1"),
    ("time: 2 h/batch, family: cold", "time: 2 h/batch"), ("wait: 8 h}", "wait: 8}"),
    ("buffer: 20, batch", "buffer: 20, blocking: before_service, batch"),
    ("load: 5 min", "load: -5 min"),
    // Machines to which nothing can come back.
    ("machine_of: expose}", "machine_of: expos}"), ("machine_of: expose}", "machine_of: clean}"),
    ("machine_of: expose}", "machine_of: expose_again}"),
    (
      "time: 40 min, setup: mask_a}", "time: 40 min, setup: mask_a, share: 90 %}"
    ),
    // Set-ups that nobody needs, or nobody reaches.
    ("setup: mask_b", "setup: mask_c"),
    ("{mask_a: {mask_b: 15 min}, otherwise: 20 min}", "{mask_a: {mask_b: 15 min}}"),
    ("{mask_a: {mask_b: 15 min}, otherwise: 20 min}", "{mask_b: {mask_a: 15 min}}"),
    ("minimum_run: 3", "minimum_run: 0"), ("minimum_run: 3", "setup_cycle: [mask_a]"),
    ("minimum_run: 3", "setup_cycle: [mask_a, mask_b, mask_c]"),
    ("minimum_run: 3", "setup_cycle: [mask_a, mask_b, mask_a]"),
    (
      "setup_times: {mask_a: {mask_b: 15 min}, otherwise: 20 min}",
      "setup_cycle: {order: [mask_a, mask_b], when_empty: goes_on}"
    ),
    // Rules.
    ("earliest due]", "earliest date]"), (", furnace: [fullest", ", furnac: [fullest"),
    ("machines: [s1, s2]", "machines: [s1, s2]\n    preempts: resume"),
    ("share: 30 %", "share: 130 %"),
    ("clean: {at: bench, time: 20 min}", "clean: {at: bench, time: 20 min, share: 50 %}"),
    ("due: 4 d", "due: {after_release: 4 * wrk}"),
    // More work than can be done.
    ("time: 4 h/batch", "time: 4 h/part"), ("every: exponential 3 h", "every: exponential 15 min"),
  ]
}
