/// A course of readings that is drawn with few points: of each stretch its least and its greatest.
///
/// So no peak is lost, however short; what is lost is how often a sensor went up and down within a stretch.
struct ThinnedCourse: Sendable {
  /// A stretch of rows.
  struct Stretch: Hashable, Sendable {
    /// Its number, from 0, those without readings counted.
    var index: Int
    /// Where it begins, such as a time.
    var from: Double
    /// The least reading, and where.
    var least: Double
    var leastAt: Double
    /// The greatest reading, and where.
    var greatest: Double
    var greatestAt: Double
  }

  /// The stretches that have readings, in order.
  private(set) var stretches: [Stretch] = []

  /// Divides readings into stretches that are equally long.
  ///
  /// - Parameters:
  ///   - places: Where each reading stands, such as its time; rising.
  ///   - values: The readings; NaN for none.
  ///   - from: Where the first stretch begins.
  ///   - to: Where the last one ends.
  ///   - most: How many stretches there are at most; twice as many points.
  init(_ places: [Double], _ values: [Double], from: Double, to: Double, most: Int) {
    let length = (to - from) / Double(most)
    guard length > 0 else { return }
    var current = -1
    for (place, value) in zip(places, values) where !value.isNaN && place >= from && place <= to {
      let index = min(most - 1, Int((place - from) / length))
      if index != current {
        current = index
        stretches.append(
          Stretch(
            index: index, from: from + Double(index) * length, least: value, leastAt: place,
            greatest: value,
            greatestAt: place))
      } else {
        let last = stretches.count - 1
        if value < stretches[last].least {
          (stretches[last].least, stretches[last].leastAt) = (value, place)
        }
        if value > stretches[last].greatest {
          (stretches[last].greatest, stretches[last].greatestAt) = (value, place)
        }
      }
    }
  }

  /// The points to draw, in order: one of a stretch with a single reading, else two.
  var points: [(stretch: Int, place: Double, value: Double)] {
    stretches.flatMap { stretch -> [(stretch: Int, place: Double, value: Double)] in
      let least = (stretch: stretch.index, place: stretch.leastAt, value: stretch.least)
      let greatest = (
        stretch: stretch.index, place: stretch.greatestAt, value: stretch.greatest
      )
      if stretch.leastAt == stretch.greatestAt { return [least] }
      return stretch.leastAt < stretch.greatestAt ? [least, greatest] : [greatest, least]
    }
  }
}
