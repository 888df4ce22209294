import SpecialFunctions

/// The discrete Fourier transform of complex numbers of any count.
///
///     X_k = Σ x_j e^(-2πi j k/N),  j = 0, …, N - 1
///
/// Counts that are products of 2, 3 and 5 are transformed directly. Any other count goes through a
/// convolution of such a length (Bluestein), which takes some four to eight times as long.
/// Its bits are the same on every processor.
///
/// Source: L. I. Bluestein, "A linear filtering approach to the computation of discrete Fourier
/// transform", *IEEE Transactions on Audio and Electroacoustics* 18 (4), 1970, 451–455.
///
/// - Complexity: O(N log N).
struct FourierTransform: Sendable {
  /// N.
  let length: Int
  private let plan: FourierPlan
  private var scratch: ComplexArray
  private var chirp: Chirp?

  /// What a count with another prime factor needs beside.
  private struct Chirp: Sendable {
    /// e^(-πi j²/N).
    var factors: ComplexArray
    /// The transform of the conjugates, laid around 0, over the length of the convolution.
    var filter: ComplexArray
    var data: ComplexArray
  }

  init(length: Int) {
    precondition(length >= 1, "a transform is of at least one number")
    self.length = length
    if FourierPlan.isSmooth(length) {
      plan = FourierPlan(length: length)
      scratch = ComplexArray(count: length)
      chirp = nil
      return
    }
    let long = FourierPlan.smoothLength(atLeast: 2 * length - 1)
    plan = FourierPlan(length: long)
    scratch = ComplexArray(count: long)
    var factors = ComplexArray(count: length)
    var filter = ComplexArray(count: long)
    var square = 0
    for place in 0..<length {
      // j² modulo 2 N, so that the angle has all its digits.
      let (cosine, sine) = Reproducible.circle(turns: -Double(square) / Double(2 * length))
      factors.real[place] = cosine
      factors.imaginary[place] = sine
      for image in [place, (long - place) % long] {
        filter.real[image] = cosine / Double(long)
        filter.imaginary[image] = -sine / Double(long)
      }
      square = (square + 2 * place + 1) % (2 * length)
    }
    if plan.run(&filter, &scratch, inverse: false) { swap(&filter, &scratch) }
    chirp = Chirp(factors: factors, filter: filter, data: ComplexArray(count: long))
  }

  /// Transforms numbers in place.
  ///
  /// - Parameters:
  ///   - data: N numbers.
  ///   - inverse: Whether to transform backwards: with e^(+2πi j k/N), and without division by N.
  mutating func run(_ data: inout ComplexArray, inverse: Bool = false) {
    precondition(data.count == length, "a transform is of as many numbers as it was made for")
    if chirp == nil {
      if plan.run(&data, &scratch, inverse: inverse) { swap(&data, &scratch) }
      return
    }
    // A transform backwards is one forwards with real and imaginary parts exchanged.
    if inverse { swap(&data.real, &data.imaginary) }
    runChirp(&data)
    if inverse { swap(&data.real, &data.imaginary) }
  }

  private mutating func runChirp(_ data: inout ComplexArray) {
    guard var chirp else { return }
    self.chirp = nil
    let long = plan.length
    for place in 0..<length {
      let (c, s) = (chirp.factors.real[place], chirp.factors.imaginary[place])
      let (x, y) = (data.real[place], data.imaginary[place])
      chirp.data.real[place] = x * c - y * s
      chirp.data.imaginary[place] = x * s + y * c
    }
    for place in length..<long {
      chirp.data.real[place] = 0
      chirp.data.imaginary[place] = 0
    }
    if plan.run(&chirp.data, &scratch, inverse: false) { swap(&chirp.data, &scratch) }
    for place in 0..<long {
      let (c, s) = (chirp.filter.real[place], chirp.filter.imaginary[place])
      let (x, y) = (chirp.data.real[place], chirp.data.imaginary[place])
      chirp.data.real[place] = x * c - y * s
      chirp.data.imaginary[place] = x * s + y * c
    }
    if plan.run(&chirp.data, &scratch, inverse: true) { swap(&chirp.data, &scratch) }
    for place in 0..<length {
      let (c, s) = (chirp.factors.real[place], chirp.factors.imaginary[place])
      let (x, y) = (chirp.data.real[place], chirp.data.imaginary[place])
      data.real[place] = x * c - y * s
      data.imaginary[place] = x * s + y * c
    }
    self.chirp = chirp
  }
}
