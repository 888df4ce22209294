// The compression library zlib.
#include <zlib.h>
