import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The sums over the lives at risk at each age of failure, stratum by stratum, from the highest age down.
struct CoxRiskSets {
  /// Sums of w e^η, and of it times x and x xᵀ (lower triangle).
  struct Sums {
    var zeroth = 0.0
    var first: [Double]
    var second: [Double]

    init(columns: Int) {
      first = Array(repeating: 0, count: columns)
      second = Array(repeating: 0, count: columns * columns)
    }

    mutating func clear() {
      zeroth = 0
      for index in first.indices { first[index] = 0 }
      for index in second.indices { second[index] = 0 }
    }

    mutating func add(_ weight: Double, _ covariates: Matrix, _ row: Int) {
      let columns = first.count
      let start = row * columns
      zeroth += weight
      for i in 0..<columns {
        let product = weight * covariates.elements[start + i]
        first[i] += product
        let place = i * columns
        for j in 0...i { second[place + j] += product * covariates.elements[start + j] }
      }
    }
  }

  /// What is known where lives failed.
  struct Moment {
    /// The stratum, from 0.
    var stratum: Int
    /// The age.
    var time: Double
    /// The rows that failed.
    var rows: [Int]
    /// The sum of their weights.
    var weight: Double
    /// Sums over all at risk.
    var risk: Sums
    /// Sums over those that failed.
    var failed: Sums
  }

  let sample: LifeSample
  /// Scaled covariates.
  let covariates: Matrix
  let strata: [Int]
  /// Rows by stratum, those of higher ages first, those that failed last among equal ages.
  private let byEnd: [Int]
  /// Rows with delayed entry, by stratum, those of higher entries first.
  private let byEntry: [Int]

  init(_ sample: LifeSample, _ covariates: Matrix, strata: [Int]?) {
    self.sample = sample
    self.covariates = covariates
    let strata = strata ?? Array(repeating: 0, count: sample.count)
    self.strata = strata
    byEnd = (0..<sample.count).sorted {
      (strata[$0], -sample.lower[$0], $0) < (strata[$1], -sample.lower[$1], $1)
    }
    byEntry = (0..<sample.count).filter { sample.entries[$0] > 0 }.sorted {
      (strata[$0], -sample.entries[$0], $0) < (strata[$1], -sample.entries[$1], $1)
    }
  }

  /// Visits each age of failure.
  ///
  /// - Parameters:
  ///   - predictors: η, one for each row.
  ///   - visit: What is done there.
  func visit(_ predictors: [Double], _ visit: (borrowing Moment) -> Void) {
    let hazards = predictors.indices.map { sample.weights[$0] * exp(predictors[$0]) }
    let columns = covariates.columns
    var moment = Moment(
      stratum: 0, time: 0, rows: [], weight: 0, risk: Sums(columns: columns),
      failed: Sums(columns: columns))
    var (index, left) = (0, 0)
    while index < byEnd.count {
      let stratum = strata[byEnd[index]]
      let begin = index
      moment.stratum = stratum
      moment.risk.clear()
      while left < byEntry.count, strata[byEntry[left]] < stratum { left += 1 }
      var (count, largest) = (0, 0.0)
      while index < byEnd.count, strata[byEnd[index]] == stratum {
        moment.time = sample.lower[byEnd[index]]
        moment.rows.removeAll(keepingCapacity: true)
        let first = index
        while index < byEnd.count, strata[byEnd[index]] == stratum,
          sample.lower[byEnd[index]] == moment.time
        {
          let row = byEnd[index]
          moment.risk.add(hazards[row], covariates, row)
          if sample.isExact(row) { moment.rows.append(row) }
          index += 1
        }
        count += index - first
        // Those that entered at this age or later were not under observation.
        while left < byEntry.count, strata[byEntry[left]] == stratum,
          sample.entries[byEntry[left]] >= moment.time
        {
          moment.risk.add(-hazards[byEntry[left]], covariates, byEntry[left])
          count -= 1
          left += 1
        }
        if count == 0 { moment.risk.clear() }
        largest = max(largest, moment.risk.zeroth)
        if count > 0, moment.risk.zeroth < 1e-6 * largest {
          // What was taken away has left its rounding errors: sum anew.
          moment.risk.clear()
          for row in byEnd[begin..<index] where sample.entries[row] < moment.time {
            moment.risk.add(hazards[row], covariates, row)
          }
          largest = moment.risk.zeroth
        }
        if moment.rows.isEmpty { continue }
        moment.failed.clear()
        moment.weight = 0
        for row in moment.rows {
          moment.failed.add(hazards[row], covariates, row)
          moment.weight += sample.weights[row]
        }
        visit(moment)
      }
    }
  }
}
