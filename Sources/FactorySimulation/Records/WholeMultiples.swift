/// Whole multiples of whole numbers.
extension Int {
  /// The greatest multiple that is not more.
  func roundedDown(toMultipleOf size: Int) -> Int { self / size * size }

  /// The least number that both divide; the greatest there is where it would be more.
  func leastCommonMultiple(with other: Int) -> Int {
    var (greater, lesser) = (self, other)
    while lesser > 0 { (greater, lesser) = (lesser, greater % lesser) }
    let (multiple, isTooGreat) = (self / greater).multipliedReportingOverflow(by: other)
    return isTooGreat ? .max : multiple
  }

  /// The least multiple that is not less.
  func roundedUp(toMultipleOf size: Int) -> Int {
    size <= 1 ? self : (self + size - 1) / size * size
  }
}
