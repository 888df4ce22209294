// The files that go into every report, compiled in, so that the command is one file.

#ifndef REPORT_FILES_H
#define REPORT_FILES_H

#include <stddef.h>

// UTF-8 without a zero at the end; it lives as long as the program.
struct report_file {
  const unsigned char *_Nonnull bytes;
  size_t count;
};

struct report_file report_vega(void);
struct report_file report_vega_lite(void);
struct report_file report_vega_embed(void);
struct report_file report_vega_license(void);
struct report_file report_style(void);
struct report_file report_script(void);
struct report_file report_replay_style(void);
struct report_file report_replay_script(void);

#endif
