// Two calls of glibc and musl, pipe2 and posix_spawn_file_actions_addchdir_np, that their headers show only then; Swift does not see them.
#define _GNU_SOURCE

#include "child_process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

extern char **environ;

static void close_pipe(const int ends[2]) {
  if (ends[0] >= 0) close(ends[0]);
  if (ends[1] >= 0) close(ends[1]);
}

// A pipe that no program inherits, beyond the descriptors 0 to 2, which the program's own ends will become.
static int make_pipe(int ends[2]) {
#ifdef __APPLE__
  if (pipe(ends) != 0) return errno;
  for (int place = 0; place < 2; place++) fcntl(ends[place], F_SETFD, FD_CLOEXEC);
#else
  if (pipe2(ends, O_CLOEXEC) != 0) return errno;
#endif
  for (int place = 0; place < 2; place++) {
    if (ends[place] > STDERR_FILENO) continue;
    int moved = fcntl(ends[place], F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    int problem = moved < 0 ? errno : 0;
    close(ends[place]);
    ends[place] = moved;
    if (problem != 0) return problem;
  }
  return 0;
}

static int spawn(
    char *const words[], const char *folder, const int standard[3], pid_t *identifier) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int problem = posix_spawn_file_actions_init(&actions);
  if (problem != 0) return problem;
  problem = posix_spawnattr_init(&attributes);
  if (problem != 0) {
    posix_spawn_file_actions_destroy(&actions);
    return problem;
  }
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  short flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
#ifdef __APPLE__
  flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, flags);
  problem = posix_spawn_file_actions_addchdir_np(&actions, folder);
  for (int place = 0; place < 3 && problem == 0; place++)
    problem = posix_spawn_file_actions_adddup2(&actions, standard[place], place);
  if (problem == 0)
    problem = posix_spawnp(identifier, words[0], &actions, &attributes, words, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return problem;
}

int child_process_start(char *const words[], const char *folder, struct child_process *child) {
  int pipes[3][2] = {{-1, -1}, {-1, -1}, {-1, -1}};
  int problem = 0;
  for (int place = 0; place < 3 && problem == 0; place++) problem = make_pipe(pipes[place]);
  if (problem == 0) {
    const int standard[3] = {pipes[0][0], pipes[1][1], pipes[2][1]};
    problem = spawn(words, folder, standard, &child->identifier);
  }
  if (problem != 0) {
    for (int place = 0; place < 3; place++) close_pipe(pipes[place]);
    return problem;
  }
  close(pipes[0][0]);
  close(pipes[1][1]);
  close(pipes[2][1]);
  child->input = pipes[0][1];
  child->output = pipes[1][0];
  child->errors = pipes[2][0];
  const int ends[3] = {child->input, child->output, child->errors};
  for (int place = 0; place < 3; place++)
    fcntl(ends[place], F_SETFL, fcntl(ends[place], F_GETFL) | O_NONBLOCK);
#ifdef __APPLE__
  fcntl(child->input, F_SETNOSIGPIPE, 1);
#endif
  return 0;
}
