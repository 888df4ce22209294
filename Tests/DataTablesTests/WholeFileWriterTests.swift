import Foundation
import TestSupport
import Testing

@testable import DataTables

@Suite("Files that are never half there")
struct WholeFileWriterTests {
  func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test("A file bears its name once it is finished, and holds all that was written", .tags(.exact))
  func finished() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "a.bin").path
      let file = try WholeFileWriter(path)
      var expected: [UInt8] = []
      for size in [0, 1, 100_000, 200_000, 300_000, 7] {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ size) }
        expected += bytes
        try file.write(bytes)
      }
      #expect(file.count == expected.count)
      #expect(try names(in: folder) == ["a.bin.partial"])
      try file.finish()
      #expect(try names(in: folder) == ["a.bin"])
      #expect(try [UInt8](Data(contentsOf: URL(filePath: path))) == expected)
    }
  }

  @Test("A writer that is let go leaves nothing, and the file before it stays", .tags(.exact))
  func abandoned() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "a.bin").path
      do {
        let file = try WholeFileWriter(path)
        try file.write([UInt8](repeating: 1, count: 1_000_000))
      }
      #expect(try names(in: folder) == [])
      try Data("old".utf8).write(to: URL(filePath: path))
      do {
        let file = try WholeFileWriter(path, replacesExisting: true)
        try file.write([1])
      }
      #expect(try names(in: folder) == ["a.bin"])
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
      let file = try WholeFileWriter(path, replacesExisting: true)
      try file.write(Array("new".utf8))
      try file.finish()
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
    }
  }

  @Test("What a killed process left is written over", .tags(.exact))
  func leftover() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "a.bin").path
      try Data(count: 50).write(to: URL(filePath: path + ".partial"))
      let file = try WholeFileWriter(path)
      try file.write([7])
      try file.finish()
      #expect(try [UInt8](Data(contentsOf: URL(filePath: path))) == [7])
      #expect(try names(in: folder) == ["a.bin"])
    }
  }

  @Test("A file that exists is not replaced, whenever it came", .tags(.failure))
  func exists() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "a.bin").path
      let early = try WholeFileWriter(path)
      try early.write([1])
      try Data("old".utf8).write(to: URL(filePath: path))
      let message = "\(path): the file exists already; remove it, or choose another name"
      let late = #expect(throws: DataFileProblem.self) { try early.finish() }
      #expect(late?.description == message)
      #expect(try names(in: folder) == ["a.bin"])
      let again = #expect(throws: DataFileProblem.self) { try early.finish() }
      #expect(again == late)
      let atOnce = #expect(throws: DataFileProblem.self) { try WholeFileWriter(path) }
      #expect(atOnce?.description == message)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    }
  }

  @Test("Two writers of one file are told apart", .tags(.failure))
  func twoWriters() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "a.bin").path
      let first = try WholeFileWriter(path)
      try first.write([1])
      let error = #expect(throws: DataFileProblem.self) { try WholeFileWriter(path) }
      #expect(error?.description == "\(path): another process is writing this file")
      try first.finish()
      #expect(try [UInt8](Data(contentsOf: URL(filePath: path))) == [1])
    }
  }

  @Test("A folder that is missing is said", .tags(.failure))
  func noFolder() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "none/a.bin").path
      let error = #expect(throws: DataFileProblem.self) { try WholeFileWriter(path) }
      #expect(
        error?.description == "\(path): the file cannot be created: No such file or directory")
    }
  }

  #if os(Linux)
    @Test(
      "A full disk is said with the file's name, at the first write that meets it", .tags(.failure))
    func fullDisk() throws {
      let file = WholeFileWriter("out.bin", descriptor: unsafe open("/dev/full", O_WRONLY))
      try file.write([1])
      let message = "out.bin: the file cannot be written: No space left on device"
      let error = #expect(throws: DataFileProblem.self) {
        try file.write([UInt8](repeating: 0, count: 1 << 19))
      }
      #expect(error?.description == message)
      #expect(throws: DataFileProblem.self) { try file.finish() }
    }
  #endif
}
