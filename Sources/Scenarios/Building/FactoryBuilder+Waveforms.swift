import FactoryModel
import SensorSignals
import SignalFeatures

/// Fast sensors that take snapshots.
extension FactoryBuilder {
  mutating func waveforms(_ names: Plant.StationNames) -> [Waveform] {
    (names["waveforms"]?.entries ?? []).compactMap { entry in
      entry.node.section.flatMap { waveform(entry.name, $0, names) }
    }
  }

  private mutating func waveform(
    _ name: String, _ section: TreeSection, _ station: Plant.StationNames
  ) -> Waveform? {
    guard let rhythm = rhythm(section["every"]), let length = section["samples"]?.count,
      let rate = section["sampling_rate"]?.quantity?.value,
      let speed = program(section["shaft_speed"], station, otherwise: 0),
      let load = program(section["load"], station, otherwise: 1),
      let highest = highestSpeed(section, speed)
    else { return nil }
    let scale = WaveformSection.scale(of: section)
    var severities: [WaveformFault: FormulaProgram] = [:]
    for (part, key, fault) in WaveformSection.faults {
      guard let node = section[part]?.section?[key] else { continue }
      guard let formula = sensed(node, station) else { return nil }
      severities[fault] = formula
    }
    guard let model = model(section, scale, severities, highest) else { return nil }
    do throws(SignalProblem) {
      // Says where a frequency lies above half of the sampling rate.
      _ = try WaveformSnapshot(model, samplingRate: rate, highestShaftSpeed: highest)
      var waveform = Waveform(
        name: name, unit: scale, model: model, samplingRate: rate, length: length, rhythm: rhythm,
        shaftSpeed: speed, highestShaftSpeed: highest, load: load,
        features: features(section, model))
      waveform.onlyWhileProducing = section["when"]?.text == "producing"
      waveform.severities = severities
      waveform.envelopeBand = envelopeBand(section, rate)
      try check(waveform, section)
      return waveform
    } catch {
      let node = section["sampling_rate"]
      reading.error(node?.place ?? section.place, node?.path ?? section.path, "\(error)")
      return nil
    }
  }

  private mutating func program(
    _ node: TreeNode?, _ station: Plant.StationNames, otherwise value: Double
  ) -> FormulaProgram? {
    guard let node else { return try? FormulaProgram(.constant(value)) }
    return sensed(node, station)
  }

  /// The highest speed of the shaft; 0 where there is no shaft.
  private mutating func highestSpeed(_ section: TreeSection, _ speed: FormulaProgram) -> Double? {
    if let highest = section["highest_speed"]?.quantity?.value { return highest }
    if let constant = speed.constant { return max(0, constant) }
    if let node = section["shaft_speed"] {
      reading.error(
        node.place, node.path,
        "\(quoted(node.text ?? "")) changes with the state of the machine; say with 'highest_speed' how far "
          + "it may go, such as 'highest_speed: 60 Hz', so that the sampling rate can be judged")
    }
    return nil
  }

  // MARK: - What it sees

  /// What a sensor sees; `nil` where some part of it cannot be, which is said.
  private mutating func model(
    _ section: TreeSection, _ scale: ShownScale, _ severities: [WaveformFault: FormulaProgram],
    _ highest: Double
  ) -> WaveformModel? {
    var isSound = true
    /// Makes a part of the model, or says in its section what is wrong with it.
    func made<Part>(
      _ section: TreeSection, _ make: () throws(SignalProblem) -> Part
    ) -> Part? {
      do throws(SignalProblem) {
        return try make()
      } catch {
        reading.error(section.place, section.path, "\(error)")
        isSound = false
        return nil
      }
    }
    /// An amplitude is that of the unit where a formula says how large it is, so that the formula is the severity.
    func unit(_ fault: WaveformFault) -> Double { severities[fault] == nil ? 0 : 1 / scale.size }
    func amount(_ node: TreeNode?, _ otherwise: Double = 0) -> Double {
      node?.quantity?.value ?? otherwise
    }
    var model = WaveformModel()
    if let node = section["noise"], let deviation = node.quantity?.value {
      model.noise = made(section) { () throws(SignalProblem) in
        try BackgroundNoise(
          deviation: deviation / scale.size, correlationTime: amount(section["noise_lasts"]))
      }
    }
    if let part = section["bearing"]?.section {
      model.bearing = made(part) { () throws(SignalProblem) in
        var bearing = try BearingVibration(
          geometry: try BearingGeometry(
            rollingElements: part["rolling_elements"]?.count ?? 0,
            ballDiameter: amount(part["ball_diameter"]),
            pitchDiameter: amount(part["pitch_diameter"]),
            contactAngle: amount(part["contact_angle"])),
          resonance: amount(part["resonance"]), damping: amount(part["damping"], 0.05),
          amplitudes: BearingVibration.Faults(
            outerRace: unit(.outerRace), innerRace: unit(.innerRace), ball: unit(.ball),
            cage: unit(.cage)))
        bearing.slip = amount(part["slip"], 0.01)
        return bearing
      }
    }
    if let part = section["gear"]?.section {
      model.gear = made(part) { () throws(SignalProblem) in
        try GearVibration(
          teeth: part["teeth"]?.count ?? 0, amplitude: amount(part["amplitude"]) / scale.size)
      }
    }
    if let part = section["shaft"]?.section {
      model.shaft = made(part) { () throws(SignalProblem) in
        try ShaftVibration(
          referenceSpeed: amount(part["reference_speed"], highest),
          residualUnbalance: amount(part["residual_unbalance"]) / scale.size,
          amplitudes: ShaftVibration.Faults(
            unbalance: unit(.unbalance), misalignment: unit(.misalignment),
            looseness: unit(.looseness)))
      }
    }
    if let part = section["motor"]?.section {
      model.motor = made(part) { () throws(SignalProblem) in
        try MotorCurrent(
          lineFrequency: amount(part["line_frequency"], 50),
          ratedAmplitude: amount(part["current"]) / scale.size,
          ratedSlip: amount(part["slip"], 0.03))
      }
    }
    if let part = section["cutting"]?.section {
      model.cutting = made(part) { () throws(SignalProblem) in
        var cutting = try CuttingForce(
          teeth: part["teeth"]?.count ?? 0, amplitude: amount(part["force"]) / scale.size,
          engaged: amount(part["engaged"], 0.5))
        cutting.runout = amount(part["runout"], 0.1)
        return cutting
      }
    }
    return isSound ? model : nil
  }

  // MARK: - Features

  private mutating func features(
    _ section: TreeSection, _ model: WaveformModel
  ) -> [SnapshotFeature] {
    guard let node = section["features"] else { return [.rms] }
    var envelope: [String: Double] = [:]
    var lines: [String: Double] = [:]
    if let geometry = model.bearing?.geometry {
      let orders = geometry.frequencies(shaftSpeed: 1)
      // A rolling element strikes both races in a turn of its own.
      envelope = [
        "outer_race": orders.outerRace, "inner_race": orders.innerRace, "ball": 2 * orders.ball,
        "cage": orders.cage,
      ]
    }
    if let gear = model.gear { lines["mesh"] = Double(gear.teeth) }
    if let cutting = model.cutting { lines["teeth"] = Double(cutting.teeth) }
    var features: [SnapshotFeature] = []
    for item in node.items {
      guard let text = item.text else { continue }
      do throws(ValueProblem) {
        features.append(try FeatureText.snapshot(text, envelope: envelope, lines: lines))
      } catch {
        reading.error(item.place, item.path, error.message)
      }
    }
    return features
  }

  private func envelopeBand(_ section: TreeSection, _ rate: Double) -> ClosedRange<Double>? {
    if case .range(let lower, let upper, _)? = section["envelope_band"]?.value?.meaning {
      return lower.value...max(lower.value, upper.value)
    }
    guard let resonance = section["bearing"]?.section?["resonance"]?.quantity?.value else {
      return nil
    }
    return 0.75 * resonance...max(0.75 * resonance, min(1.25 * resonance, rate / 2))
  }

  /// Says what features cannot be made of snapshots that are so short, or so slowly sampled.
  private mutating func check(_ waveform: Waveform, _ section: TreeSection) throws(SignalProblem) {
    do throws(FeatureProblem) {
      _ = try SnapshotFeatures(
        waveform.features, length: waveform.length, samplingRate: waveform.samplingRate,
        envelopeBand: waveform.envelopeBand)
    } catch {
      let node = section["envelope_band"] ?? section["features"] ?? section["samples"]
      reading.error(node?.place ?? section.place, node?.path ?? section.path, error.description)
    }
  }
}

/// Where what is written of a fast sensor stands.
enum WaveformSection {
  /// The formulas that say how bad faults are: section, key, fault.
  static let faults: [(part: String, key: String, fault: WaveformFault)] = [
    ("bearing", "outer_race", .outerRace), ("bearing", "inner_race", .innerRace),
    ("bearing", "ball", .ball), ("bearing", "cage", .cage),
    ("gear", "wear", .gearWear), ("gear", "crack", .gearCrack),
    ("shaft", "unbalance", .unbalance), ("shaft", "misalignment", .misalignment),
    ("shaft", "looseness", .looseness),
    ("motor", "broken_bars", .rotorBars), ("cutting", "wear", .toolWear),
  ]

  /// The amplitudes of a sensor, all of which are of what it reads.
  static let amplitudes: [(part: String?, key: String)] = [
    ("bearing", "outer_race"), ("bearing", "inner_race"), ("bearing", "ball"), ("bearing", "cage"),
    ("gear", "amplitude"), ("shaft", "residual_unbalance"), ("shaft", "unbalance"),
    ("shaft", "misalignment"), ("shaft", "looseness"), ("motor", "current"), ("cutting", "force"),
    (nil, "noise"),
  ]

  /// The nodes of the amplitudes that are written.
  static func amplitudes(of section: TreeSection) -> [TreeNode] {
    amplitudes.compactMap { amplitude in
      guard let part = amplitude.part else { return section[amplitude.key] }
      return section[part]?.section?[amplitude.key]
    }
  }

  /// What its samples measure: what its first amplitude does.
  static func dimension(of section: TreeSection) -> Dimension? {
    amplitudes(of: section).lazy.compactMap { $0.value?.dimension }.first
  }

  /// The unit in which its samples are shown.
  static func scale(of section: TreeSection) -> ShownScale {
    if let unit = section["unit"]?.text, let scale = SensorUnit.scale(named: unit) { return scale }
    guard let node = amplitudes(of: section).first, let dimension = node.value?.dimension else {
      return ShownScale()
    }
    return SensorUnit.scale(of: node.text ?? "", dimension)
  }
}
