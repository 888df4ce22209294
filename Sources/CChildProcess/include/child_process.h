#ifndef CHILD_PROCESS_H
#define CHILD_PROCESS_H

#include <sys/types.h>

// A program that was started, and the near ends of its pipes, none of which ever waits.
struct child_process {
  pid_t identifier;
  // What is written here it reads from standard input.
  int input;
  // What it writes to standard output.
  int output;
  // What it writes to standard error.
  int errors;
};

// Starts a program with three pipes, in a folder and in a group of its own.
//
// It gets the caller's environment and signals as a new program expects them. No other program gets its pipes, whoever
// starts one at the same moment.
//
// Words end with a null. The first is looked for in PATH where it has no slash. Returns 0, or the number of the error.
int child_process_start(char *const words[], const char *folder, struct child_process *child);

#endif
