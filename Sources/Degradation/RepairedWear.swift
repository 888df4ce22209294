/// In what state a life begins.
public enum WearStart: Hashable, Sendable, BitwiseCopyable {
  /// A new unit.
  case new
  /// A unit as one finds it in a plant that has long run and replaces at failure only.
  ///
  /// Its age and its remaining life have the equilibrium distribution of a renewal process.
  case steady
  /// A unit that has reached a level; it has not been repaired yet.
  case level(Double)
}

/// Of which wear a repair takes a share away.
///
/// Source: M. Kijima, "Some Results for Repairable Systems with General Repair", *Journal of
/// Applied Probability* 26 (1), 1989, 89–102, models I and II.
public enum RepairedWear: Hashable, Sendable, BitwiseCopyable {
  /// Of all wear (model II).
  case all
  /// Only of what was added since the last repair (model I).
  case sinceLastRepair
}
