/// The samples of a gear's mesh with its modulation.
struct GearTones: Sendable, BitwiseCopyable {
  private let mesh: ToneBank.Turn
  private let shaft: ToneBank.Turn
  private let meshStep: Double
  private let shaftStep: Double
  private let meshAngle: Double
  private let shaftAngle: Double
  private let amplitudes: (Double, Double, Double)
  private let modulation: Double
  private let crack: Double

  /// Prepares a snapshot.
  ///
  /// - Parameters:
  ///   - gear: The gear.
  ///   - severities: Of its faults, from 0.
  ///   - conditions: Speed and load.
  ///   - samplingRate: In Hz.
  ///   - angle: That of the shaft at sample 0, in turns.
  init(
    _ gear: GearVibration, severities: GearVibration.Faults, conditions: OperatingConditions,
    samplingRate: Double, angle: Double
  ) {
    shaftStep = conditions.shaftSpeed / samplingRate
    meshStep = Double(gear.teeth) * shaftStep
    shaft = ToneBank.Turn(step: shaftStep)
    mesh = ToneBank.Turn(step: meshStep)
    shaftAngle = angle
    meshAngle = Double(gear.teeth) * angle
    let size = gear.amplitude * conditions.load * (1 + gear.growth * severities.wear)
    amplitudes = (size, size * gear.secondHarmonic, size * gear.thirdHarmonic)
    modulation = gear.residualModulation + gear.modulations.wear * severities.wear
    crack = gear.modulations.crack * severities.crack
  }

  /// Adds the gear to a block of samples.
  ///
  /// - Parameters:
  ///   - lanes: The samples, eight by eight.
  ///   - start: The number of the first.
  func add(to lanes: inout [SIMD8<Double>], from start: Int) {
    let first = Double(start)
    var (c, s) = mesh.points(from: meshAngle + meshStep * first)
    var (shaftC, shaftS) = shaft.points(from: shaftAngle + shaftStep * first)
    for place in lanes.indices {
      // cos 2φ, sin 2φ, cos 3φ of the mesh.
      let c2 = c * c - s * s
      let c3 = c * c2 - s * (2 * c * s)
      let carrier = c * amplitudes.0 + c2 * amplitudes.1 + c3 * amplitudes.2
      var envelope = 1 + shaftC * modulation
      if crack != 0 {
        // cos² of half the angle, squared four times.
        var pulse = 0.5 + shaftC * 0.5
        pulse *= pulse
        pulse *= pulse
        pulse *= pulse
        pulse *= pulse
        envelope += pulse * crack
      }
      lanes[place] += carrier * envelope
      mesh.advance(&c, &s)
      shaft.advance(&shaftC, &shaftS)
    }
  }
}
