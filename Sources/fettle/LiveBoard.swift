import Experiments
import FactoryModel
import FactorySimulation
import SimulationStatistics
import Synchronization

/// A few lines of the screen that show how a run goes: progress, throughput so far, and what machines do.
///
/// Drawn in place at most four times a second on standard error, and wiped at the end. Who runs replications only
/// hands over what is seen; one replication is followed at a time, from its beginning to its end.
final class LiveBoard: Sendable {
  private struct State {
    var finished = 0
    var total = 0
    var throughputs: [Ratio] = []
    var followed: Int?
    var view: ReplicationWatch.View?
    var latest: ContinuousClock.Instant?
    var drawnLines = 0
    var isOver = false
  }

  private let factory: Factory
  /// The place of the throughput among the metrics.
  private let throughput: Int?
  private let hasColor = Terminal.hasColor
  private let state = Mutex(State())

  private static let pause = Duration.milliseconds(250)

  /// Creates a board.
  ///
  /// - Parameters:
  ///   - factory: The factory of the first arm, which is looked at.
  ///   - table: Its metrics.
  ///   - total: How many replications are planned, all arms together.
  init(of factory: Factory, _ table: MetricTable, total: Int) {
    self.factory = factory
    state.withLock { $0.total = total }
    throughput = table.index(of: "throughput")
  }

  /// Who looks at replications for this board.
  var watch: ReplicationWatch {
    ReplicationWatch(
      isDue: { [self] in isDue($0) }, look: { [self] in look($0) },
      finished: { [self] in finished($0, $1) })
  }

  /// Shows that so many replications are finished, of so many that are planned so far.
  func show(_ finished: Int, of total: Int) {
    state.withLock { state in
      (state.finished, state.total) = (finished, total)
      draw(&state, atOnce: false)
    }
  }

  /// Wipes the lines.
  func finish() {
    state.withLock { state in
      if state.drawnLines > 0 { Terminal.redraw([], over: state.drawnLines) }
      state.drawnLines = 0
      state.isOver = true
    }
  }

  // MARK: - What is seen

  private func isDue(_ replication: Int) -> Bool {
    state.withLock { state in
      if state.followed == nil { state.followed = replication }
      guard state.followed == replication else { return false }
      return state.latest.map { ContinuousClock.now - $0 >= LiveBoard.pause } ?? true
    }
  }

  private func look(_ view: ReplicationWatch.View) {
    state.withLock { state in
      state.view = view
      draw(&state, atOnce: true)
    }
  }

  private func finished(_ replication: Int, _ values: [Ratio]?) {
    state.withLock { state in
      if state.followed == replication { state.followed = nil }
      if let values, let throughput { state.throughputs.append(values[throughput]) }
    }
  }

  // MARK: - What is drawn

  private func draw(_ state: inout State, atOnce: Bool) {
    let now = ContinuousClock.now
    if state.isOver { return }
    if !atOnce, let latest = state.latest, now - latest < LiveBoard.pause { return }
    state.latest = now
    let size = Terminal.size
    let lines = LiveBoardText(
      factory: factory, hasColor: hasColor, columns: max(20, size.columns - 1),
      rows: max(3, size.rows - 1)
    ).lines(
      finished: state.finished, total: state.total, throughputs: state.throughputs,
      view: state.view)
    Terminal.redraw(lines, over: state.drawnLines)
    state.drawnLines = lines.count
  }
}
