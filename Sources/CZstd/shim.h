// The compression library Zstandard.
#include <zstd.h>
