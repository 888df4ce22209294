"""Takes a picture of the first screen of a page, as README shows them.

    picture-page.py PAGE PICTURE.png [--size 1200x760] [--at #t=900000]

The picture has a palette of 256 colors where Pillow is there, so that it is small.
"""

import argparse
import pathlib
import shutil
import sys

from playwright.sync_api import sync_playwright


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("page", type=pathlib.Path)
    parser.add_argument("picture", type=pathlib.Path)
    parser.add_argument("--size", default="1200x760")
    parser.add_argument("--at", default="", help="what follows the page's address")
    parser.add_argument("--from", dest="heading", default="", help="the heading that stands at the top")
    chosen = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        sys.exit("Chromium is missing; on Debian: apt-get install chromium")
    width, height = (int(word) for word in chosen.size.split("x"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
        page.goto(chosen.page.resolve().as_uri() + chosen.at, wait_until="load")
        page.wait_for_timeout(2500)
        if chosen.heading:
            page.get_by_role("heading", name=chosen.heading).first.evaluate(
                "heading => scrollTo(0, heading.getBoundingClientRect().top + scrollY - 12)")
            page.wait_for_timeout(500)
        page.screenshot(path=chosen.picture)
        browser.close()
    try:
        from PIL import Image
    except ImportError:
        return
    with Image.open(chosen.picture) as image:
        image.convert("RGB").quantize(256).save(chosen.picture, optimize=True)


if __name__ == "__main__":
    main()
