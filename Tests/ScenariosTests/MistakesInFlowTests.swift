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

  @Test("The cell is a good scenario")
  func goodCell() {
    #expect(BracketLine.messages(AssemblyCell.text) == "")
  }

  @Test("What a planner gets wrong of people, vehicles and items is named with its remedy")
  func cellMessages() throws {
    var golden = GoldenMessages()
    for (piece, replacement) in Self.cellMistakes {
      golden.add(
        replacement, BracketLine.messages(AssemblyCell.text(replacing: piece, by: replacement)))
    }
    try golden.expect("cell-mistakes.txt")
  }

  private static let cellMistakes = [
    // People and tools.
    ("operator: {turners: 1}", "operator: turnrs"),
    ("operator: {turners: 1}", "operator: {turners: 2}"),
    ("skill: gluing", "skill: glueing"), ("tool: chuck", "tool: chucks"),
    ("tools: {chuck: {size: 1}}", "tools: {chuck: {size: 0}}"),
    ("runs: [join]", "runs: [joint]"), ("every: exponential 12 min", "every: exponential 1 min"),
    // Vehicles.
    ("by: cart", "by: carts"), ("{join: {pack: 4 min}}", "{join: {glue: 4 min}}"),
    ("{join: {pack: 4 min}}", "{join: {packing: 4 min}}"), ("cart: {size: 2}", "cart: {size: 0}"),
    // Limits of waiting.
    ("of: glue", "of: glu"), ("of: glue", "of: pack"), ("then: back to glue", "then: back to pack"),
    ("limit: 2 h", "limit: 2"), ("then: back to glue", "then: scrapped"),
    // Items.
    ("from: {leg: legs, top: tops}", "from: legs"), (", from: {leg: legs, top: tops}", ""),
    ("consumes: {leg: 4, top: 1}", "consumes: {legg: 4, top: 1}"),
    ("consumes: {leg: 4, top: 1}", "consumes: {leg: 0.5, top: 1}"),
    ("gives: {offcut: 2}", "gives: {top: 1.5}"),
    ("  offcuts: {holds: offcut, from: route}", "  offcuts: {holds: top, from: route}"),
    ("legs: {holds: leg, from: route, initial: 24}", "legs: {holds: offcut, from: route}"),
    (
      "legs: {holds: leg, from: route, initial: 24}",
      "legs: {holds: leg, from: route, initial: 24, replenish: {base_stock: 5}}"
    ),
    ("{cards: 6, lot: 8}", "{cards: 6, every: 2 h}"),
  ]

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
