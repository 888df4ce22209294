import SpecialFunctions

/// Sinusoids that last all through a snapshot.
///
/// Eight neighbouring samples of a tone are turned together to the next eight by a complex product. Each block
/// begins anew from the exact angle, so that roundings cannot add up over more than a block.
struct ToneBank: Sendable {
  private struct Tone: Sendable, BitwiseCopyable {
    var amplitude: Double
    /// Turns a sample.
    var step: Double
    /// The angle of sample 0, in turns.
    var phase: Double
    var turn: Turn
  }

  /// The points of eight samples in a row, and the step to the next eight.
  struct Turn: Sendable, BitwiseCopyable {
    var cosines = SIMD8<Double>()
    var sines = SIMD8<Double>()
    var stepCosine = 1.0
    var stepSine = 0.0

    init(step: Double) {
      for lane in 0..<8 {
        (cosines[lane], sines[lane]) = Reproducible.circle(turns: step * Double(lane))
      }
      (stepCosine, stepSine) = Reproducible.circle(turns: step * 8)
    }

    /// The eight points from a given angle on.
    @inline(__always)
    func points(from turns: Double) -> (cosines: SIMD8<Double>, sines: SIMD8<Double>) {
      let (c, s) = Reproducible.circle(turns: turns)
      return (cosines * c - sines * s, cosines * s + sines * c)
    }

    /// The next eight points.
    @inline(__always)
    func advance(_ cosines: inout SIMD8<Double>, _ sines: inout SIMD8<Double>) {
      let next = cosines * stepCosine - sines * stepSine
      sines = cosines * stepSine + sines * stepCosine
      cosines = next
    }
  }

  private var tones: [Tone] = []
  /// What is added to all samples.
  private var constant = 0.0

  init(capacity: Int) {
    tones.reserveCapacity(capacity)
  }

  var isSilent: Bool { tones.isEmpty && constant == 0 }

  mutating func removeAll() {
    tones.removeAll(keepingCapacity: true)
    constant = 0
  }

  mutating func add(constant: Double) {
    self.constant += constant
  }

  /// Adds A cos(2π (f t + φ)).
  ///
  /// - Parameters:
  ///   - amplitude: A; at 0 nothing is added.
  ///   - step: Turns a sample.
  ///   - phase: φ, in turns.
  mutating func add(amplitude: Double, step: Double, phase: Double) {
    guard amplitude != 0 else { return }
    tones.append(Tone(amplitude: amplitude, step: step, phase: phase, turn: Turn(step: step)))
  }

  /// Adds all tones to a block of samples.
  ///
  /// - Parameters:
  ///   - lanes: The samples, eight by eight.
  ///   - start: The number of the first.
  func add(to lanes: inout [SIMD8<Double>], from start: Int) {
    if constant != 0 {
      for place in lanes.indices { lanes[place] += SIMD8(repeating: constant) }
    }
    for tone in tones {
      var (cosines, sines) = tone.turn.points(from: tone.phase + tone.step * Double(start))
      cosines *= tone.amplitude
      sines *= tone.amplitude
      for place in lanes.indices {
        lanes[place] += cosines
        tone.turn.advance(&cosines, &sines)
      }
    }
  }
}
