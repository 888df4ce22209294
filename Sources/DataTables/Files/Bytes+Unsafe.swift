extension [UInt8] {
  /// Appends all bytes of a span.
  mutating func appendBytes(_ bytes: Span<UInt8>) {
    append(addingCapacity: bytes.count) { output in
      unsafe bytes.withUnsafeBytes { source in
        unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
          unsafe UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[initialized...]
          )
          .copyMemory(from: source)
          initialized += source.count
        }
      }
    }
  }

  /// Appends a number in its bytes, the least significant first.
  mutating func append<Number: FixedWidthInteger & BitwiseCopyable>(littleEndian number: Number) {
    let ordered = number.littleEndian
    unsafe Swift.withUnsafeBytes(of: ordered) { bytes in
      unsafe append(contentsOf: bytes)
    }
  }
}

extension Span where Element == UInt8 {
  /// The number whose bytes, the least significant first, begin at an offset.
  ///
  /// - Precondition: All its bytes are in the span.
  func littleEndian<Number: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: Number.Type = Number.self
  ) -> Number {
    precondition(
      offset >= 0 && offset <= count - MemoryLayout<Number>.size, "a number lies outside its bytes")
    return unsafe withUnsafeBytes { bytes in
      Number(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: offset, as: type))
    }
  }
}

extension Span where Element == UInt8 {
  /// Numbers that stand one behind the other from the beginning, each with its least significant byte
  /// first.
  ///
  /// - Precondition: All their bytes are in the span.
  func littleEndianNumbers<Number: FixedWidthInteger & BitwiseCopyable>(
    _ count: Int, as type: Number.Type = Number.self
  ) -> [Number] {
    precondition(
      count >= 0 && count <= self.count / MemoryLayout<Number>.size,
      "numbers lie outside their bytes")
    var numbers = extracting(first: count * MemoryLayout<Number>.size).nativeNumbers(as: type)
    if 1.littleEndian != 1 {
      for index in numbers.indices { numbers[index] = Number(littleEndian: numbers[index]) }
    }
    return numbers
  }
}

extension [UInt8] {
  /// Appends the bytes of numbers as they stand in memory.
  mutating func append<Number: BitwiseCopyable>(nativeBytesOf numbers: Span<Number>) {
    unsafe numbers.withUnsafeBytes { source in
      unsafe append(contentsOf: source)
    }
  }
}

extension Span where Element == UInt8 {
  /// The numbers whose bytes these are, as they stand in memory; what is left over is no number.
  func nativeNumbers<Number: BitwiseCopyable>(as type: Number.Type = Number.self) -> [Number] {
    let count = self.count / MemoryLayout<Number>.size
    return [Number](capacity: count) { output in
      unsafe withUnsafeBytes { source in
        unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
          unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(
            from: UnsafeRawBufferPointer(rebasing: source[..<(count * MemoryLayout<Number>.size)]))
          initialized = count
        }
      }
    }
  }
}
