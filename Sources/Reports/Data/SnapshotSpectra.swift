import DataTables
import Datasets
import FactoryModel
import JSONDocuments
import Scenarios
import SensorSignals
import SignalFeatures

/// Spectra of two snapshots, of a component that was new and of one that was worn, with the lines of faults.
struct SnapshotSpectra: Sendable {
  /// A line at which a fault shows.
  struct FaultLine: Sendable {
    var name: String
    var frequency: Double
  }

  let table: String
  let waveform: String
  /// What is shown, such as `squared envelope, (m/s²)²`.
  let quantity: String
  /// The wear of both, and their lines.
  let spectra: [(wear: Double, lines: [(frequency: Double, amplitude: Double)])]
  let faults: [FaultLine]
  let binWidth: Double

  private static let mostBins = 400

  /// Reads two snapshots; `nil` where the dataset has none, or does not say how they were taken.
  init?(_ data: StoredDataset) throws(ReportProblem) {
    guard
      let file = data.files.first(where: { $0.columns.contains { $0.name == "samples" } }),
      file.path.hasSuffix(".parquet"),
      let wearName = file.columns.first(where: { $0.name.hasSuffix("_wear") })?.name,
      let scenario = try? ScenarioReader.read(path: data.path + "/scenario.resolved.yaml"),
      let (_, waveform) = SnapshotSpectra.waveform(of: file.table, scenario.factory)
    else { return nil }
    let speedColumn = file.columns.first {
      $0.name.hasPrefix("set_") && ["rpm", "Hz", "1/min", "1/s"].contains($0.unit ?? "")
    }
    let rows: ColumnarTable
    do {
      let reader = try ParquetReader(data.path + "/" + file.path)
      rows = try reader.readRowGroup(
        0,
        columns: ["samples", wearName, "state"] + [speedColumn?.name].compactMap { $0 })
    } catch {
      throw ReportProblem(path: data.path + "/" + file.path, message: "cannot be read: \(error)")
    }
    guard case .float32List(let samples, let length)? = rows.column(named: "samples")?.values
    else { return nil }
    let usable = (0..<rows.rowCount).filter {
      rows.text("state", $0) == "producing" && !rows.number(wearName, $0).isNaN
    }
    func isLess(_ one: Int, _ other: Int) -> Bool {
      rows.number(wearName, one) < rows.number(wearName, other)
    }
    guard let new = usable.min(by: isLess), let worn = usable.max(by: isLess), new != worn else {
      return nil
    }
    var speed = waveform.highestShaftSpeed
    if let speedColumn {
      let shown = rows.number(speedColumn.name, worn)
      speed = speedColumn.unit == "Hz" || speedColumn.unit == "1/s" ? shown : shown / 60
    }
    (table, self.waveform) = (file.table, waveform.name)
    let bearing = waveform.model.bearing.map {
      $0.geometry.frequencies(shaftSpeed: speed)
    }
    var faults: [FaultLine] = []
    if let bearing {
      for harmonic in 1...3 {
        let times = harmonic == 1 ? "" : "\(harmonic) × "
        faults.append(
          FaultLine(name: times + "outer race", frequency: Double(harmonic) * bearing.outerRace))
        faults.append(
          FaultLine(name: times + "inner race", frequency: Double(harmonic) * bearing.innerRace))
      }
    } else {
      faults = (1...5).map {
        FaultLine(name: "\($0) × shaft", frequency: Double($0) * speed)
      }
    }
    self.faults = faults
    let highest = 1.15 * (faults.map(\.frequency).max() ?? waveform.samplingRate / 2)
    var found: [(wear: Double, lines: [(frequency: Double, amplitude: Double)])] = []
    var width = 0.0
    for row in [new, worn] {
      let snapshot = Array(samples[row * length..<(row + 1) * length])
      let spectrum: LineSpectrum
      if bearing != nil,
        var analyzer = try? EnvelopeAnalyzer(
          length: length, samplingRate: waveform.samplingRate, band: waveform.envelopeBand)
      {
        analyzer.analyze(snapshot.span)
        spectrum = analyzer.spectrum
      } else {
        var analyzer = SpectrumAnalyzer(length: length, samplingRate: waveform.samplingRate)
        analyzer.analyze(snapshot.span)
        spectrum = analyzer.spectrum
      }
      width = spectrum.binWidth
      found.append(
        (rows.number(wearName, row), SnapshotSpectra.thinned(spectrum, to: highest)))
    }
    (spectra, binWidth) = (found, width)
    quantity = bearing == nil ? "amplitude" : "line of the squared envelope"
  }

  private static func waveform(of table: String, _ factory: Factory) -> (Station, Waveform)? {
    for station in factory.stations {
      for waveform in station.waveforms where station.name + "_" + waveform.name == table {
        return (station, waveform)
      }
    }
    return nil
  }

  /// The lines up to a frequency, of neighbors the highest where there are too many; without the mean at 0.
  private static func thinned(
    _ spectrum: LineSpectrum, to highest: Double
  ) -> [(frequency: Double, amplitude: Double)] {
    let last = min(spectrum.amplitudes.count - 1, Int(highest / spectrum.binWidth))
    guard last >= 1 else { return [] }
    let step = (last + mostBins - 1) / mostBins
    return stride(from: 1, through: last, by: step).map { first in
      let bins = first...min(last, first + step - 1)
      let peak = bins.max { spectrum.amplitudes[$0] < spectrum.amplitudes[$1] } ?? first
      return (Double(peak) * spectrum.binWidth, spectrum.amplitudes[peak])
    }
  }

  /// The names of both snapshots.
  var names: [String] {
    spectra.map { "wear \(Digits.text($0.wear, digits: 2))" }
  }

  /// Both spectra.
  var chart: JSONValue {
    var values: [JSONValue] = []
    for (name, spectrum) in zip(names, spectra).reversed() {
      for line in spectrum.lines {
        values.append([
          "s": .text(name), "f": Digits.number(line.frequency),
          "a": Digits.number(line.amplitude),
        ])
      }
    }
    let x = Plot.number("f", "frequency, Hz")
    let marks = faults.map { fault -> JSONValue in
      [
        "f": Digits.number(fault.frequency), "name": .text(fault.name),
        "kind": .text(fault.name.hasSuffix("inner race") ? "inner race" : "outer race"),
      ]
    }
    return Plot.layers(
      height: 260,
      [
        Plot.marks(
          marks, x: x, color: "#8C6D46", dash: [3, 3],
          tips: Plot.tips(["name": "a fault of", "f": "Hz"])),
        [
          "data": ["values": .list(marks)],
          "mark": [
            "type": "text", "angle": 270, "align": "right", "baseline": "bottom", "dx": -2,
            "dy": -2,
            "fontSize": 10, "color": "currentColor",
          ],
          "encoding": [
            "x": x, "y": ["value": 0], "text": ["field": "name", "type": "nominal"],
          ],
        ],
        Plot.layer(
          values, mark: ["type": "line", "strokeWidth": 1.2],
          [
            "x": x, "y": Plot.number("a", quantity, hasZero: true),
            "color": Plot.color("s", names, [Plot.colors[0], Plot.failure]),
          ]),
      ])
  }

  /// Their figures.
  var figures: FigureTable {
    let rows = zip(names, spectra).flatMap { name, spectrum in
      spectrum.lines.map { [name, Digits.text($0.frequency), Digits.text($0.amplitude)] }
    }
    return FigureTable(head: ["snapshot of", "Hz", quantity], texts: 1, rows: rows)
  }

  /// The lines of faults, as a table.
  var faultTable: FigureTable {
    FigureTable(
      head: ["a fault of", "shows at, Hz", names[0], names[1]], texts: 1,
      rows: faults.map { fault in
        func height(_ place: Int) -> String {
          let near = spectra[place].lines.filter {
            abs($0.frequency - fault.frequency) <= 1.5 * binWidth
          }
          return Digits.text(near.map(\.amplitude).max())
        }
        return [fault.name, Digits.text(fault.frequency), height(0), height(1)]
      })
  }
}
