/// The numbers from which Sobol' sequences are made, for dimensions 2 to 64.
///
/// Dimension 1, van der Corput's sequence, needs none.
///
/// Source: S. Joe, F. Y. Kuo, "Constructing Sobol sequences with better two-dimensional projections",
/// SIAM Journal on Scientific Computing 30 (2008) 2635–2654; the first rows of the authors' list
/// `new-joe-kuo-6.21201`, https://web.maths.unsw.edu.au/~fkuo/sobol/ (see NOTICE).
enum SobolDirections {
  /// One dimension: a primitive polynomial over the field of two elements, and where to begin.
  struct Row {
    /// The coefficients between the first and the last, which are 1, as the digits of a number.
    var coefficients: UInt32
    /// The first odd numbers m₁, m₂, …; as many as the polynomial's degree.
    var initial: [UInt32]

    init(_ coefficients: UInt32, _ initial: [UInt32]) {
      self.coefficients = coefficients
      self.initial = initial
    }
  }

  /// The rows of dimensions 2, 3, ….
  static let rows: [Row] = [
    Row(0, [1]),
    Row(1, [1, 3]),
    Row(1, [1, 3, 1]),
    Row(2, [1, 1, 1]),
    Row(1, [1, 1, 3, 3]),
    Row(4, [1, 3, 5, 13]),
    Row(2, [1, 1, 5, 5, 17]),
    Row(4, [1, 1, 5, 5, 5]),
    Row(7, [1, 1, 7, 11, 19]),
    Row(11, [1, 1, 5, 1, 1]),
    Row(13, [1, 1, 1, 3, 11]),
    Row(14, [1, 3, 5, 5, 31]),
    Row(1, [1, 3, 3, 9, 7, 49]),
    Row(13, [1, 1, 1, 15, 21, 21]),
    Row(16, [1, 3, 1, 13, 27, 49]),
    Row(19, [1, 1, 1, 15, 7, 5]),
    Row(22, [1, 3, 1, 15, 13, 25]),
    Row(25, [1, 1, 5, 5, 19, 61]),
    Row(1, [1, 3, 7, 11, 23, 15, 103]),
    Row(4, [1, 3, 7, 13, 13, 15, 69]),
    Row(7, [1, 1, 3, 13, 7, 35, 63]),
    Row(8, [1, 3, 5, 9, 1, 25, 53]),
    Row(14, [1, 3, 1, 13, 9, 35, 107]),
    Row(19, [1, 3, 1, 5, 27, 61, 31]),
    Row(21, [1, 1, 5, 11, 19, 41, 61]),
    Row(28, [1, 3, 5, 3, 3, 13, 69]),
    Row(31, [1, 1, 7, 13, 1, 19, 1]),
    Row(32, [1, 3, 7, 5, 13, 19, 59]),
    Row(37, [1, 1, 3, 9, 25, 29, 41]),
    Row(41, [1, 3, 5, 13, 23, 1, 55]),
    Row(42, [1, 3, 7, 3, 13, 59, 17]),
    Row(50, [1, 3, 1, 3, 5, 53, 69]),
    Row(55, [1, 1, 5, 5, 23, 33, 13]),
    Row(56, [1, 1, 7, 7, 1, 61, 123]),
    Row(59, [1, 1, 7, 9, 13, 61, 49]),
    Row(62, [1, 3, 3, 5, 3, 55, 33]),
    Row(14, [1, 3, 1, 15, 31, 13, 49, 245]),
    Row(21, [1, 3, 5, 15, 31, 59, 63, 97]),
    Row(22, [1, 3, 1, 11, 11, 11, 77, 249]),
    Row(38, [1, 3, 1, 11, 27, 43, 71, 9]),
    Row(47, [1, 1, 7, 15, 21, 11, 81, 45]),
    Row(49, [1, 3, 7, 3, 25, 31, 65, 79]),
    Row(50, [1, 3, 1, 1, 19, 11, 3, 205]),
    Row(52, [1, 1, 5, 9, 19, 21, 29, 157]),
    Row(56, [1, 3, 7, 11, 1, 33, 89, 185]),
    Row(67, [1, 3, 3, 3, 15, 9, 79, 71]),
    Row(70, [1, 3, 7, 11, 15, 39, 119, 27]),
    Row(84, [1, 1, 3, 1, 11, 31, 97, 225]),
    Row(97, [1, 1, 1, 3, 23, 43, 57, 177]),
    Row(103, [1, 3, 7, 7, 17, 17, 37, 71]),
    Row(115, [1, 3, 1, 5, 27, 63, 123, 213]),
    Row(122, [1, 1, 3, 5, 11, 43, 53, 133]),
    Row(8, [1, 3, 5, 5, 29, 17, 47, 173, 479]),
    Row(13, [1, 3, 3, 11, 3, 1, 109, 9, 69]),
    Row(16, [1, 1, 1, 5, 17, 39, 23, 5, 343]),
    Row(22, [1, 3, 1, 5, 25, 15, 31, 103, 499]),
    Row(25, [1, 1, 1, 11, 11, 17, 63, 105, 183]),
    Row(44, [1, 1, 5, 11, 9, 29, 97, 231, 363]),
    Row(47, [1, 1, 5, 15, 19, 45, 41, 7, 383]),
    Row(52, [1, 3, 7, 7, 31, 19, 83, 137, 221]),
    Row(55, [1, 1, 1, 3, 23, 15, 111, 223, 83]),
    Row(59, [1, 1, 5, 13, 31, 15, 55, 25, 161]),
    Row(62, [1, 1, 3, 13, 25, 47, 39, 87, 257]),
  ]
}
