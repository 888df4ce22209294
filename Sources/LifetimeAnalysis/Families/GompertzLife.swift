#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Gompertz lives in a unit of time in which they are about 1: H(u) = e^(-η) (e^(κu) - 1)/κ.
enum GompertzLife {
  /// ln S = -H with its derivatives by η and κ.
  static func logSurvival(_ u: Double, eta: Double, kappa: Double) -> Jet {
    let rate = exp(-eta)
    let (growth, first, second) = integral(u, kappa)
    return Jet(
      value: -rate * growth, a: rate * growth, k: -rate * first, aa: -rate * growth,
      ak: rate * first, kk: -rate * second)
  }

  /// ln f = ln h - H with its derivatives.
  static func logDensity(_ u: Double, eta: Double, kappa: Double) -> Jet {
    logSurvival(u, eta: eta, kappa: kappa) + Jet(value: -eta + kappa * u, a: -1, k: u)
  }

  /// (e^(κu) - 1)/κ with its first and second derivatives by κ; near κ = 0 by their series.
  ///
  /// With x = κu: u φ(x), u² φ'(x), u³ φ''(x), where φ(x) = (eˣ - 1)/x.
  static func integral(
    _ u: Double, _ kappa: Double
  ) -> (value: Double, first: Double, second: Double) {
    let x = kappa * u
    if abs(x) < 1 {
      // φ(x) = Σ xⁿ/(n+1)!; the term for n = 20 is below 1e-19.
      var (value, first, second) = (0.0, 0.0, 0.0)
      var coefficient = 1.0
      var (power, lower, lowest) = (1.0, 0.0, 0.0)
      for n in 0...20 {
        let order = Double(n)
        coefficient /= order + 1
        value += coefficient * power
        first += coefficient * order * lower
        second += coefficient * order * (order - 1) * lowest
        (power, lower, lowest) = (power * x, power, lower)
      }
      return (u * value, u * u * first, u * u * u * second)
    }
    let growth = exp(x)
    let value = expm1(x) / x
    let first = (growth - value) / x
    let second = (growth - 2 * first) / x
    return (u * value, u * u * first, u * u * u * second)
  }
}
