import SpecialFunctions

/// The discrete Fourier transform of real numbers of any count, at frequencies from 0 to half of the sampling
/// rate.
///
///     X_k = Σ x_j e^(-2πi j k/N),  k = 0, …, ⌊N/2⌋
///
/// An even count is transformed as half as many complex numbers, two neighbours each.
///
/// Source: H. V. Sorensen, D. L. Jones, M. T. Heideman, C. S. Burrus, "Real-valued fast Fourier transform
/// algorithms", *IEEE Transactions on Acoustics, Speech, and Signal Processing* 35 (6), 1987, 849–863.
///
/// - Complexity: O(N log N); no memory is asked for after the beginning.
public struct RealFourierTransform: Sendable {
  /// How many numbers are transformed, N.
  public let length: Int
  private var transform: FourierTransform
  private var data: ComplexArray
  /// e^(-2πi k/N), of an even count.
  private var factors: ComplexArray
  private(set) var result: ComplexArray

  /// Creates a transform.
  ///
  /// - Parameter length: How many numbers, N ≥ 1.
  public init(length: Int) {
    precondition(length >= 1, "a transform is of at least one number")
    self.length = length
    let isEven = length % 2 == 0
    transform = FourierTransform(length: isEven ? length / 2 : length)
    data = ComplexArray(count: transform.length)
    result = ComplexArray(count: length / 2 + 1)
    factors = ComplexArray(count: isEven ? length / 2 + 1 : 0)
    for place in 0..<factors.count {
      (factors.real[place], factors.imaginary[place]) =
        Reproducible.circle(turns: -Double(place) / Double(length))
    }
  }

  /// How many frequencies the result has, ⌊N/2⌋ + 1.
  public var frequencyCount: Int { result.count }

  /// The real parts of the last result, by k.
  public var real: [Double] { result.real }

  /// The imaginary parts of the last result, by k.
  public var imaginary: [Double] { result.imaginary }

  /// Transforms samples.
  ///
  /// - Parameters:
  ///   - samples: N numbers.
  ///   - shift: What is taken away from each before: their mean, or 0.
  public mutating func run(_ samples: Span<Float>, lessMean shift: Double = 0) {
    precondition(samples.count == length, "a transform is of as many numbers as it was made for")
    if length % 2 == 0 {
      for place in 0..<length / 2 {
        data.real[place] = Double(samples[2 * place]) - shift
        data.imaginary[place] = Double(samples[2 * place + 1]) - shift
      }
    } else {
      for place in 0..<length {
        data.real[place] = Double(samples[place]) - shift
        data.imaginary[place] = 0
      }
    }
    finish()
  }

  /// Transforms numbers.
  ///
  /// - Parameters:
  ///   - numbers: N numbers.
  ///   - shift: What is taken away from each before: their mean, or 0.
  public mutating func run(_ numbers: [Double], lessMean shift: Double = 0) {
    precondition(numbers.count == length, "a transform is of as many numbers as it was made for")
    if length % 2 == 0 {
      for place in 0..<length / 2 {
        data.real[place] = numbers[2 * place] - shift
        data.imaginary[place] = numbers[2 * place + 1] - shift
      }
    } else {
      for place in 0..<length {
        data.real[place] = numbers[place] - shift
        data.imaginary[place] = 0
      }
    }
    finish()
  }

  private mutating func finish() {
    transform.run(&data)
    guard length % 2 == 0 else {
      for place in 0..<result.count {
        result.real[place] = data.real[place]
        result.imaginary[place] = data.imaginary[place]
      }
      return
    }
    // Even samples have the transform E, odd ones O; data holds E + i O, and X = E + e^(-2πi k/N) O.
    let half = length / 2
    for k in 0...half {
      let (one, other) = (k == half ? 0 : k, k == 0 ? 0 : half - k)
      let (a, b) = (data.real[one], data.imaginary[one])
      let (c, d) = (data.real[other], -data.imaginary[other])
      let (evenReal, evenImaginary) = ((a + c) / 2, (b + d) / 2)
      let (oddReal, oddImaginary) = ((b - d) / 2, (c - a) / 2)
      let (cosine, sine) = (factors.real[k], factors.imaginary[k])
      result.real[k] = evenReal + oddReal * cosine - oddImaginary * sine
      result.imaginary[k] = evenImaginary + oddReal * sine + oddImaginary * cosine
    }
  }
}
