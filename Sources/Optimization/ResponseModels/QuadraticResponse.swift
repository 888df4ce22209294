import LinearAlgebra
import SpecialFunctions

/// A response surface of the second order, fitted by least squares.
///
///     ŷ = b₀ + Σ bᵢ xᵢ + Σ bᵢᵢ xᵢ² + Σ bᵢⱼ xᵢ xⱼ
///
/// Numbers are coded from -1 to 1 over the range of the runs; a choice has a column of 0 and 1 for each of
/// its words but the first. Terms that the runs cannot tell from those before them are left out.
///
/// Sources: R. H. Myers, D. C. Montgomery, C. M. Anderson-Cook, *Response Surface Methodology*, 4th ed.,
/// Wiley, 2016, chs. 2 and 6; PRESS: D. M. Allen, "The relationship between variable selection and data
/// augmentation and a method for prediction", Technometrics 16 (1974) 125–127.
public struct QuadraticResponse: ResponseModel {
  /// A term that was left out.
  public struct LeftOut: Hashable, Sendable {
    /// The term.
    public var term: ResponseTerm
    /// The terms of which it is a combination in all runs.
    public var repeats: [ResponseTerm]
  }

  /// A term's coefficient.
  public struct Coefficient: Hashable, Sendable {
    /// The term.
    public var term: ResponseTerm
    /// How much the response changes as the term goes from 0 to 1.
    public var value: Double
    /// The standard error.
    public var standardError: Double
    /// Within which it lies at 95 %.
    public var interval: ClosedRange<Double>
    /// The chance of a coefficient as far from 0 if the term did not count.
    public var pValue: Double
  }

  /// Why no surface can be fitted.
  public enum Failure: Error, Hashable, Sendable {
    /// No run is left over for the error.
    case tooFewRows(rows: Int, terms: Int)
  }

  /// The runs.
  public let data: ResponseData
  /// All terms, also those left out.
  let terms: [ResponseTerm]
  /// The solution; a column a term.
  let fit: LeastSquares
  /// The terms that were left out.
  public let leftOut: [LeftOut]
  /// The standard deviation of the errors.
  public let residualDeviation: Double
  /// What each run was expected to give by surfaces that are fitted without it: PRESS.
  public let leaveOneOut: LeaveOneOutErrors
  /// The greatest leverage of a run; a point of more is farther out than all of them.
  public let greatestLeverage: Double

  /// Fits a surface.
  ///
  /// - Parameter data: The runs.
  /// - Throws: ``Failure`` where the runs do not suffice.
  public init(_ data: ResponseData) throws(Failure) {
    let terms = ResponseTerm.secondOrder(data.inputs)
    // Of so many terms some would have to repeat others; it is not worth the time to find out.
    guard terms.count <= 100 + 3 * data.rows.count else {
      throw .tooFewRows(rows: data.rows.count, terms: terms.count)
    }
    var design = Matrix(rows: data.rows.count, columns: terms.count)
    for (row, point) in data.rows.enumerated() {
      let coded = data.coded(point)
      for (column, term) in terms.enumerated() { design[row, column] = term.value(coded) }
    }
    let fit = LeastSquares(design, data.values)
    guard fit.degreesOfFreedom > 0 else {
      throw .tooFewRows(rows: data.rows.count, terms: terms.count)
    }
    self.data = data
    self.terms = terms
    self.fit = fit
    leftOut = fit.dropped.enumerated().map { place, column in
      let factors = fit.combination(ofDropped: place)
      return LeftOut(
        term: terms[column], repeats: terms.indices.filter { factors[$0] != 0 }.map { terms[$0] })
    }
    let freedom = fit.degreesOfFreedom
    let variance = fit.residualSumOfSquares / Double(freedom)
    residualDeviation = variance.squareRoot()
    greatestLeverage = fit.leverages.max() ?? 1
    // A run that alone tells of a term has leverage 1: without it nothing is known of its value.
    let rests = fit.leverages.map { max(1e-12, 1 - $0) }
    let errors = zip(fit.residuals, rests).map { $0 / $1 }
    // The variance of the errors without the run.
    let deviations = zip(zip(fit.residuals, rests), errors).map { pair, error in
      let left =
        freedom > 1
        ? max(0, fit.residualSumOfSquares - pair.0 * error) / Double(freedom - 1) : variance
      return max(left / pair.1, .leastNormalMagnitude).squareRoot()
    }
    leaveOneOut = LeaveOneOutErrors(
      errors: errors, deviations: deviations, degreesOfFreedom: max(1, freedom - 1),
      total: data.totalSumOfSquares)
  }

  /// How many runs are left over for the error.
  public var degreesOfFreedom: Int { fit.degreesOfFreedom }

  /// The part of the values' variance that the surface has.
  public var rSquared: Double { 1 - fit.residualSumOfSquares / data.totalSumOfSquares }

  /// The same with a price for each term.
  public var adjustedRSquared: Double {
    1 - (fit.residualSumOfSquares / Double(degreesOfFreedom))
      / (data.totalSumOfSquares / Double(data.values.count - 1))
  }

  /// The coefficients of terms that are not left out.
  public var coefficients: [Coefficient] {
    let freedom = Double(degreesOfFreedom)
    let width = StudentT.quantile(ResponseLevel.upper, degreesOfFreedom: freedom)
    let variances = fit.coefficientVariances
    return fit.kept.map { column in
      let value = fit.coefficients[column]
      let error = residualDeviation * variances[column].squareRoot()
      let chance =
        error > 0
        ? 2 * StudentT.survival(abs(value) / error, degreesOfFreedom: freedom)
        : (value == 0 ? 1 : 0)
      return Coefficient(
        term: terms[column], value: value, standardError: error,
        interval: (value - width * error)...(value + width * error), pValue: chance)
    }
  }

  /// The coefficient of a term; 0 where it is left out.
  func coefficient(_ columns: [ResponseTerm.Column]) -> Double {
    terms.firstIndex { $0.columns == columns }.map { fit.coefficients[$0] } ?? 0
  }

  /// What to expect; see ``ResponseModel``.
  public func prediction(at row: [Double]) -> ResponsePrediction {
    let point = data.coded(row)
    let columns = terms.map { $0.value(point) }
    let leverage = fit.variance(of: columns)
    var mean = 0.0
    for (column, value) in columns.enumerated() { mean += value * fit.coefficients[column] }
    let width = StudentT.quantile(
      ResponseLevel.upper, degreesOfFreedom: Double(degreesOfFreedom))
    let deviation = residualDeviation * leverage.squareRoot()
    let measured = residualDeviation * (1 + leverage).squareRoot()
    return ResponsePrediction(
      mean: mean, deviation: deviation, measuredDeviation: measured,
      interval: (mean - width * deviation)...(mean + width * deviation),
      measuredInterval: (mean - width * measured)...(mean + width * measured),
      isExtrapolated: leverage > greatestLeverage * (1 + 1e-9))
  }

  /// What is expected, with derivatives; see ``ResponseModel``.
  public func codedMean(_ point: [Double]) -> (value: Double, gradient: [Double]) {
    var value = 0.0
    var gradient = Array(repeating: 0.0, count: point.count)
    for (place, term) in terms.enumerated() {
      let coefficient = fit.coefficients[place]
      value += coefficient * term.value(point)
      for (position, column) in term.columns.enumerated() {
        guard case .number(let input) = column else { continue }
        let other = term.columns.count == 2 ? term.columns[1 - position].value(point) : 1
        gradient[input] += coefficient * other
      }
    }
    return (value, gradient)
  }
}
