"""How long a window takes until it rests: Inward up to Today, and a bare WebKitGTK window with one static page.

Both are started on a display of their own, which is looked at many times a second. A window rests when
its picture no longer changes but for a blinking cursor; the last change is the time that is told.
Takes the program as its argument; prints one line a run and the medians.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 7
QUIET = 0.6  # seconds without a change until a window counts as at rest
FEW = 0.002  # the share of pixels that may change without counting: a cursor
PASSPHRASE = "vaccines first, then vacancies"

PAGE = """<!doctype html><meta charset="utf-8"><title>Today</title>
<style>body{font:16px sans-serif;margin:48px}li{margin:12px 0}</style>
<h1>Friday 27 March</h1><p>Now</p><ul><li>Today is logged</li><li>Weekly review, 8 minutes</li></ul>"""

BARE = """
import gi
gi.require_version("Gtk", "3.0"); gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2
window = Gtk.Window(default_width=1160, default_height=760)
view = WebKit2.WebView()
view.load_html(%r, None)
window.add(view); window.show_all(); Gtk.main()
"""


def look(root, gdk):
    """Returns the pixels of the display."""
    picture = gdk.pixbuf_get_from_window(root, 0, 0, root.get_width(), root.get_height())
    return picture.get_pixels()


def rests(root, gdk, begun):
    """Waits until nothing changes any more; returns the seconds from `begun` to the last change."""
    before, last = look(root, gdk), None
    while True:
        now = look(root, gdk)
        at = time.monotonic()
        if now != before:
            step = max(1, len(now) // 200_000)
            changed = sum(a != b for a, b in zip(now[::step], before[::step])) / (len(now) // step)
            if FEW < changed:
                last = at
            before = now
        elif last is not None and QUIET < at - last:
            return last - begun
        if 60 < at - begun:
            sys.exit("a window did not come to rest within a minute")
        time.sleep(0.01)


def look_at(root, gdk, files):
    """Keeps a picture of the display for people to look at, when a file is named for it."""
    for file in files:
        gdk.pixbuf_get_from_window(root, 0, 0, root.get_width(), root.get_height()).savev(file, "png", [], [])


def started(command, environment):
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def ended(process):
    process.kill()
    process.wait()
    time.sleep(0.3)


def main():
    program = os.path.abspath(sys.argv[1])
    screen = subprocess.Popen(["Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    display = ":" + screen.stdout.readline().decode().strip()
    os.environ["DISPLAY"] = display
    os.environ["GDK_BACKEND"] = "x11"
    import gi

    gi.require_version("Gdk", "3.0")
    from gi.repository import Gdk

    root = Gdk.get_default_root_window()
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "INWARD_DATA_DIR": home + "/vault", "LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1"}
        environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
        environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=" + home + "/none"
        secret = home + "/secret"
        with open(secret, "w", encoding="utf-8") as file:
            file.write(PASSPHRASE + "\n")
        for command in (["init"], ["import", os.path.abspath(sys.argv[2]), "--yes"]):
            subprocess.run([program, *command, "--passphrase-file", secret], env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # The first start of a journal asks one question; it is answered before anything is measured.
        begun = time.monotonic()
        window = started([program], environment)
        rests(root, Gdk, begun)
        for keys in (["type", "--delay", "25", PASSPHRASE], ["key", "Return"]):
            subprocess.run(["xdotool", *keys], check=True)
        time.sleep(8)
        subprocess.run(["xdotool", "key", "Tab", "Return"], check=True)
        time.sleep(3)
        look_at(root, Gdk, sys.argv[3:])
        ended(window)
        bare, locked, opened = [], [], []
        for run in range(RUNS):
            begun = time.monotonic()
            window = started(["/usr/bin/python3", "-c", BARE % PAGE], environment)
            bare.append(rests(root, Gdk, begun))
            ended(window)
            begun = time.monotonic()
            window = started([program], environment)
            locked.append(rests(root, Gdk, begun))
            subprocess.run(["xdotool", "type", "--delay", "25", PASSPHRASE], check=True)
            begun = time.monotonic()
            subprocess.run(["xdotool", "key", "Return"], check=True)
            opened.append(rests(root, Gdk, begun))
            ended(window)
            print(f"run {run + 1}: bare {bare[-1]:.3f} s, Inward locked {locked[-1]:.3f} s, from the passphrase to Today {opened[-1]:.3f} s", flush=True)
        of = statistics.median
        print(f"start of the window, locked: {of(locked):.3f} s; bare WebKitGTK window: {of(bare):.3f} s; ratio {of(locked) / of(bare):.2f}")
        print(f"with the passphrase and Today: {of(locked) + of(opened):.3f} s; ratio {(of(locked) + of(opened)) / of(bare):.2f}")
    screen.kill()


main()
