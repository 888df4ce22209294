import CGSL

/// What all uses of the GNU Scientific Library share.
enum ScientificLibrary {
  /// Makes the library return a status where it would abort the process.
  ///
  /// The handler is a global of the library; a `static let` is set once, whatever the number of
  /// threads, and nothing else in the package sets it.
  static let reportsErrors: Bool = {
    _ = unsafe gsl_set_error_handler_off()
    return true
  }()

  /// A failed status as a reason.
  static func reason(status: Int32) -> NumericalError.Reason {
    let text = unsafe gsl_strerror(status)
    return .calculation(
      status: Int(status), text: unsafe text.map { unsafe String(cString: $0) } ?? "unknown error")
  }
}
