#include "report_files.h"

#define FILE_OF(name, bytes) \
  struct report_file name(void) { return (struct report_file){bytes, sizeof bytes}; }

static const unsigned char vega[] = {
#embed "vega/vega.min.js"
};
static const unsigned char vega_lite[] = {
#embed "vega/vega-lite.min.js"
};
static const unsigned char vega_embed[] = {
#embed "vega/vega-embed.min.js"
};
static const unsigned char vega_license[] = {
#embed "vega/LICENSE.txt"
};
static const unsigned char style[] = {
#embed "page/page.css"
};
static const unsigned char script[] = {
#embed "page/page.js"
};
static const unsigned char replay_style[] = {
#embed "replay/replay.css"
};
static const unsigned char replay_script[] = {
#embed "replay/replay.js"
};

FILE_OF(report_vega, vega)
FILE_OF(report_vega_lite, vega_lite)
FILE_OF(report_vega_embed, vega_embed)
FILE_OF(report_vega_license, vega_license)
FILE_OF(report_style, style)
FILE_OF(report_script, script)
FILE_OF(report_replay_style, replay_style)
FILE_OF(report_replay_script, replay_script)
