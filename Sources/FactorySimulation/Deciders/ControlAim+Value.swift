public import FactoryModel

extension ControlAim {
  /// What an observation shows of it.
  ///
  /// - Parameter process: What was observed.
  /// - Returns: A share, parts an hour, or money an hour.
  public func value(of process: ProcessObservation) -> Double {
    switch self {
    case .yield: process.yield
    case .output: process.rate * process.yield
    case .worth(let passed, let rejected):
      process.rate * (process.yield * passed + (1 - process.yield) * rejected)
    }
  }
}
