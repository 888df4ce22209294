/// The parameters of a Gaussian process, as natural logarithms.
struct ProcessParameters: Hashable, Sendable {
  /// ln ℓⱼ, one a dimension; ℓ in units of the dimension's width.
  var lengthScales: [Double]
  /// ln σ²: the variance of the part without a trend, where the data have variance 1.
  var signal: Double
  /// ln of the variance of observations' errors, in units of σ²; used where it is inferred.
  var noise: Double
  /// ln of the variances of the linear and of the quadratic trend.
  var trends: [Double]

  /// All of them in a row, as an optimizer sees them.
  var vector: [Double] { lengthScales + [signal, noise] + trends }

  /// How many trends there are: linear and quadratic.
  static let trendCount = 2

  /// Takes them from a row.
  init(vector: [Double], dimensions: Int) {
    lengthScales = Array(vector[..<dimensions])
    signal = vector[dimensions]
    noise = vector[dimensions + 1]
    trends = Array(vector[(dimensions + 2)...])
  }

  /// How many numbers a process of so many dimensions has.
  static func count(dimensions: Int) -> Int { dimensions + 2 + trendCount }
}
