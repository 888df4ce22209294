#include "matrix_kernels.h"

#include <float.h>
#include <string.h>

// A fused product and sum is rounded once, not twice, and not every processor has it.
#pragma STDC FP_CONTRACT OFF

// Where panel p begins.
#define PANEL(p) (32 * (p) * ((p) + 1))
#define IS_PIVOT(s) ((s) > 0 && (s) <= DBL_MAX)
// The sum of eight, in halves of what is left.
#define TREE(t) (((t[0] + t[4]) + (t[2] + t[6])) + ((t[1] + t[5]) + (t[3] + t[7])))

size_t matrix_panel_count(size_t order) { return PANEL((order + 7) / 8); }

void matrix_pad(size_t order, double *panels, double *reciprocals) {
  for (size_t i = order; i % 8 != 0; i++) {
    double *row = panels + PANEL(i / 8) + i % 8;
    for (size_t k = 0; k < 8 * (i / 8) + 8; k++) row[8 * k] = k == i;
    reciprocals[i] = 1;
  }
}

// Puts rows of a matrix into their places, up to the diagonal.
static void pack_rows(size_t from, size_t order, const double *matrix, double *panels) {
  for (size_t i = from; i < order; i++) {
    double *row = panels + PANEL(i / 8) + i % 8;
    for (size_t k = 0; k < 8 * (i / 8) + 8; k++) row[8 * k] = k <= i ? matrix[i * order + k] : 0;
  }
}

// MARK: - One number at a time

#include "plain_kernels.h"

// MARK: - Vectors

typedef double eight __attribute__((vector_size(64), aligned(8)));

#define LOAD(address) (*(const eight *)(address))
#define STORE(address, value) (*(eight *)(address) = (value))
#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

// Eight columns of a matrix, row behind row; zeros where it has no more.
static void pack_columns(size_t rows, size_t columns, size_t c, const double *matrix, double *to) {
  if (columns - c >= 8) {
    for (size_t k = 0; k < rows; k++) memcpy(to + 8 * k, matrix + k * columns + c, 64);
  } else {
    memset(to, 0, 64 * rows);
    for (size_t k = 0; k < rows; k++)
      memcpy(to + 8 * k, matrix + k * columns + c, 8 * (columns - c));
  }
}

static void unpack_columns(size_t rows, size_t columns, size_t c, const double *from,
                           double *matrix) {
  if (columns - c >= 8) {
    for (size_t k = 0; k < rows; k++) memcpy(matrix + k * columns + c, from + 8 * k, 64);
  } else {
    for (size_t k = 0; k < rows; k++)
      memcpy(matrix + k * columns + c, from + 8 * k, 8 * (columns - c));
  }
}

// Puts rows 8q ... of columns 8p ..., which lie column by column, into a symmetric matrix.
static void unpack_tile(size_t order, size_t q, size_t p, const double *tile, double *matrix) {
  for (size_t j = 8 * p; j < 8 * p + 8 && j < order; j++)
    for (size_t i = 8 * q; i < 8 * q + 8 && i < order; i++)
      matrix[j * order + i] = matrix[i * order + j] = tile[8 * (j - 8 * p) + i - 8 * q];
}

#define NAME(name) two_##name
#define WIDTH 2
#define GROUP 2
#include "vector_kernels.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define NAME(name) four_##name
#define WIDTH 4
#define GROUP 4
#include "vector_kernels.h"
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq"))), \
                             apply_to = function)
#define NAME(name) eight_##name
#define WIDTH 8
#define GROUP 8
#include "vector_kernels.h"
#pragma clang attribute pop
#endif

// MARK: - Choosing

bool matrix_has_width(int width) {
  switch (width) {
    case MATRIX_ONE:
    case MATRIX_TWO: return true;
#if defined(__x86_64__)
    case MATRIX_FOUR: return __builtin_cpu_supports("avx2");
    case MATRIX_EIGHT:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
             __builtin_cpu_supports("avx512dq");
#endif
    default: return false;
  }
}

int matrix_widest(void) {
  int width = MATRIX_EIGHT;
  while (!matrix_has_width(width)) width /= 2;
  return width;
}

#if defined(__x86_64__)
#define CHOOSE(call) \
  switch (width) { \
    case MATRIX_EIGHT: return eight_##call; \
    case MATRIX_FOUR: return four_##call; \
    default: return two_##call; \
  }
#else
#define CHOOSE(call) return two_##call;
#endif

bool matrix_factor(int width, size_t order, const double *matrix, double *panels,
                   double *reciprocals) {
  if (width == MATRIX_ONE) return plain_factor(order, matrix, panels, reciprocals);
  CHOOSE(factor(order, matrix, panels, reciprocals))
}

bool matrix_append(int width, size_t order, double *row, double *panels, double *reciprocals) {
  matrix_solve_lower(width, order, panels, reciprocals, row);
  double s = row[order];
  for (size_t k = 0; k < order; k++) s -= row[k] * row[k];
  if (!IS_PIVOT(s)) return false;
  row[order] = __builtin_elementwise_sqrt(s);
  if (order % 8 == 0) matrix_pad(order + 1, panels, reciprocals);
  reciprocals[order] = 1 / row[order];
  double *to = panels + row_start(order);
  for (size_t k = 0; k < 8 * (order / 8) + 8; k++) to[8 * k] = k <= order ? row[k] : 0;
  return true;
}

void matrix_solve_lower(int width, size_t order, const double *panels, const double *reciprocals,
                        double *vector) {
  if (width == MATRIX_ONE) return plain_solve_lower(order, panels, reciprocals, vector, 1);
  CHOOSE(solve_lower(order, panels, reciprocals, vector))
}

void matrix_solve_upper(int width, size_t order, const double *panels, const double *reciprocals,
                        double *vector) {
  if (width == MATRIX_ONE) return plain_solve_upper(order, panels, reciprocals, vector, 1);
  CHOOSE(solve_upper(order, panels, reciprocals, vector))
}

void matrix_solve_columns(int width, size_t order, const double *panels,
                          const double *reciprocals, size_t columns, double *sides, bool lower,
                          bool upper, double *room) {
  if (width == MATRIX_ONE) {
    for (size_t c = 0; c < columns; c++) {
      if (lower) plain_solve_lower(order, panels, reciprocals, sides + c, columns);
      if (upper) plain_solve_upper(order, panels, reciprocals, sides + c, columns);
    }
    return;
  }
  memset(room + 8 * order, 0, 64 * (8 * ((order + 7) / 8) - order));
  CHOOSE(solve_columns(order, panels, reciprocals, columns, sides, lower, upper, room))
}

void matrix_inverse(int width, size_t order, const double *panels, const double *reciprocals,
                    double *inverse, double *room) {
  if (width == MATRIX_ONE) return plain_inverse(order, panels, reciprocals, inverse, room);
  CHOOSE(inverse(order, panels, reciprocals, inverse, room))
}

void matrix_multiply(int width, size_t rows, size_t inner, size_t columns, const double *a,
                     const double *b, double *product, double *room) {
  if (width == MATRIX_ONE) return plain_multiply(rows, inner, columns, a, b, product);
  CHOOSE(multiply(rows, inner, columns, a, b, product, room))
}

void matrix_multiply_vector(size_t rows, size_t columns, const double *a, const double *x,
                            double *product) {
  size_t i = 0;
  // Eight sums side by side, so that none waits for itself.
  for (; i + 8 <= rows; i += 8) {
    const double *r = a + i * columns;
    double s[8] = {0};
    for (size_t k = 0; k < columns; k++)
      for (size_t j = 0; j < 8; j++) s[j] += r[j * columns + k] * x[k];
    memcpy(product + i, s, sizeof s);
  }
  for (; i < rows; i++) {
    double s = 0;
    for (size_t k = 0; k < columns; k++) s += a[i * columns + k] * x[k];
    product[i] = s;
  }
}

void matrix_multiply_transposed_vector(size_t rows, size_t columns, const double *a,
                                       const double *x, double *product) {
  memset(product, 0, sizeof(double) * columns);
  for (size_t i = 0; i < rows; i++)
    for (size_t j = 0; j < columns; j++) product[j] += a[i * columns + j] * x[i];
}

void matrix_sum_squares(size_t rows, size_t columns, const double *a, double *sums) {
  memset(sums, 0, sizeof(double) * columns);
  for (size_t i = 0; i < rows; i++)
    for (size_t j = 0; j < columns; j++) sums[j] += a[i * columns + j] * a[i * columns + j];
}
