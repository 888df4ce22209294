/// What answers at which set-points a station goes on, each time somebody looks at what it makes.
///
/// A rule names its decider (``FactoryModel/ControlRule/Method/decider(_:)``), or has one of those that Fettle brings;
/// the simulation is given deciders by these names, and each rule has a copy of its own. A decider is a value and
/// part of the state of a simulation: what it remembers belongs into stored properties.
///
/// ```swift
/// struct Slower: SetPointDecider {
///   mutating func decide(on process: ProcessObservation) -> SetPointSuggestion {
///     let isBad = process.passed < process.inspected * 95 / 100
///     return SetPointSuggestion(process.setPoints.map { isBad ? 0.98 * $0 : $0 }, reason: .improving)
///   }
/// }
/// ```
public protocol SetPointDecider: Sendable {
  /// Says at which set-points the process goes on.
  ///
  /// It is asked at every look of its rule at which enough parts have been inspected, but not while somebody has
  /// still to agree to the change before. What passes the rule's limits or its largest step is cut to these.
  ///
  /// - Parameter process: What can be observed.
  /// - Returns: The set-points, those of the observation where nothing is to change, and why.
  mutating func decide(on process: ProcessObservation) -> SetPointSuggestion
}
