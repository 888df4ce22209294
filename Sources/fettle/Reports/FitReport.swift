import DistributionFitting
import Experiments
import RandomVariates
import Scenarios

/// Fitted distributions as text.
struct FitReport {
  var ranking: FitRanking
  var input: FitInput
  var column: String
  var unit: String
  /// The table of values that was written, for `empirical`.
  var table: String?

  var text: String {
    var lines = [heading, ""]
    if !ranking.fits.isEmpty { lines += [fits, ""] }
    let left = ranking.leftOut.filter { $0.family != .constant }
    if !left.isEmpty {
      lines.append(
        "not fitted: "
          + left.map { "\($0.family.rawValue) (\($0.reason))" }.joined(separator: ", "))
      lines.append("")
    }
    return (lines + verdict).joined(separator: "\n")
  }

  private var heading: String {
    let sample = input.sample
    func quantity(_ value: Double) -> String {
      ShortNumber.text(value, digits: 4) + (unit.isEmpty ? "" : " \(unit)")
    }
    var facts = ["column '\(column)': \(sample.values.count) values"]
    if !sample.censored.isEmpty { facts.append("\(sample.censored.count) more censored") }
    facts.append("mean \(quantity(sample.mean))")
    if sample.values.count > 1 { facts.append("sd \(quantity(sample.standardDeviation))") }
    if let least = sample.values.first, let most = sample.values.last {
      facts.append("from \(quantity(least)) to \(quantity(most))")
    }
    return facts.joined(separator: " · ")
  }

  private var fits: String {
    var table = TextTable([.left, .right, .right, .right, .right, .right, .right])
    table.add(["distribution", "AIC", "BIC", "KS", "p", "AD", "p"])
    for fit in ranking.fits {
      table.add(
        [words(of: fit), number(fit.aic, 1), number(fit.bic, 1)]
          + cells(of: fit.kolmogorovSmirnov) + cells(of: fit.andersonDarling))
    }
    return table.text
  }

  private func words(of fit: DistributionFit) -> String {
    DistributionText.words(fit.distribution, unit: unit, digits: 4) ?? fit.family.rawValue
  }

  private func cells(of distance: DistributionFit.Distance?) -> [String] {
    guard let distance else { return ["–", "–"] }
    return [number(distance.value, 3), distance.pValue.map { number($0, 3) } ?? "–"]
  }

  private func number(_ value: Double, _ decimals: Int) -> String {
    NumberText.fixed(value, decimals: decimals)
  }

  // MARK: - What to take

  private var verdict: [String] {
    guard let best = ranking.best else { return nothingFits }
    var lines = ["write: \(words(of: best))"]
    let near = ranking.fits.filter {
      $0.family != best.family && !$0.isRejected() && abs($0.aic - best.aic) < 2
    }
    if !near.isEmpty {
      lines.append(
        "about as good (AIC within 2): "
          + near.map(\.family.rawValue).joined(separator: ", "))
    }
    if let table { lines.append("or the values themselves: \(reference(to: table))") }
    return lines
  }

  private var nothingFits: [String] {
    let sample = input.sample
    var lines = ["none of these fits: the data contradict each of them (p < 0.05)"]
    if !sample.censored.isEmpty {
      lines.append("look for several causes in one column, such as kinds of failures")
    } else if let table {
      lines.append("write: \(reference(to: table))")
    } else if sample.values.count <= 12,
      let words = DistributionText.words(
        Distribution(.empirical(values: sample.values, interpolated: false)), unit: unit)
    {
      lines.append("write: \(words)")
    } else {
      lines.append(
        "draw from the values themselves: --empirical FILE writes a table for "
          + "{empirical: {table: FILE}}")
    }
    return lines
  }

  private func reference(to table: String) -> String { "{empirical: {table: \(table)}}" }

  // MARK: - As JSON

  /// A fit as JSON.
  struct Row: Encodable {
    var family: String
    var distribution: String
    var parameters: Int
    var logLikelihood: Double
    var aic: Double
    var bic: Double
    var kolmogorovSmirnov: Double
    var kolmogorovSmirnovP: Double?
    var andersonDarling: Double?
    var andersonDarlingP: Double?
    var rejected: Bool
  }

  var rows: [Row] {
    ranking.fits.map { fit in
      Row(
        family: fit.family.rawValue,
        distribution: DistributionText.words(fit.distribution, unit: unit, digits: 9)
          ?? fit.family.rawValue,
        parameters: fit.parameterCount, logLikelihood: fit.logLikelihood, aic: fit.aic,
        bic: fit.bic, kolmogorovSmirnov: fit.kolmogorovSmirnov.value,
        kolmogorovSmirnovP: fit.kolmogorovSmirnov.pValue,
        andersonDarling: fit.andersonDarling?.value,
        andersonDarlingP: fit.andersonDarling?.pValue, rejected: fit.isRejected())
    }
  }
}
