/// A small factory with dispatch rules, set-ups, batches and transport, and what happens to it when a piece is
/// changed.
enum WaferShop {
  static let text = """
    fettle: 1
    name: Wafer shop
    horizon: 4 wk
    products:
      lot:
        release: {every: exponential 3 h, due: 4 d}
        route:
          - clean: {at: bench, time: 20 min}
          - expose: {at: stepper, time: 40 min, setup: mask_a}
          - check: {at: bench, time: 5 min, share: 30 %}
          - bake: {at: furnace, time: 4 h/batch, family: hot}
          - expose_again: {at: stepper, time: 30 min, setup: mask_b, machine_of: expose}
      test: {release: {every: exponential 12 h}, priority: 1, route: [bake: {at: furnace, time: 2 h/batch, family: cold}]}
    stations:
      bench: {machines: 2}
      stepper:
        machines: [s1, s2]
        setup_times: {mask_a: {mask_b: 15 min}, otherwise: 20 min}
        setup_at_start: mask_a
        minimum_run: 3
      furnace: {buffer: 20, batch: {same: family, at_least: 2, at_most: 6, wait: 8 h}, load: 5 min}
    dispatch: {default: [priority, earliest due], furnace: [fullest batch, first come]}

    """

  /// The text with a piece replaced, which must stand in it exactly once.
  static func text(replacing piece: String, by replacement: String) -> String {
    let parts = text.split(separator: piece, omittingEmptySubsequences: false)
    precondition(parts.count == 2, "'\(piece)' stands \(parts.count - 1) times in the text")
    return parts.joined(separator: replacement)
  }
}
