import Foundation
import TestSupport
import Testing

@testable import DataTables

@Suite("Arrays for NumPy")
struct NumpyWriterTests {
  @Test("An array is its header and its numbers", .tags(.exact))
  func array() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "a.npy").path
      let writer = try NumpyWriter(path, .int32, rowShape: [2])
      try writer.append([1, 2, 3] as [Int32])
      try writer.append([-1] as [Int32])
      #expect(writer.rowCount == 2)
      try writer.finish()
      let bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
      let text = "{'descr': '<i4', 'fortran_order': False, 'shape': (2, 2), }"
      #expect(bytes.count == 128 + 16)
      #expect(bytes[..<10] == [0x93, 78, 85, 77, 80, 89, 1, 0, 118, 0])
      let header = String(decoding: bytes[10..<128], as: UTF8.self)
      #expect(header == text + String(repeating: " ", count: 117 - text.count) + "\n")
      #expect(bytes[128...] == [1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 255, 255, 255, 255])
    }
  }

  @Test("The header is as long for one row as for very many", .tags(.law))
  func headerLength() {
    for shape in [[], [1], [128, 4], [1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000]] {
      let header = NumpyHeader(element: .float32, rowShape: shape)
      let size = header.bytes(rowCount: 0).count
      #expect(size % 64 == 0)
      #expect(header.bytes(rowCount: .max).count == size)
    }
  }

  @Test("Equal arrays give equal archives, however their numbers are divided among calls")
  func archives() throws {
    try withTemporaryFolder { folder in
      let numbers = (0..<100_000).map { Float($0) / 7 }
      var files: [Data] = []
      for part in [100_000, 999] {
        let path = folder.appending(path: "\(part).npz").path
        let archive = try NumpyArchiveWriter(path)
        try archive.begin("x", .float32, rowShape: [10, 2])
        for begin in stride(from: 0, to: numbers.count, by: part) {
          try archive.append(Array(numbers[begin..<min(begin + part, numbers.count)]))
        }
        try archive.begin("y", .float64)
        try archive.append([1.5, 2.5])
        try archive.finish()
        files.append(try Data(contentsOf: URL(filePath: path)))
      }
      #expect(files[0] == files[1])
      #expect(files[0].prefix(4) == Data([0x50, 0x4B, 3, 4]))
    }
  }

  @Test("What lies beyond 4 GB is told in 64 bits, and only that", .tags(.exact))
  func large() {
    var directory = ZipDirectory()
    _ = directory.begin("a.npy", at: 0)
    _ = directory.endEntry(NumpyArray.Extent(byteCount: 5_000_000_000, checksum: 7))
    #expect(directory.begin("b.npy", at: 5_000_000_055).count == 30 + 5 + 20)
    _ = directory.endEntry(NumpyArray.Extent(byteCount: 200, checksum: 8))
    let end = directory.end(at: 5_000_000_310)
    // Entries with two and with one number of 64 bits, the large end with its place, the end.
    #expect(end.count == (46 + 5 + 20) + (46 + 5 + 12) + 56 + 20 + 22)
    func number(at offset: Int) -> UInt64 { end.span.littleEndian(at: offset) }
    #expect(number(at: 46 + 5 + 4) == 5_000_000_000)
    #expect(number(at: 71 + 46 + 5 + 4) == 5_000_000_055)
    #expect(number(at: 134 + 48) == 5_000_000_310)
    var small = ZipDirectory()
    _ = small.begin("a.npy", at: 0)
    _ = small.endEntry(NumpyArray.Extent(byteCount: 100, checksum: 7))
    #expect(small.end(at: 155).count == 46 + 5 + 22)
  }
}
