import Foundation

/// How much memory this process has ever held.
public enum PeakMemory {
  /// The most memory of this process so far, in megabytes; `nil` where the system does not say.
  public static func megabytes() -> Double? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let number = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first,
      let kilobytes = Double(number)
    else { return nil }
    return kilobytes / 1_024
  }
}
