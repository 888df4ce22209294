public import FactoryModel

/// What somebody who looks at a component can know of it.
///
/// It says nothing of wear, of the life that was drawn, or of a failure that nobody has seen.
public struct ComponentObservation: Hashable, Sendable {
  /// Simulated time, in seconds from the start of the run, warm-up included.
  public var time: Double
  /// Which component of which machine it is.
  public var place: ComponentPlace
  /// Age since the last replacement on the component's own clock, in seconds, or in parts where the clock
  /// counts them.
  ///
  /// Repairs do not set it back. A component that was not new at the start has the age that it had then; where
  /// its wear at the start is given, that is this share of its mean life.
  public var age: Double
  /// Parts that the machine has worked on since the last replacement, whatever became of them.
  ///
  /// Where the component has not been replaced yet, they count from the start of the run.
  public var partsSinceReplacement: Int
  /// Time since the end of the last replacement, in seconds of wall time.
  ///
  /// Where the component has not been replaced yet, it counts from the start of the run.
  public var timeSinceReplacement: Double
  /// Failures since the last replacement, but for one that nobody has seen yet.
  public var knownFailures: Int
  /// Whether the machine stands for a failure, for maintenance or for a planned stop, the inspection
  /// itself not counted.
  public var isMachineStanding: Bool
  /// What is made of what the machine's sensors have shown till now, in the order of `Station.features`; NaN where
  /// it is not known yet.
  ///
  /// The same numbers, bit for bit, stand in the rows of datasets: of rows before the present moment, as far as they
  /// have come.
  public var features: [Double]

  /// Creates an observation.
  public init(
    time: Double, place: ComponentPlace, age: Double, partsSinceReplacement: Int,
    timeSinceReplacement: Double, knownFailures: Int, isMachineStanding: Bool,
    features: [Double] = []
  ) {
    self.time = time
    self.place = place
    self.age = age
    self.partsSinceReplacement = partsSinceReplacement
    self.timeSinceReplacement = timeSinceReplacement
    self.knownFailures = knownFailures
    self.isMachineStanding = isMachineStanding
    self.features = features
  }
}
