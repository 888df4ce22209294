#if HDF5
  import CHDF5
  import Synchronization

  /// The calls of the HDF5 library, one at a time: it is not made for several threads.
  enum HDF5Library {
    /// What the library says of a call that failed.
    struct Failure: Error {
      var message: String
    }

    /// Something in a file, or the file itself.
    typealias Handle = hid_t

    private static let lock = Mutex(())
    /// Properties that are nothing special.
    private static var standard: hid_t { fettle_hdf5_default() }

    /// Makes a call that gives a handle, or fails with a negative number.
    private static func handle(_ body: () -> hid_t) throws(Failure) -> hid_t {
      let handle = body()
      guard handle >= 0 else { throw failure() }
      return handle
    }

    /// Makes a call that fails with a negative number.
    private static func check(_ body: () -> herr_t) throws(Failure) {
      guard body() >= 0 else { throw failure() }
    }

    /// What went wrong last.
    private static func failure() -> Failure {
      var bytes = [CChar](repeating: 0, count: 256)
      unsafe bytes.withUnsafeMutableBufferPointer { buffer in
        unsafe fettle_hdf5_last_message(buffer.baseAddress)
      }
      return Failure(
        message: String(
          decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }

    /// Does something while no other call is under way.
    private static func alone<Result>(
      _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
      try lock.withLock { _ throws(Failure) in
        // The library would print what fails.
        fettle_hdf5_be_quiet()
        return try body()
      }
    }

    /// Creates a file without times, so that equal content gives equal bytes.
    static func createFile(_ path: String) throws(Failure) -> Handle {
      try alone { () throws(Failure) in
        let creation = try handle { H5Pcreate(fettle_hdf5_file_creation()) }
        defer { H5Pclose(creation) }
        try check { H5Pset_obj_track_times(creation, false) }
        return try handle { unsafe H5Fcreate(path, fettle_hdf5_truncate(), creation, standard) }
      }
    }

    /// Closes a file; what fails is said.
    static func closeFile(_ file: Handle) throws(Failure) {
      try alone { () throws(Failure) in try check { H5Fclose(file) } }
    }

    /// Creates a group.
    static func createGroup(_ name: String, in parent: Handle) throws(Failure) -> Handle {
      try alone { () throws(Failure) in
        let creation = try handle { H5Pcreate(fettle_hdf5_group_creation()) }
        defer { H5Pclose(creation) }
        try check { H5Pset_obj_track_times(creation, false) }
        return try handle {
          unsafe H5Gcreate2(parent, name, standard, creation, standard)
        }
      }
    }

    /// Closes a group.
    static func closeGroup(_ group: Handle) throws(Failure) {
      try alone { () throws(Failure) in try check { H5Gclose(group) } }
    }

    /// Closes an array; what fails is said.
    static func closeArray(_ array: Handle) throws(Failure) {
      try alone { () throws(Failure) in try check { H5Dclose(array) } }
    }

    private static func type(_ element: HDF5Element) -> hid_t {
      switch element {
      case .float32: fettle_hdf5_float32()
      case .float64: fettle_hdf5_float64()
      case .int64: fettle_hdf5_int64()
      }
    }

    /// Creates an array without rows that can grow, in compressed chunks.
    static func createArray(
      _ name: String, _ element: HDF5Element, columns: Int, rowsPerChunk: Int, in parent: Handle
    ) throws(Failure) -> Handle {
      try alone { () throws(Failure) in
        let creation = try handle { H5Pcreate(fettle_hdf5_dataset_creation()) }
        defer { H5Pclose(creation) }
        try check { H5Pset_obj_track_times(creation, false) }
        try check { unsafe H5Pset_chunk(creation, 2, [hsize_t(rowsPerChunk), hsize_t(columns)]) }
        try check { H5Pset_shuffle(creation) }
        try check { H5Pset_deflate(creation, 4) }
        let space = try handle {
          unsafe H5Screate_simple(2, [0, hsize_t(columns)], [hsize_t.max, hsize_t(columns)])
        }
        defer { H5Sclose(space) }
        return try handle {
          unsafe H5Dcreate2(
            parent, name, type(element), space, standard, creation, standard)
        }
      }
    }

    /// Writes rows behind those that are there.
    ///
    /// - Precondition: The bytes are those of so many rows.
    static func append(
      _ bytes: Span<UInt8>, _ element: HDF5Element, rows: Int, columns: Int, to array: Handle,
      after count: Int
    ) throws(Failure) {
      precondition(bytes.count == rows * columns * element.size, "rows have other bytes")
      try alone { () throws(Failure) in
        let shape = [hsize_t(rows), hsize_t(columns)]
        try check { unsafe H5Dset_extent(array, [hsize_t(count + rows), hsize_t(columns)]) }
        let place = try handle { H5Dget_space(array) }
        defer { H5Sclose(place) }
        try check {
          unsafe H5Sselect_hyperslab(
            place, H5S_SELECT_SET, [hsize_t(count), 0], nil, shape, nil)
        }
        let space = try handle { unsafe H5Screate_simple(2, shape, nil) }
        defer { H5Sclose(space) }
        try check {
          unsafe bytes.withUnsafeBytes { buffer in
            unsafe H5Dwrite(
              array, type(element), space, place, standard, buffer.baseAddress)
          }
        }
      }
    }

    /// Writes texts as an array of one dimension whose elements are equally long.
    static func writeTexts(
      _ texts: [String], as name: String, in parent: Handle
    ) throws(Failure) {
      let length = max(1, texts.map(\.utf8.count).max() ?? 0)
      let bytes = texts.flatMap { text in
        Array(text.utf8) + [UInt8](repeating: 0, count: length - text.utf8.count)
      }
      try alone { () throws(Failure) in
        let creation = try handle { H5Pcreate(fettle_hdf5_dataset_creation()) }
        defer { H5Pclose(creation) }
        try check { H5Pset_obj_track_times(creation, false) }
        let type = try textType(length)
        defer { H5Tclose(type) }
        let space = try handle { unsafe H5Screate_simple(1, [hsize_t(texts.count)], nil) }
        defer { H5Sclose(space) }
        let array = try handle {
          unsafe H5Dcreate2(
            parent, name, type, space, standard, creation, standard)
        }
        defer { H5Dclose(array) }
        guard !texts.isEmpty else { return }
        try check {
          unsafe bytes.withUnsafeBytes { buffer in
            unsafe H5Dwrite(
              array, type, fettle_hdf5_all(), fettle_hdf5_all(), standard, buffer.baseAddress)
          }
        }
      }
    }

    /// Writes a text as an attribute.
    static func writeAttribute(
      _ name: String, _ text: String, of object: Handle
    ) throws(Failure) {
      let bytes = Array(text.utf8)
      try alone { () throws(Failure) in
        let type = try textType(max(1, bytes.count))
        defer { H5Tclose(type) }
        let space = try handle { H5Screate(H5S_SCALAR) }
        defer { H5Sclose(space) }
        let attribute = try handle {
          unsafe H5Acreate2(object, name, type, space, standard, standard)
        }
        defer { H5Aclose(attribute) }
        try check {
          unsafe (bytes.isEmpty ? [0] : bytes).withUnsafeBytes { buffer in
            unsafe H5Awrite(attribute, type, buffer.baseAddress)
          }
        }
      }
    }

    /// The type of texts of so many bytes, filled up with zeros.
    private static func textType(_ length: Int) throws(Failure) -> hid_t {
      let type = try handle { H5Tcopy(fettle_hdf5_text()) }
      try check { H5Tset_size(type, length) }
      try check { H5Tset_strpad(type, H5T_STR_NULLPAD) }
      try check { H5Tset_cset(type, H5T_CSET_UTF8) }
      return type
    }
  }
#endif
