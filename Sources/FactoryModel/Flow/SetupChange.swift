public import RandomVariates

/// A change of a machine from one set-up to another.
public struct SetupChange: Hashable, Sendable {
  /// What the machine is set up for; `nil` for whatever no other change names.
  public var from: String?
  /// What it is to be set up for; `nil` for whatever no other change of the same beginning names.
  public var to: String?

  /// Creates a change.
  public init(from: String?, to: String?) {
    self.from = from
    self.to = to
  }
}

/// A time that chance has a say in, and what a planner takes it for.
public struct PlannedTime: Hashable, Sendable {
  /// The time, in seconds.
  public var time: Distribution
  /// Its mean, in seconds: what dispatch rules go by.
  public var mean: Double

  /// Creates a time.
  public init(_ time: Distribution, mean: Double) {
    self.time = time
    self.mean = mean
  }
}

extension Station {
  /// The mean time of a change of set-up, in seconds: that which names both ends, else the first of those
  /// that name what was, what comes and neither, else that of the station.
  public func meanSetupTime(from: String, to: String) -> Double {
    changes(from: from, to: to).lazy.compactMap { setupChanges[$0] }.first?.mean ?? meanSetupTime
  }

  /// Whether the times by what was and what comes say anything of a change.
  public func namesSetup(from: String, to: String) -> Bool {
    changes(from: from, to: to).contains { setupChanges[$0] != nil }
  }

  private func changes(from: String, to: String) -> [SetupChange] {
    [
      SetupChange(from: from, to: to), SetupChange(from: from, to: nil),
      SetupChange(from: nil, to: to), SetupChange(from: nil, to: nil),
    ]
  }
}
