import EventKernel
import FactoryModel
import FactorySimulation

/// Says of the rows of a machine which lie shortly before a failure, and what was drawn for the hours of the others.
struct RowThinning {
  private let balance: ClassBalance
  private let labels: MachineLabels
  /// The components whose failures count; `nil` where all failures of the machine do.
  private let components: [Int]?
  private let key: StreamKey
  private var hour: Int?
  private var draw = 0

  init(
    _ balance: ClassBalance, _ labels: MachineLabels, components: [Int]?, seed: UInt64,
    replication: Int, machine: Int
  ) {
    self.balance = balance
    self.labels = labels
    self.components = components
    key = StreamKey(
      seed: seed, replication: UInt64(replication), path: "dataset.machines.\(machine)",
      purpose: "thinning")
  }

  /// Whether each row lies shortly before a failure, by what its labels say.
  func isPositive(at times: [Double]) -> [Bool] {
    let most = balance.within
    guard let components else {
      return labels.nextFailures(at: times).map { failure in
        failure.map { Double($0.remaining) <= most } ?? false
      }
    }
    var isPositive = [Bool](repeating: false, count: times.count)
    for component in components {
      for (row, life) in labels.lives(of: component, at: times).enumerated()
      where life.end == .failure && Double(life.remaining) <= most {
        isPositive[row] = true
      }
    }
    return isPositive
  }

  /// What was drawn for the hour of a moment, below ``BalanceCount/draws``.
  mutating func draw(at time: Double) -> Int {
    let hour = Int(time / 3_600)
    if hour != self.hour {
      self.hour = hour
      var stream = RandomStream(key, ordinal: UInt64(hour))
      draw = Int(stream.next() >> 48)
    }
    return draw
  }
}
