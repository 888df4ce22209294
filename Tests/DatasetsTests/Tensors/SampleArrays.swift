import DataTables
import Foundation

/// The arrays of a file for NumPy, read byte by byte as the formats say, without the code that writes them.
struct SampleArrays {
  struct Array {
    var code: String
    var shape: [Int]
    fileprivate var bytes: [UInt8]

    /// The numbers, in the order of the last index first.
    var numbers: [Double] {
      let size = Int(code.suffix(1)) ?? 1
      return stride(from: 0, to: bytes.count, by: size).map { first in
        let bits = (0..<size).reduce(UInt64(0)) { $0 | UInt64(bytes[first + $1]) << (8 * $1) }
        return switch code {
        case "<f4": Double(Float(bitPattern: UInt32(bits)))
        case "<i4": Double(Int32(bitPattern: UInt32(bits)))
        default: Double(Int64(bitPattern: bits))
        }
      }
    }
  }

  /// The names, in the order of the file.
  private(set) var names: [String] = []
  private var arrays: [String: Array] = [:]

  init(_ path: String) throws {
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
    func number(_ place: Int, _ size: Int) -> Int {
      (0..<size).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
    var place = 0
    // The heads of entries, each with its size in 64 bits behind the name.
    while number(place, 4) == 0x0403_4B50 {
      let nameEnd = place + 30 + number(place + 26, 2)
      let name = String(decoding: bytes[(place + 30)..<nameEnd], as: UTF8.self)
      let begin = nameEnd + number(place + 28, 2)
      let end = begin + number(nameEnd + 4, 8)
      let values = begin + 10 + number(begin + 8, 2)
      let header = String(decoding: bytes[(begin + 10)..<values], as: UTF8.self)
      guard
        let match = try /'descr': '(?<code>...)', .*'shape': \((?<shape>[0-9, ]*)\)/.firstMatch(
          in: header)
      else { throw CocoaError(.fileReadCorruptFile) }
      let shape = match.shape.split(separator: ",").compactMap {
        Int($0.trimmingCharacters(in: .whitespaces))
      }
      names.append(String(name.dropLast(4)))
      arrays[String(name.dropLast(4))] = Array(
        code: String(match.code), shape: shape, bytes: Swift.Array(bytes[values..<end]))
      place = end
    }
  }

  subscript(_ name: String) -> Array {
    arrays[name] ?? Array(code: "none", shape: [], bytes: [])
  }
}
