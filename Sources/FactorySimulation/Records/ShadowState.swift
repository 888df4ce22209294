/// What is noted of models in the shadow.
struct ShadowState: Sendable {
  /// The sums, by rule.
  var accounts: [ShadowAccount]
  /// The components of whose present lives a shadow has warned.
  var warned: Set<Int> = []

  init(rules: Int) { accounts = Array(repeating: ShadowAccount(), count: rules) }

  /// Counts from now on.
  mutating func restart() { accounts = accounts.map { _ in ShadowAccount() } }
}
