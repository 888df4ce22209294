/// A small factory with operators, tools, vehicles, limits of waiting, assembly and kanban.
enum AssemblyCell {
  static let text = """
    fettle: 1
    name: Assembly cell
    horizon: 4 wk
    items: {leg: {}, top: {}, offcut: {}}
    products:
      leg: {release: {cards: 6, lot: 8}, route: [turn: {time: 2 min, operator: {turners: 1}, tool: chuck}]}
      top: {release: {cards: 4, lot: 5}, route: [saw: {time: 6 min, gives: {offcut: 2}}]}
      desk:
        release: {every: exponential 12 min}
        route:
          - glue: {time: 3 min, skill: gluing}
          - join: {time: 9 min, consumes: {leg: 4, top: 1}, from: {leg: legs, top: tops}, within: {of: glue, limit: 2 h, then: back to glue}}
          - pack: {time: 5 min, transport: {by: cart}}
    stations: {turn: {}, saw: {}, glue: {}, join: {}, pack: {}}
    stores:
      legs: {holds: leg, from: route, initial: 24}
      tops: {holds: top, from: route, initial: 10}
      offcuts: {holds: offcut, from: route}
    operators: {turners: {size: 1, skills: [turning]}, joiners: {size: 2, runs: [join], skills: [gluing]}}
    tools: {chuck: {size: 1}}
    vehicles: {cart: {size: 2}}
    transport_times: {join: {pack: 4 min}}

    """

  /// The text with a piece replaced, which must stand in it exactly once.
  static func text(replacing piece: String, by replacement: String) -> String {
    let parts = text.split(separator: piece, omittingEmptySubsequences: false)
    precondition(parts.count == 2, "'\(piece)' stands \(parts.count - 1) times in the text")
    return parts.joined(separator: replacement)
  }
}
