// The parts of the HDF5 library that Fettle uses. What the library has as macros of expressions stands here as functions.
#pragma once

#include <hdf5.h>
#include <stdio.h>

static inline hid_t fettle_hdf5_float32(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t fettle_hdf5_float64(void) { return H5T_NATIVE_DOUBLE; }
static inline hid_t fettle_hdf5_int64(void) { return H5T_NATIVE_INT64; }
static inline hid_t fettle_hdf5_text(void) { return H5T_C_S1; }
static inline hid_t fettle_hdf5_dataset_creation(void) { return H5P_DATASET_CREATE; }
static inline hid_t fettle_hdf5_file_creation(void) { return H5P_FILE_CREATE; }
static inline hid_t fettle_hdf5_group_creation(void) { return H5P_GROUP_CREATE; }

static inline hid_t fettle_hdf5_default(void) { return H5P_DEFAULT; }
static inline hid_t fettle_hdf5_all(void) { return H5S_ALL; }
static inline unsigned fettle_hdf5_truncate(void) { return H5F_ACC_TRUNC; }

// Failures are told to the caller, and not printed.
static inline void fettle_hdf5_be_quiet(void) { H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }

static inline herr_t fettle_hdf5_keep_message(unsigned number, const H5E_error2_t *error, void *message) {
  // The innermost comes first.
  if (number == 0) snprintf((char *)message, 256, "%s", error->desc);
  return 0;
}

// What went wrong last, in at most 255 characters.
static inline void fettle_hdf5_last_message(char *message) {
  message[0] = 0;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, fettle_hdf5_keep_message, message);
  H5Eclear2(H5E_DEFAULT);
}
