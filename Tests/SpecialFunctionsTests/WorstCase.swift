import CGSL
import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The largest relative error over some pairs, and the case in which it occurs.
struct WorstCase {
  /// The largest relative error so far; NaN once an error was NaN.
  var error = 0.0
  /// What was computed there.
  var context = "no case"
  /// How many pairs were looked at.
  var count = 0

  mutating func add(_ value: Double, _ reference: Double, _ context: @autoclosure () -> String) {
    count += 1
    let new = relativeError(value, reference)
    if !(new <= error) {
      error = new
      self.context = "\(context()): \(value), reference \(reference), relative error \(new)"
    }
  }
}

/// Switches off GSL's default error handler, which aborts the process, once for all tests.
let gslDoesNotAbort: Void = { _ = unsafe gsl_set_error_handler_off() }()

/// From `first` to `last` in `count` steps of equal ratio.
func geometricGrid(_ first: Double, _ last: Double, count: Int) -> [Double] {
  (0...count).map { first * pow(last / first, Double($0) / Double(count)) }
}
