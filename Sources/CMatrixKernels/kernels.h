// The kernels for one width of vectors. Included once a width, with
//   WIDTH   how many numbers a vector has
//   NAME(x) the name of a function for this width
//   TARGET  the attribute that lets the compiler use the processor's instructions
// There is no include guard: this file is meant to be included several times.

typedef double NAME(vector) __attribute__((vector_size(8 * WIDTH), aligned(8)));
#define VECTOR NAME(vector)
#define PARTS (8 / WIDTH)

// tile[j][r] -= Σₖ rows[k][r] columns[k][j], as many j at a time as leave all sums in sixteen registers.
#define TOGETHER (WIDTH == 4 ? 4 : 2)

TARGET static inline __attribute__((always_inline)) void NAME(part)(
    double *tile, const double *rows, const double *columns, size_t count) {
  VECTOR sums[TOGETHER][PARTS];
  for (int j = 0; j < TOGETHER; j++)
    for (int p = 0; p < PARTS; p++) sums[j][p] = *(const VECTOR *)(tile + 8 * j + WIDTH * p);
  for (size_t k = 0; k < count; k++) {
    VECTOR row[PARTS];
    for (int p = 0; p < PARTS; p++) row[p] = *(const VECTOR *)(rows + 8 * k + WIDTH * p);
    for (int j = 0; j < TOGETHER; j++) {
      const double factor = columns[8 * k + j];
      for (int p = 0; p < PARTS; p++) {
        const VECTOR product = row[p] * factor;
        sums[j][p] = sums[j][p] - product;
      }
    }
  }
  for (int j = 0; j < TOGETHER; j++)
    for (int p = 0; p < PARTS; p++) *(VECTOR *)(tile + 8 * j + WIDTH * p) = sums[j][p];
}

TARGET static inline __attribute__((always_inline)) void NAME(tile)(
    double *tile, const double *rows, const double *columns, size_t count) {
  if (count == 0) return;
  for (int j = 0; j < 8; j += TOGETHER) NAME(part)(tile + 8 * j, rows, columns + j, count);
}

// column -= factor · other, of eight numbers.
TARGET static inline __attribute__((always_inline)) void NAME(take)(
    double *column, const double *other, double factor) {
  for (int p = 0; p < PARTS; p++) {
    const VECTOR product = *(const VECTOR *)(other + WIDTH * p) * factor;
    *(VECTOR *)(column + WIDTH * p) = *(const VECTOR *)(column + WIDTH * p) - product;
  }
}

TARGET static inline __attribute__((always_inline)) void NAME(scale)(double *column, double factor) {
  for (int p = 0; p < PARTS; p++)
    *(VECTOR *)(column + WIDTH * p) = *(const VECTOR *)(column + WIDTH * p) * factor;
}

// Lays the lower triangle out in panels.
TARGET static void NAME(lay_out)(size_t order, const double *matrix, double *factor) {
  for (size_t b = 0; b < (order + 7) / 8; b++) {
    double *panel = factor + PANEL(b);
    const size_t rows = order - 8 * b < 8 ? order - 8 * b : 8;
    const double *source = matrix + 8 * b * order;
    if (rows == 8) {
      for (size_t k = 0; k < 8 * b; k++)
        for (size_t r = 0; r < 8; r++) panel[8 * k + r] = source[r * order + k];
    } else {
      for (size_t k = 0; k < 8 * b; k++)
        for (size_t r = 0; r < 8; r++) panel[8 * k + r] = r < rows ? source[r * order + k] : 0;
    }
    for (size_t j = 0; j < 8; j++)
      for (size_t r = 0; r < 8; r++)
        panel[8 * (8 * b + j) + r] =
            r < rows && j <= r ? source[r * order + 8 * b + j] : r == j ? 1 : 0;
  }
}

// A tile left of the diagonal: what is taken away from it is known but for the tile's own columns.
TARGET static inline __attribute__((always_inline)) void NAME(finish)(
    double *tile, const double *corner, const double *reciprocals) {
  for (size_t j = 0; j < 8; j++) {
    for (size_t m = 0; m < j; m++) NAME(take)(tile + 8 * j, tile + 8 * m, corner[8 * m + j]);
    NAME(scale)(tile + 8 * j, reciprocals[j]);
  }
}

TARGET static inline __attribute__((always_inline)) int NAME(finish_corner)(
    double *tile, double *reciprocals) {
  for (size_t j = 0; j < 8; j++) {
    for (size_t m = 0; m < j; m++) NAME(take)(tile + 8 * j, tile + 8 * m, tile[8 * m + j]);
    const double pivot = tile[8 * j + j];
    if (!(pivot > 0) || pivot > 1.7976931348623157e308) return 0;
    const double root = __builtin_sqrt(pivot), reciprocal = 1 / root;
    NAME(scale)(tile + 8 * j, reciprocal);
    tile[8 * j + j] = root;
    for (size_t r = 0; r < j; r++) tile[8 * j + r] = 0;
    reciprocals[j] = reciprocal;
  }
  return 1;
}

// By chunks of columns, so that the parts of two panels that meet stay in the nearest cache: the columns of a
// chunk are finished block by block, then what they take away from all columns to the right is taken away.
TARGET static int NAME(factor)(size_t order, const double *matrix, double *factor) {
  const size_t blocks = (order + 7) / 8;
  double *reciprocals = factor + PANEL(blocks);
  NAME(lay_out)(order, matrix, factor);
  for (size_t start = 0; start < blocks; start += CHUNK) {
    const size_t end = blocks - start < CHUNK ? blocks : start + CHUNK;
    for (size_t c = start; c < blocks; c++) {
      const double *other = factor + PANEL(c);
      const size_t count = 8 * ((c < end ? c : end) - start);
      for (size_t b = c; b < blocks; b++) {
        double *panel = factor + PANEL(b), *tile = panel + 64 * c;
        NAME(tile)(tile, panel + 64 * start, other + 64 * start, count);
        if (c >= end) continue;
        if (b > c) {
          NAME(finish)(tile, other + 64 * c, reciprocals + 8 * c);
        } else if (!NAME(finish_corner)(tile, reciprocals + 8 * c)) {
          return 0;
        }
      }
    }
  }
  return 1;
}

TARGET static void NAME(solve_lower)(size_t order, const double *factor, double *vector) {
  const size_t blocks = (order + 7) / 8;
  const double *reciprocals = factor + PANEL(blocks);
  for (size_t b = 0; b < blocks; b++) {
    const double *panel = factor + PANEL(b);
    double *own = vector + 8 * b;
    VECTOR sums[PARTS];
    for (int p = 0; p < PARTS; p++) sums[p] = *(const VECTOR *)(own + WIDTH * p);
    for (size_t k = 0; k < 8 * b; k++) {
      const double value = vector[k];
      for (int p = 0; p < PARTS; p++) {
        const VECTOR product = *(const VECTOR *)(panel + 8 * k + WIDTH * p) * value;
        sums[p] = sums[p] - product;
      }
    }
    for (int p = 0; p < PARTS; p++) *(VECTOR *)(own + WIDTH * p) = sums[p];
    const double *corner = panel + 64 * b;
    for (size_t j = 0; j < 8; j++) {
      own[j] = own[j] * reciprocals[8 * b + j];
      for (size_t r = j + 1; r < 8; r++) {
        const double product = corner[8 * j + r] * own[j];
        own[r] = own[r] - product;
      }
    }
  }
}

TARGET static void NAME(solve_upper)(size_t order, const double *factor, double *vector) {
  const size_t blocks = (order + 7) / 8;
  const double *reciprocals = factor + PANEL(blocks);
  for (size_t b = blocks; b-- > 0;) {
    const double *panel = factor + PANEL(b);
    double *own = vector + 8 * b;
    const double *corner = panel + 64 * b;
    for (size_t j = 8; j-- > 0;) {
      double sum = own[j];
      for (size_t r = 7; r > j; r--) {
        const double product = corner[8 * j + r] * own[r];
        sum = sum - product;
      }
      own[j] = sum * reciprocals[8 * b + j];
    }
    // The eight products of a column are added in a tree of fixed shape.
    for (size_t k = 0; k < 8 * b; k++) {
      double products[8];
      for (int p = 0; p < PARTS; p++)
        *(VECTOR *)(products + WIDTH * p) =
            *(const VECTOR *)(panel + 8 * k + WIDTH * p) * *(const VECTOR *)(own + WIDTH * p);
      const double sum = ((products[0] + products[4]) + (products[2] + products[6])) +
                         ((products[1] + products[5]) + (products[3] + products[7]));
      vector[k] = vector[k] - sum;
    }
  }
}

// L X = B for eight right sides that stand side by side, from a block of rows on (above it all is 0).
TARGET static inline __attribute__((always_inline)) void NAME(strip)(
    size_t order, const double *factor, size_t first, double *strip) {
  const size_t blocks = (order + 7) / 8;
  const double *reciprocals = factor + PANEL(blocks);
  for (size_t b = first; b < blocks; b++) {
    const double *panel = factor + PANEL(b);
    // Here the vectors run along right sides, and rows of the factor are the single numbers.
    double *own = strip + 64 * (b - first);
    NAME(tile)(own, strip, panel + 64 * first, 8 * (b - first));
    const double *corner = panel + 64 * b;
    NAME(finish)(own, corner, reciprocals + 8 * b);
  }
}

TARGET static void NAME(solve_columns)(size_t order, const double *factor, size_t columns,
                                       size_t stride, double *sides, double *room) {
  const size_t padded = (order + 7) / 8 * 8;
  for (size_t start = 0; start < columns; start += 8) {
    const size_t count = columns - start < 8 ? columns - start : 8;
    for (size_t i = 0; i < padded; i++)
      for (size_t j = 0; j < 8; j++)
        room[8 * i + j] = i < order && j < count ? sides[i * stride + start + j] : 0;
    NAME(strip)(order, factor, 0, room);
    for (size_t i = 0; i < order; i++)
      for (size_t j = 0; j < count; j++) sides[i * stride + start + j] = room[8 * i + j];
  }
}

TARGET static void NAME(inverse)(size_t order, const double *factor, double *inverse, double *room) {
  const size_t blocks = (order + 7) / 8;
  // The columns of L⁻¹, eight side by side, each strip from its first row that is not 0 on.
  double *strip = room;
  for (size_t s = 0; s < blocks; s++) {
    const size_t rows = 8 * (blocks - s);
    for (size_t i = 0; i < 8 * rows; i++) strip[i] = 0;
    for (size_t j = 0; j < 8; j++) strip[9 * j] = 1;
    NAME(strip)(order, factor, s, strip);
    strip += 8 * rows;
  }
  const double *first = room;
  for (size_t s = 0; s < blocks; s++) {
    const size_t rows = 8 * (blocks - s);
    const double *second = room;
    for (size_t t = 0; t <= s; t++) {
      double tile[64] = {0};
      NAME(tile)(tile, first, second + 64 * (s - t), rows);
      for (size_t j = 0; j < 8; j++)
        for (size_t r = 0; r < 8; r++) {
          const size_t i = 8 * s + r, column = 8 * t + j;
          if (i >= order || column >= order) continue;
          inverse[i * order + column] = -tile[8 * j + r];
          inverse[column * order + i] = -tile[8 * j + r];
        }
      second += 64 * (blocks - t);
    }
    first += 8 * rows;
  }
}

#undef VECTOR
#undef PARTS
#undef TOGETHER
#undef WIDTH
#undef NAME
#undef TARGET
