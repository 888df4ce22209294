/// Finds the highest frequency of a model, and refuses a sampling rate that cannot hold it.
struct HighestFrequency {
  private var name = ""
  private var frequency = 0.0

  init(of model: WaveformModel, shaftSpeed: Double) {
    let speed = " at a shaft speed of \(shaftSpeed) Hz"
    if let bearing = model.bearing { take("the resonance of the bearing", bearing.resonance) }
    if let shaft = model.shaft {
      if shaft.residualUnbalance != 0 || shaft.amplitudes.unbalance != 0 {
        take("the unbalance of the shaft" + speed, shaftSpeed)
      }
      if shaft.amplitudes.misalignment != 0 {
        take("harmonic 3 of the shaft" + speed, 3 * shaftSpeed)
      }
      if shaft.amplitudes.looseness != 0 {
        let times = ShaftVibration.loosenessMultiples / 2
        take("harmonic \(times) of the loose shaft" + speed, Double(times) * shaftSpeed)
      }
    }
    if let gear = model.gear, gear.amplitude != 0 {
      let harmonic =
        gear.thirdHarmonic != 0 ? 3 : gear.secondHarmonic != 0 ? 2 : 1
      let sideband = gear.modulations.crack != 0 ? GearVibration.crackSidebands : 1
      take(
        "sideband \(sideband) of harmonic \(harmonic) of the gear mesh" + speed,
        Double(harmonic * gear.teeth + sideband) * shaftSpeed)
    }
    if let motor = model.motor {
      let harmonic = motor.lineHarmonics != 0 ? 7.0 : 1 + 4 * motor.ratedSlip
      take("harmonic \(harmonic) of the motor's current", harmonic * motor.lineFrequency)
    }
    if let cutting = model.cutting, cutting.amplitude != 0 {
      let harmonic = CuttingForce.harmonics
      let side = cutting.runout != 0 ? 1 : 0
      take(
        "harmonic \(harmonic) of the passing teeth of the tool" + speed,
        Double(harmonic * cutting.teeth + side) * shaftSpeed)
    }
  }

  private mutating func take(_ name: String, _ frequency: Double) {
    if frequency > self.frequency { (self.name, self.frequency) = (name, frequency) }
  }

  func requireBelowHalf(of samplingRate: Double) throws(SignalProblem) {
    guard frequency <= samplingRate / 2 else {
      throw SignalProblem(
        "\(name) is \(frequency) Hz, above half of the sampling rate of \(samplingRate) Hz; sample "
          + "at \(2 * frequency) Hz or more, or leave it out")
    }
  }
}
