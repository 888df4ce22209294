public import FactoryModel

/// What answers whether a component is left alone, repaired or replaced, each time somebody looks at it.
///
/// A rule names its decider (``MaintenanceRule/Trigger/decider(_:)``); the simulation is given deciders by
/// these names. One value serves all components of all rules that name it, and tells them apart by
/// ``ComponentObservation/place``.
///
/// A decider is a value and part of the state of a simulation: each simulation begins with the one that it is
/// given, and a fork has a copy of its own. So what a decider remembers belongs into stored properties, not
/// into an object that copies share. If it draws random numbers, it keeps its own stream; the streams of the
/// factory stay as they are, and a rekeyed fork leaves a decider as it is.
///
/// ```swift
/// struct AgeDecider: MaintenanceDecider {
///   var limit: Double
///
///   mutating func decide(on component: ComponentObservation) -> WearAction.Action {
///     component.age >= limit ? .replace : .leave
///   }
/// }
///
/// var simulation = FactorySimulation(
///   factory, seed: 1, replication: 0, deciders: ["by age": AgeDecider(limit: 70 * 3_600)])
/// ```
public protocol MaintenanceDecider: Sendable {
  /// Says what is to be done with a component that is looked at.
  ///
  /// It is asked at every look of its rule, but not while the component is known to have failed, nor while
  /// work on it is asked for or under way.
  ///
  /// - Parameter component: What can be observed of the component.
  /// - Returns: What is to be done. The component has a planned repair where this is
  ///   ``WearAction/Action/repair``, and a planned replacement where it is ``WearAction/Action/replace``.
  mutating func decide(on component: ComponentObservation) -> WearAction.Action
}
