import SpecialFunctions

/// The score of the PHM challenge of 2008, often called NASA's: a life predicted too long costs more.
///
///     Σ e^(-d/13) - 1 where d < 0,  e^(d/10) - 1 else,   d = prediction - truth
///
/// It is a sum, so it grows with the number of units, and one bad prediction outweighs all others. Whether
/// the truth is capped must be said beside it. The constants are cycles of an aircraft engine: with another
/// unit of time give `unit`, how many of the data's units are one such cycle.
///
/// Source: A. Saxena, K. Goebel, D. Simon, N. Eklund, "Damage propagation modeling for aircraft engine
/// run-to-failure simulation", PHM 2008, eq. 11.
///
/// - Parameters:
///   - predictions: Predicted remaining lives.
///   - truths: What came.
///   - unit: How long the unit of the constants is, in the unit of the data.
/// - Returns: The sum; 0 for perfect predictions.
/// - Throws: ``PrognosticsError`` for lists that do not belong together.
public func saxenaScore(
  predictions: [Double], truths: [Double], unit: Double = 1
) throws(PrognosticsError) -> Double {
  _ = try RegressionScores.checked(predictions, truths, [])
  try checkPositive(unit, "the unit of time")
  var sum = 0.0
  for (prediction, truth) in zip(predictions, truths) {
    let d = (prediction - truth) / unit
    sum += Reproducible.expMinusOne(d < 0 ? -d / 13 : d / 10)
  }
  return sum
}
