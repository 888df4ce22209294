import ArgumentParser
import Experiments
import JSONDocuments
import Reports

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The charts of a page as files: specifications, and pictures where there is a Python that draws them.
struct ChartFiles {
  private let charts: [ChartList.Chart]

  init(_ list: ChartList) { charts = list.charts }

  /// Writes the charts.
  ///
  /// - Parameters:
  ///   - folder: Where; files of the same names are replaced.
  ///   - withPNG: Whether pictures are written as PNG, too.
  /// - Throws: The exit status, once it is said what went wrong.
  func write(to folder: String, withPNG: Bool) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      Terminal.printMessage(
        "error: cannot make the folder '\(folder)': \(RunFolder.reason(of: error)); choose another place with --charts"
      )
      throw ExitStatus.inputOutput
    }
    for chart in charts {
      try write(chart.standingAlone.written() + "\n", to: "\(folder)/\(chart.name).vl.json")
    }
    let list = JSONValue.list(
      charts.map { ["name": .text($0.name), "shows": .text($0.label)] })
    try write(list.written() + "\n", to: "\(folder)/charts.json")
    guard !charts.isEmpty else { return }
    try ChartDrawing.draw(
      charts.map { "\(folder)/\($0.name)" }, kinds: withPNG ? ["svg", "png"] : ["svg"])
  }

  private func write(_ text: String, to path: String) throws {
    try Output.write(text, to: path) {
      "cannot write the chart '\(path)': \($0); choose another place with --charts"
    }
  }
}
