#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Money over time: paid once at the beginning, then earned and spent evenly.
///
/// The benefit grows in a straight line until the ramp ends and then stays; the running cost is there
/// from the beginning. Later money is discounted by a yearly rate i, at every moment:
///
///     NPV = -I + ∫₀ᵀ (B min(1, t/R) - C) (1 + i)^-t dt
///         = -I + B D - C A,   A = (1 - e^-δT) / δ,   δ = ln(1 + i)
///
/// with R the length of the ramp. Money that comes in the course of a year, as saved downtime does, is
/// worth a little more than what comes at its end: A is the usual annuity (1 - (1 + i)^-T) / i times i/δ.
///
/// Source: G. A. Fleischer, *Introduction to Engineering Economy*, PWS, 1994, ch. 3 and 4: continuous
/// cash flows at an effective yearly rate; a ramp is an arithmetic gradient.
public struct CashFlow: Hashable, Sendable {
  /// What is paid at the beginning, I, in currency.
  public var invest: Double
  /// The whole benefit B, in currency per year.
  public var benefit: Double
  /// The running cost C, in currency per year.
  public var runningCost: Double
  /// The length of the ramp R, in years; 0 for the whole benefit at once.
  public var rampUp: Double
  /// The time T over which it is judged, in years.
  public var years: Double
  /// The yearly rate of discount i, such as 0.08; above -1.
  public var discount: Double

  /// Describes a flow of money.
  public init(
    invest: Double, benefit: Double, runningCost: Double = 0, rampUp: Double = 0, years: Double,
    discount: Double = 0
  ) {
    precondition(years > 0 && rampUp >= 0, "it is judged over some time")
    self.invest = invest
    self.benefit = benefit
    self.runningCost = runningCost
    self.rampUp = rampUp
    self.years = years
    self.discount = discount
  }

  /// The net present value, in currency.
  public var netPresentValue: Double {
    -invest + benefit * benefitFactor - runningCost * annuityFactor
  }

  /// What one unit of money a year from beginning to end is worth now: A, in years.
  public var annuityFactor: Double { CashFlow.annuity(log1p(discount), years) }

  /// What one unit of benefit a year, ramp included, is worth now: D, in years.
  public var benefitFactor: Double {
    let force = log1p(discount)
    guard rampUp > 0 else { return CashFlow.annuity(force, years) }
    let end = min(rampUp, years)
    let onRamp = CashFlow.gradient(force, end) / rampUp
    guard years > rampUp else { return onRamp }
    return onRamp + exp(-force * rampUp) * CashFlow.annuity(force, years - rampUp)
  }

  /// The money that is there after some time, nothing discounted: what came less what went.
  ///
  /// - Parameter time: In years, from 0 on.
  /// - Returns: In currency; below 0 until it has paid for itself.
  public func balance(after time: Double) -> Double {
    let onRamp = min(time, rampUp)
    let earned =
      rampUp > 0 ? benefit * (onRamp * onRamp / (2 * rampUp) + time - onRamp) : benefit * time
    return earned - invest - runningCost * time
  }

  /// After how many years the benefit has paid for everything until then, nothing discounted; `nil`
  /// where it does not within the time over which it is judged.
  public var payback: Double? {
    guard invest > 0 else { return 0 }
    guard benefit > 0 else { return nil }
    if rampUp > 0 {
      // B t²/(2R) - C t = I
      let slope = benefit / rampUp
      let time =
        (runningCost + (runningCost * runningCost + 2 * slope * invest).squareRoot()) / slope
      if time <= rampUp { return time <= years ? time : nil }
    }
    guard benefit > runningCost else { return nil }
    let time = (invest + benefit * rampUp / 2) / (benefit - runningCost)
    return time <= years ? time : nil
  }

  /// ∫₀ᵀ e^-δt dt.
  private static func annuity(_ force: Double, _ time: Double) -> Double {
    let exponent = force * time
    return abs(exponent) < 1e-12 ? time : -expm1(-exponent) / force
  }

  /// ∫₀ᵀ t e^-δt dt = (1 - (1 + δT) e^-δT) / δ².
  private static func gradient(_ force: Double, _ time: Double) -> Double {
    let exponent = force * time
    guard abs(exponent) < 0.3 else {
      return (1 - (1 + exponent) * exp(-exponent)) / (force * force)
    }
    // T² Σ (-x)ᵏ / (k! (k + 2)): the closed form would lose its digits.
    var (term, sum) = (1.0, 0.5)
    for order in 1...14 {
      term *= -exponent / Double(order)
      sum += term / Double(order + 2)
    }
    return time * time * sum
  }
}
