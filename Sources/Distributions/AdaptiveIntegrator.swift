import CGSL

/// Integrates smooth functions over finite intervals with GSL's adaptive Gauss–Kronrod rule.
///
/// Owns the workspace of `gsl_integration_qag` and frees it.
@safe struct AdaptiveIntegrator: ~Copyable {
  /// The most subintervals into which an interval may be split.
  private static let capacity = 200

  private let workspace: UnsafeMutablePointer<gsl_integration_workspace>

  /// Allocates the workspace; `nil` where there is no memory.
  init?() {
    guard ScientificLibrary.reportsErrors,
      let workspace = unsafe gsl_integration_workspace_alloc(AdaptiveIntegrator.capacity)
    else { return nil }
    unsafe self.workspace = unsafe workspace
  }

  deinit {
    unsafe gsl_integration_workspace_free(workspace)
  }

  /// The integral of `function` from `lower` to `upper`, or the status of the failure.
  ///
  /// Asks for a relative error of 1e-11. Where rounding alone keeps it from being reached
  /// (`GSL_EROUND`), an estimated error of up to 1e-9 is accepted. An integral that positive and
  /// negative parts cancel is content with the absolute `tolerance`, or 100 times as much there.
  mutating func integrate(
    from lower: Double, to upper: Double, tolerance: Double = 0, _ function: (Double) -> Double
  ) -> Result<Double, IntegrationFailure> {
    withoutActuallyEscaping(function) { escapable in
      // The box outlives the call below, and GSL keeps no copy of the pointer.
      var box = Integrand(evaluate: escapable)
      var result = 0.0
      var error = 0.0
      let status = unsafe withUnsafeMutablePointer(to: &box) { pointer in
        var description = unsafe gsl_function(
          function: { x, parameters in
            guard let parameters = unsafe parameters else { return .nan }
            return unsafe parameters.assumingMemoryBound(to: Integrand.self).pointee.evaluate(x)
          },
          params: pointer)
        return unsafe gsl_integration_qag(
          &description, lower, upper, tolerance, 1e-11, AdaptiveIntegrator.capacity,
          Int32(GSL_INTEG_GAUSS61), workspace, &result, &error)
      }
      let isAccurate = error <= max(1e-9 * abs(result), 100 * tolerance)
      guard status == 0 || (status == Int32(GSL_EROUND) && isAccurate) else {
        return .failure(IntegrationFailure(status: status))
      }
      return .success(result)
    }
  }
}

/// The status with which GSL ended an integration.
struct IntegrationFailure: Error {
  /// One of GSL's error codes, not 0.
  var status: Int32

  /// No memory for the workspace.
  static let outOfMemory = IntegrationFailure(status: Int32(GSL_ENOMEM))
}

/// A function in a form that fits behind a C pointer.
private struct Integrand {
  var evaluate: (Double) -> Double
}
