import FactorySimulation

/// The day of the machines as rectangles, few enough to be drawn.
///
/// A state that lasts long enough to be seen is a bar as high as its row, at its exact times. Where
/// states change faster, such as between parts, a stretch of some minutes is drawn as one bar that is
/// divided among its states: the height of each is its share of the stretch. So the area of a color is
/// always the time in its state.
struct DayPicture: Sendable {
  /// A rectangle in the row of a machine.
  struct Rectangle: Hashable, Sendable {
    /// The row, from 0.
    var row: Int
    var state: MachineState
    /// When it begins and ends, in seconds from the start of the simulation.
    var start: Double
    var end: Double
    /// Where in the row it begins and ends, 0 at the top and 1 at the bottom.
    var top: Double
    var bottom: Double
  }

  /// The rectangles, row by row, and in each in the order of time.
  var rectangles: [Rectangle] = []
  /// What lasts shorter than this is drawn as a share of a stretch, in seconds.
  private(set) var resolution: Double

  private static let finest = 60.0
  private static let mostRectangles = 5_000
  /// How many times the resolution a stretch of shares is long.
  private static let stretch = 10.0

  /// Divides a day into rectangles: as fine as a minute, or as coarse as the most rectangles ask for.
  init(of day: MachineDay) {
    resolution = DayPicture.finest
    repeat {
      rectangles = []
      for (index, row) in day.rows.enumerated() { add(row.spans, index) }
      guard rectangles.count > DayPicture.mostRectangles, resolution < day.end - day.start else {
        return
      }
      resolution *= 2
    } while true
  }

  private mutating func add(_ spans: [MachineDay.Span], _ row: Int) {
    var mixed: [MachineDay.Span] = []
    for span in spans {
      if span.end - span.start >= resolution {
        add(mixed: mixed, row)
        mixed = []
        rectangles.append(
          Rectangle(
            row: row, state: span.state, start: span.start, end: span.end, top: 0, bottom: 1))
      } else {
        mixed.append(span)
        if span.end - mixed[0].start >= DayPicture.stretch * resolution {
          add(mixed: mixed, row)
          mixed = []
        }
      }
    }
    add(mixed: mixed, row)
  }

  private mutating func add(mixed spans: [MachineDay.Span], _ row: Int) {
    guard let first = spans.first, let last = spans.last else { return }
    var top = 0.0
    for state in MachineState.allCases {
      let time = spans.reduce(0) { $0 + ($1.state == state ? $1.end - $1.start : 0) }
      guard time > 0 else { continue }
      let bottom = min(1, top + time / (last.end - first.start))
      rectangles.append(
        Rectangle(
          row: row, state: state, start: first.start, end: last.end, top: top, bottom: bottom))
      top = bottom
    }
  }
}
