extension FitSample {
  /// The observed values, or so many that stand for them: means of groups of equal size of them in
  /// increasing order.
  ///
  /// The mean of what is returned is that of the values.
  ///
  /// - Parameter most: The most values to return, at least 1.
  /// - Returns: The values, in increasing order.
  public func representatives(most: Int) -> [Double] {
    guard values.count > most else { return values }
    let share = Double(values.count) / Double(most)
    return (0..<most).map { group in
      let (from, to) = (Double(group) * share, Double(group + 1) * share)
      var (sum, index) = (0.0, Int(from))
      while index < values.count, Double(index) < to {
        sum += values[index] * (min(to, Double(index + 1)) - max(from, Double(index)))
        index += 1
      }
      return sum / share
    }
  }
}
