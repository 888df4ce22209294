import EventKernel

/// The age at which one finds a unit of a plant that has long run and replaces at failure only.
///
/// Its density is S(a)/m₁, with the survival function S and the mean life m₁ (D. R. Cox, *Renewal
/// Theory*, Methuen, 1962, ch. 5). By Markov's inequality for the square of the life, S(a) is at
/// most min(1, m₂/a²), with the second moment m₂. An age is proposed with a density in the ratio of
/// that, and taken with the ratio of the two; one in 2 √m₂/m₁ = 2 √(1 + cv²) is taken. Exact,
/// whatever the life.
///
/// - Parameters:
///   - spread: √m₂, or more.
///   - stream: Where the random numbers come from.
///   - survival: S.
/// - Returns: The age, in the unit of the life.
func equilibriumAge(
  spread: Double, using stream: inout RandomStream, survival: (Double) -> Double
) -> Double {
  // A hair wider than needed, for the rounding of the moment.
  let width = spread * (1 + 1e-9)
  while true {
    let isNear = stream.uniform() < 0.5
    let u = stream.uniform()
    let age = isNear ? width * u : width / u
    let bound = isNear ? 1 : u * u
    if stream.uniform() * bound < survival(age) { return age }
  }
}
