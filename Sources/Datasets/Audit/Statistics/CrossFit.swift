/// What a feature alone tells about a target, learned from every other row and judged by the rest.
///
/// The rows are put into groups: the values of a feature that has few, else 50 of about equal size; missing
/// values are a group. Each group's answer (the mean of the target, or how often each class) is taken from
/// the rows with even numbers, and judged by those with odd ones. An identifier tells nothing this way,
/// since its values do not come back.
struct CrossFit {
  /// The group of each row.
  let groups: [Int32]
  /// How many there are.
  let count: Int

  /// Groups the values of a feature by number.
  init(codes: ColumnCodes) {
    groups = codes.codes.map { $0 < 0 ? Int32(codes.count) : $0 }
    count = codes.count + 1
  }

  /// Groups numbers by size; the usual 50 groups.
  init(numbers: [Double], sorted: SortedSample, most: Int = 50) {
    let ends = sorted.values.isEmpty ? [] : StabilityIndex.ends(sorted, groups: most)
    groups = numbers.map { number in
      if number.isNaN { return Int32(ends.count + 1) }
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if ends[middle] < number { low = middle + 1 } else { high = middle }
      }
      return Int32(low)
    }
    count = ends.count + 2
  }

  /// The share of the target's variance that the groups explain in rows that were not learned from.
  ///
  /// - Parameter target: NaN where it is missing.
  /// - Returns: At most 1; negative where the mean would do better; `nil` where the target does not vary.
  func explainedVariance(_ target: [Double]) -> Double? {
    var sums = [Double](repeating: 0, count: count)
    var counts = [Double](repeating: 0, count: count)
    for row in stride(from: 0, to: target.count, by: 2) where !target[row].isNaN {
      sums[Int(groups[row])] += target[row]
      counts[Int(groups[row])] += 1
    }
    let all = counts.reduce(0, +)
    guard all > 0 else { return nil }
    let mean = sums.reduce(0, +) / all
    var (ownMean, n) = (0.0, 0.0)
    for row in stride(from: 1, to: target.count, by: 2) where !target[row].isNaN {
      n += 1
      ownMean += (target[row] - ownMean) / n
    }
    var (left, total) = (0.0, 0.0)
    for row in stride(from: 1, to: target.count, by: 2) where !target[row].isNaN {
      let group = Int(groups[row])
      let answer = counts[group] > 0 ? sums[group] / counts[group] : mean
      left += (target[row] - answer) * (target[row] - answer)
      total += (target[row] - ownMean) * (target[row] - ownMean)
    }
    return total > 0 && total.isFinite && left.isFinite ? 1 - left / total : nil
  }

  /// How well the groups tell two classes apart: the area under the receiver operating characteristic in
  /// rows that were not learned from.
  ///
  /// - Parameter classes: 0 or 1; -1 where it is missing.
  /// - Returns: From 0 to 1; `nil` where one class is not met.
  func area(_ classes: [Int32]) -> Double? {
    let rates = explained(classes.map { $0 < 0 ? .nan : Double($0) })
    var scores = [Double](repeating: .nan, count: classes.count)
    for row in stride(from: 1, to: classes.count, by: 2) where classes[row] >= 0 {
      scores[row] = rates[Int(groups[row])]
    }
    return RankAssociation.area(scores) { classes[$0] == 1 }
  }

  /// The mean over classes of the share of a class's rows that get the class most frequent in their group.
  ///
  /// - Parameters:
  ///   - classes: The class of each row, by number; -1 where it is missing.
  ///   - classCount: How many there are.
  /// - Returns: From 0 to 1; `nil` where fewer than two classes are met.
  func balancedAccuracy(_ classes: [Int32], classCount: Int) -> Double? {
    var table = [Int](repeating: 0, count: count * classCount)
    for row in stride(from: 0, to: classes.count, by: 2) where classes[row] >= 0 {
      table[Int(groups[row]) * classCount + Int(classes[row])] += 1
    }
    var (right, all) = (
      [Int](repeating: 0, count: classCount), [Int](repeating: 0, count: classCount)
    )
    for row in stride(from: 1, to: classes.count, by: 2) where classes[row] >= 0 {
      let start = Int(groups[row]) * classCount
      let counts = table[start..<start + classCount]
      let best = counts.indices.max { counts[$0] < counts[$1] } ?? start
      all[Int(classes[row])] += 1
      if counts[best] > 0, best - start == Int(classes[row]) { right[Int(classes[row])] += 1 }
    }
    let met = all.indices.filter { all[$0] > 0 }
    guard met.count > 1 else { return nil }
    return met.reduce(0) { $0 + Double(right[$1]) / Double(all[$1]) } / Double(met.count)
  }

  /// The mean of the target in each group, over even rows; that of all where a group has none.
  private func explained(_ target: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: count)
    var counts = [Double](repeating: 0, count: count)
    for row in stride(from: 0, to: target.count, by: 2) where !target[row].isNaN {
      sums[Int(groups[row])] += target[row]
      counts[Int(groups[row])] += 1
    }
    let mean = sums.reduce(0, +) / max(counts.reduce(0, +), 1)
    return sums.indices.map { counts[$0] > 0 ? sums[$0] / counts[$0] : mean }
  }
}
