#include "matrix_kernels.h"

// A product and the sum it goes into are never one rounding: processors without that instruction would
// give other bits.
#if defined(__clang__)
#pragma clang fp contract(off)
#else
#pragma STDC FP_CONTRACT OFF
#endif

// Where panel b begins.
#define PANEL(b) (32 * (b) * ((b) + 1))

// How many blocks of eight columns are factored at a time.
#define CHUNK 16

#define WIDTH 2
#define NAME(x) two_##x
#define TARGET
#include "kernels.h"

#if defined(__x86_64__)
#define WIDTH 4
#define NAME(x) four_##x
#define TARGET __attribute__((target("avx2")))
#include "kernels.h"
#endif

int matrix_has_width(int width) {
  switch (width) {
    case MATRIX_TWO: return 1;
#if defined(__x86_64__)
    case MATRIX_FOUR: return __builtin_cpu_supports("avx2") != 0;
#endif
    default: return 0;
  }
}

#if defined(__x86_64__)
static int resolved(int width) {
  if (width != MATRIX_WIDEST) return width;
  return matrix_has_width(MATRIX_FOUR) ? MATRIX_FOUR : MATRIX_TWO;
}
#endif

size_t matrix_factor_size(size_t order) {
  const size_t blocks = (order + 7) / 8;
  return PANEL(blocks) + 8 * blocks;
}

#if defined(__x86_64__)
#define CHOOSE(width, call) \
  if (resolved(width) == MATRIX_FOUR) return four_##call; \
  return two_##call;
#else
#define CHOOSE(width, call) \
  (void)width; \
  return two_##call;
#endif

int matrix_factor(int width, size_t order, const double *matrix, double *factor) {
  CHOOSE(width, factor(order, matrix, factor))
}

void matrix_solve_lower(int width, size_t order, const double *factor, double *vector) {
  CHOOSE(width, solve_lower(order, factor, vector))
}

void matrix_solve_upper(int width, size_t order, const double *factor, double *vector) {
  CHOOSE(width, solve_upper(order, factor, vector))
}

void matrix_solve_columns(int width, size_t order, const double *factor, size_t columns,
                          size_t stride, double *sides, double *room) {
  CHOOSE(width, solve_columns(order, factor, columns, stride, sides, room))
}

void matrix_inverse(int width, size_t order, const double *factor, double *inverse, double *room) {
  CHOOSE(width, inverse(order, factor, inverse, room))
}
