import FactorySimulation

/// Gives the rows of a machine their trajectories and cycles, block after block.
struct TrajectoryRows {
  private let lives: [PlantHistory.Life]
  private let isIn: [Bool]
  private let labels: MachineLabels
  private let component: Int
  /// The life to which the latest row belongs.
  private var current = -1
  private var cycle: Int32 = 0

  /// Where a row belongs.
  struct Place: Hashable, Sendable {
    /// The trajectory, counted on from those that there were before.
    var trajectory: Int32
    /// Which of its rows it is, from 1.
    var cycle: Int32
  }

  init(
    _ choice: TrajectoryChoice, of component: Int, _ labels: MachineLabels, in window: RecordWindow
  ) {
    self.component = component
    self.labels = labels
    lives = labels.lives[component]
    isIn = lives.map { choice.verdict(on: $0, in: window) == .isIn }
  }

  /// Says where rows belong.
  ///
  /// - Parameters:
  ///   - times: The moments of the rows, which rise from call to call.
  ///   - isCounted: Which rows are there at all.
  ///   - latest: The trajectory that was begun last in the table.
  /// - Returns: The place of each row; `nil` for those that belong to no trajectory.
  mutating func places(
    at times: [Double], where isCounted: [Bool], after latest: inout Int32
  ) -> [Place?] {
    let rows = labels.lifeIndices(of: component, at: times)
    var places: [Place?] = []
    places.reserveCapacity(times.count)
    for (row, life) in rows.enumerated() {
      // A component that has failed has no life until it is replaced.
      guard isCounted[row], isIn[life], times[row] >= lives[life].began,
        times[row] <= lives[life].ended
      else {
        places.append(nil)
        continue
      }
      if life != current {
        current = life
        cycle = 0
        latest += 1
      }
      cycle += 1
      places.append(Place(trajectory: latest, cycle: cycle))
    }
    return places
  }
}
