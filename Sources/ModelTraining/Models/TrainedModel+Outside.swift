import OutsideModels

/// Models that are programs of somebody's own.
extension TrainedModel {
  /// The programs that it asks; none for what Fettle has learned.
  public var outside: [OutsideFunction] {
    function.parts.compactMap { if case .outside(let function) = $0 { function } else { nil } }
  }

  /// Whether the same files give the same answers everywhere: not where a program is asked, which may read and be anything.
  public var isReproducible: Bool { outside.isEmpty }

  /// Why it cannot be asked, or can no longer be: its program may not be started, or has failed; `nil` while it can.
  ///
  /// A simulation that asks a model cannot stop for that: a model that has failed says nothing more (NaN). So whoever
  /// simulates looks here afterwards, and keeps no result where there was a problem.
  public var problem: TrainingProblem? {
    outside.lazy.compactMap(\.problem).first.map { TrainingProblem($0.description) }
  }
}
