/// Weighted values as values that count alike.
enum EvenWeights {
  /// As many values as there are: means of parts of equal weight, in increasing order.
  ///
  /// Their mean is the weighted mean. Where all weights are equal they are the values themselves.
  static func values(_ weighted: [(value: Double, weight: Double)]) -> [Double] {
    let sorted = weighted.filter { $0.weight > 0 }.sorted { $0.value < $1.value }
    guard let first = sorted.first else { return [] }
    guard sorted.contains(where: { $0.weight != first.weight }) else { return sorted.map(\.value) }
    let share = sorted.reduce(0) { $0 + $1.weight } / Double(sorted.count)
    var values: [Double] = []
    var (sum, filled) = (0.0, 0.0)
    for (value, weight) in sorted {
      var weight = weight
      while weight > 0 {
        let taken = min(weight, share - filled)
        sum += value * taken
        filled += taken
        weight -= taken
        guard filled >= share * (1 - 1e-9) else { break }
        values.append(sum / filled)
        (sum, filled) = (0, 0)
      }
    }
    return values
  }
}
