// The kernels in vectors of eight numbers, which the compiler cuts into what the processor has. Included
// once for each width, without a guard, with
//   NAME(x) the name of a function for this width
//   WIDTH   how many numbers a vector of the processor has
//   GROUP   how many columns of eight rows its registers hold at once
//
// A row of L solves the system of the rows above it. So a panel of eight rows of L and a panel of
// eight right sides are worked out by the same loop, and factor, solutions and inverse share it.

typedef double NAME(vector) __attribute__((vector_size(8 * WIDTH), aligned(8)));

INLINE void NAME(transpose)(double *to, const double *from, size_t stride) {
  eight a0 = LOAD(from), a1 = LOAD(from + stride), a2 = LOAD(from + 2 * stride);
  eight a3 = LOAD(from + 3 * stride), a4 = LOAD(from + 4 * stride), a5 = LOAD(from + 5 * stride);
  eight a6 = LOAD(from + 6 * stride), a7 = LOAD(from + 7 * stride);
  // Exchanges single numbers, then pairs, then halves.
#define FIRST(a, b) __builtin_shufflevector(a, b, 0, 8, 2, 10, 4, 12, 6, 14)
#define SECOND(a, b) __builtin_shufflevector(a, b, 1, 9, 3, 11, 5, 13, 7, 15)
  eight b0 = FIRST(a0, a1), b1 = SECOND(a0, a1), b2 = FIRST(a2, a3), b3 = SECOND(a2, a3);
  eight b4 = FIRST(a4, a5), b5 = SECOND(a4, a5), b6 = FIRST(a6, a7), b7 = SECOND(a6, a7);
#undef FIRST
#undef SECOND
#define FIRST(a, b) __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13)
#define SECOND(a, b) __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15)
  a0 = FIRST(b0, b2), a2 = SECOND(b0, b2), a1 = FIRST(b1, b3), a3 = SECOND(b1, b3);
  a4 = FIRST(b4, b6), a6 = SECOND(b4, b6), a5 = FIRST(b5, b7), a7 = SECOND(b5, b7);
#undef FIRST
#undef SECOND
#define FIRST(a, b) __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11)
#define SECOND(a, b) __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15)
  STORE(to, FIRST(a0, a4)), STORE(to + 8, FIRST(a1, a5)), STORE(to + 16, FIRST(a2, a6));
  STORE(to + 24, FIRST(a3, a7)), STORE(to + 32, SECOND(a0, a4)), STORE(to + 40, SECOND(a1, a5));
  STORE(to + 48, SECOND(a2, a6)), STORE(to + 56, SECOND(a3, a7));
#undef FIRST
#undef SECOND
}

// sums[j] -= x[k] y[k][j] for all k upwards; the numbers of y stand so many steps from each other.
INLINE void NAME(subtract)(eight *sums, const double *x, const double *y, size_t k_step,
                           size_t j_step, size_t count) {
  for (size_t k = 0; k < count; k++) {
    const eight a = LOAD(x + 8 * k);
    UNROLL for (size_t j = 0; j < GROUP; j++) sums[j] -= a * y[k * k_step + j * j_step];
  }
}

// The same with a plus.
INLINE void NAME(add)(eight *sums, const double *x, const double *y, size_t k_step, size_t j_step,
                      size_t count) {
  for (size_t k = 0; k < count; k++) {
    const eight a = LOAD(x + 8 * k);
    UNROLL for (size_t j = 0; j < GROUP; j++) sums[j] += a * y[k * k_step + j * j_step];
  }
}

// L X = B in place for one panel of right sides, which begins at block `first` of the rows, up to
// before block `last`. Above the first block all is 0.
INLINE void NAME(solve_panel)(const double *panels, const double *reciprocals, size_t first,
                              size_t last, double *x) {
  for (size_t q = first; q < last; q++) {
    const double *l = panels + PANEL(q) + 64 * first;
    double *own = x + 64 * (q - first);
    for (size_t g = 0; g < 8; g += GROUP) {
      const size_t count = 8 * (q - first) + g;
      eight c[GROUP];
      UNROLL for (size_t j = 0; j < GROUP; j++) c[j] = LOAD(own + 8 * (g + j));
      NAME(subtract)(c, x, l + g, 8, 1, count);
      UNROLL for (size_t j = 0; j < GROUP; j++) {
        c[j] *= reciprocals[8 * q + g + j];
        STORE(own + 8 * (g + j), c[j]);
        UNROLL for (size_t i = j + 1; i < GROUP; i++) c[i] -= c[j] * l[8 * (count + j) + g + i];
      }
    }
  }
}

// Lᵀ X = B in place for one panel of right sides.
INLINE void NAME(solve_panel_upper)(const double *panels, const double *reciprocals, size_t blocks,
                                    double *x) {
  for (size_t q = blocks; q-- > 0;) {
    for (size_t part = 0; part < 8; part += WIDTH) {
      double *own = x + 64 * q + part;
#define ROW(address) (*(NAME(vector) *)(address))
      for (size_t p = blocks; --p > q;) {
        const double *l = panels + PANEL(p) + 64 * q;
        NAME(vector) solved[8];
        UNROLL for (size_t k = 0; k < 8; k++) solved[k] = ROW(x + 64 * p + part + 8 * k);
        for (size_t j = 0; j < 8; j++) {
          NAME(vector) t[8];
          UNROLL for (size_t k = 0; k < 8; k++) t[k] = solved[k] * l[8 * j + k];
          ROW(own + 8 * j) -= TREE(t);
        }
      }
      const double *l = panels + PANEL(q) + 64 * q;
      for (size_t j = 8; j-- > 0;) {
        NAME(vector) s = ROW(own + 8 * j);
        for (size_t k = 8; --k > j;) s -= ROW(own + 8 * k) * l[8 * j + k];
        ROW(own + 8 * j) = s * reciprocals[8 * q + j];
      }
#undef ROW
    }
  }
}

// The block on the diagonal, whose rows have been solved for all columns before it.
INLINE bool NAME(factor_diagonal)(size_t p, double *panel, double *reciprocals) {
  UNROLL for (size_t g = 0; g < 8; g += GROUP) {
    const size_t j0 = 8 * p + g;
    eight c[GROUP];
    UNROLL for (size_t j = 0; j < GROUP; j++) c[j] = LOAD(panel + 8 * (j0 + j));
    NAME(subtract)(c, panel, panel + g, 8, 1, j0);
    UNROLL for (size_t j = 0; j < GROUP; j++) {
      const double s = c[j][g + j];
      if (!IS_PIVOT(s)) return false;
      const double root = __builtin_elementwise_sqrt(s), reciprocal = 1 / root;
      reciprocals[j0 + j] = reciprocal;
      c[j] *= reciprocal;
      UNROLL for (size_t i = j + 1; i < GROUP; i++) c[i] -= c[j] * c[j][g + i];
      UNROLL for (size_t i = 0; i < g + j; i++) c[j][i] = 0;
      c[j][g + j] = root;
      STORE(panel + 8 * (j0 + j), c[j]);
    }
  }
  return true;
}

static bool NAME(factor)(size_t order, const double *matrix, double *panels, double *reciprocals) {
  const size_t blocks = (order + 7) / 8;
  for (size_t p = 0; p < blocks; p++) {
    double *panel = panels + PANEL(p);
    if (8 * p + 8 <= order) {
      for (size_t q = 0; q <= p; q++)
        NAME(transpose)(panel + 64 * q, matrix + 8 * p * order + 8 * q, order);
    } else {
      pack_rows(8 * p, order, matrix, panels);
      matrix_pad(order, panels, reciprocals);
    }
    NAME(solve_panel)(panels, reciprocals, 0, p, panel);
    if (!NAME(factor_diagonal)(p, panel, reciprocals)) return false;
  }
  return true;
}

static void NAME(solve_lower)(size_t order, const double *panels, const double *reciprocals,
                              double *x) {
  const size_t blocks = (order + 7) / 8;
  double tail[8] = {0};
  memcpy(tail, x + order - order % 8, sizeof(double) * (order % 8));
  for (size_t p = 0; p < blocks; p++) {
    double *own = 8 * p + 8 <= order ? x + 8 * p : tail;
    const double *l = panels + PANEL(p) + 64 * p;
    eight c = LOAD(own);
    double solved[8];
    UNROLL for (size_t k = 0; k < 8; k++) {
      solved[k] = c[k] * reciprocals[8 * p + k];
      c -= LOAD(l + 8 * k) * solved[k];
    }
    memcpy(own, solved, sizeof solved);
    // Then the panels below, which do not wait for each other; the next block only for the first.
    for (size_t q = p + 1; q < blocks; q++) {
      double *other = 8 * q + 8 <= order ? x + 8 * q : tail;
      const double *m = panels + PANEL(q) + 64 * p;
      eight d = LOAD(other);
      UNROLL for (size_t k = 0; k < 8; k++) d -= LOAD(m + 8 * k) * solved[k];
      STORE(other, d);
    }
  }
  memcpy(x + order - order % 8, tail, sizeof(double) * (order % 8));
}

static void NAME(solve_upper)(size_t order, const double *panels, const double *reciprocals,
                              double *x) {
  double tail[8] = {0};
  memcpy(tail, x + order - order % 8, sizeof(double) * (order % 8));
  for (size_t p = (order + 7) / 8; p-- > 0;) {
    double *own = 8 * p + 8 <= order ? x + 8 * p : tail;
    const double *l = panels + PANEL(p);
    double t[64];
    NAME(transpose)(t, l + 64 * p, 8);
    eight c = LOAD(own);
    double solved[8];
    UNROLL for (size_t r = 0; r < 8; r++) {
      const size_t k = 7 - r;
      solved[k] = c[k] * reciprocals[8 * p + k];
      c -= LOAD(t + 8 * k) * solved[k];
    }
    memcpy(own, solved, sizeof solved);
    // Then the rows above, eight at once: turned over, the tree of each is a lane.
    const eight all = LOAD(solved);
    for (size_t q = 0; q < p; q++) {
      NAME(transpose)(t, l + 64 * q, 8);
      eight products[8];
      UNROLL for (size_t k = 0; k < 8; k++) products[k] = LOAD(t + 8 * k) * all[k];
      STORE(x + 8 * q, LOAD(x + 8 * q) - TREE(products));
    }
  }
  memcpy(x + order - order % 8, tail, sizeof(double) * (order % 8));
}

static void NAME(solve_columns)(size_t order, const double *panels, const double *reciprocals,
                                size_t columns, double *sides, bool lower, bool upper,
                                double *room) {
  const size_t blocks = (order + 7) / 8;
  for (size_t c = 0; c < columns; c += 8) {
    pack_columns(order, columns, c, sides, room);
    if (lower) NAME(solve_panel)(panels, reciprocals, 0, blocks, room);
    if (upper) NAME(solve_panel_upper)(panels, reciprocals, blocks, room);
    unpack_columns(order, columns, c, room, sides);
  }
}

static void NAME(inverse)(size_t order, const double *panels, const double *reciprocals,
                          double *inverse, double *room) {
  const size_t blocks = (order + 7) / 8;
  // Columns of W, eight side by side, from their first rows that are not 0 on.
  double *strip = room;
  for (size_t q = 0; q < blocks; q++) {
    memset(strip, 0, sizeof(double) * 64 * (blocks - q));
    for (size_t k = 0; k < 8; k++) strip[9 * k] = 1;
    NAME(solve_panel)(panels, reciprocals, q, blocks, strip);
    // The product of this strip and those before it.
    const double *other = room;
    for (size_t p = 0; p <= q; other += 64 * (blocks - p), p++) {
      double tile[64];
      for (size_t g = 0; g < 8; g += GROUP) {
        eight c[GROUP];
        UNROLL for (size_t j = 0; j < GROUP; j++) c[j] = (eight){0};
        NAME(add)(c, strip, other + 64 * (q - p) + g, 8, 1, 8 * (blocks - q));
        UNROLL for (size_t j = 0; j < GROUP; j++) STORE(tile + 8 * (g + j), c[j]);
      }
      if (8 * q + 8 <= order) {
        for (size_t j = 0; j < 8; j++)
          memcpy(inverse + (8 * p + j) * order + 8 * q, tile + 8 * j, 64);
        NAME(transpose)(tile, tile, 8);
        for (size_t i = 0; i < 8; i++)
          memcpy(inverse + (8 * q + i) * order + 8 * p, tile + 8 * i, 64);
      } else {
        unpack_tile(order, q, p, tile, inverse);
      }
    }
    strip += 64 * (blocks - q);
  }
}

static void NAME(multiply)(size_t rows, size_t inner, size_t columns, const double *a,
                           const double *b, double *product, double *room) {
  for (size_t c = 0; c < columns; c += 8) {
    pack_columns(inner, columns, c, b, room);
    const size_t count = columns - c < 8 ? columns - c : 8;
    size_t i = 0;
    for (; i + GROUP <= rows; i += GROUP) {
      eight s[GROUP];
      UNROLL for (size_t r = 0; r < GROUP; r++) s[r] = (eight){0};
      NAME(add)(s, room, a + i * inner, 1, inner, inner);
      UNROLL for (size_t r = 0; r < GROUP; r++)
        memcpy(product + (i + r) * columns + c, &s[r], 8 * count);
    }
    for (; i < rows; i++) {
      eight s = {0};
      for (size_t k = 0; k < inner; k++) s += LOAD(room + 8 * k) * a[i * inner + k];
      memcpy(product + i * columns + c, &s, 8 * count);
    }
  }
}

#undef NAME
#undef WIDTH
#undef GROUP
