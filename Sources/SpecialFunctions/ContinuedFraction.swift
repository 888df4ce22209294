/// The value of a continued fraction b₀ + a₁/(b₁ + a₂/(b₂ + …)), by the modified Lentz method.
///
/// Ends when a further term changes the value by less than 2 units in the last place.
///
/// Source: W. J. Lentz, *Applied Optics* 15 (3), 1976, 668–671; I. J. Thompson, A. R. Barnett,
/// *Journal of Computational Physics* 64 (2), 1986, 490–509, for the treatment of zeros.
///
/// - Parameters:
///   - first: The term b₀.
///   - term: The pair (aₙ, bₙ) for n = 1, 2, ….
/// - Returns: The limit.
func continuedFraction(
  first: Double, term: (_ n: Double) -> (a: Double, b: Double)
) -> Double {
  let tiny = 1e-300
  var value = first == 0 ? tiny : first
  var c = value
  var d = 0.0
  var n = 0.0
  while true {
    n += 1
    let (a, b) = term(n)
    d = b + a * d
    if abs(d) < tiny { d = tiny }
    c = b + a / c
    if abs(c) < tiny { c = tiny }
    d = 1 / d
    let change = c * d
    value *= change
    // Written so that NaN, which compares as false, ends the loop too.
    if !(abs(change - 1) >= 2 * Double.ulpOfOne) { return value }
  }
}
