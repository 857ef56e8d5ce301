//! A virtual display with a private session bus, for machines without a screen.
//!
//! The bus is private because the program is single: on the session's own bus a second copy
//! would only raise the first one's window.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::{Outcome, step};

const PATIENCE: Duration = Duration::from_secs(60);
const BETWEEN_LOOKS: Duration = Duration::from_millis(150);
// A blank page has one or two colours; anti-aliased text alone brings dozens.
const COLOURS_OF_A_PAINTED_PAGE: u32 = 24;

/// A process that ends with its owner.
struct Kept(Child);

impl Drop for Kept {
    fn drop(&mut self) {
        // It may have ended by itself; that is as good.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// A display and a bus of our own.
pub struct VirtualDisplay {
    display: String,
    bus: String,
    _server: Kept,
    _daemon: Kept,
}

impl VirtualDisplay {
    /// Starts both and waits until they answer.
    ///
    /// # Errors
    /// A sentence, when one of them does not start.
    pub fn start() -> Outcome<VirtualDisplay> {
        let mut xvfb = Command::new("Xvfb");
        xvfb.args(["-displayfd", "1", "-screen", "0", "1360x900x24", "-nolisten", "tcp"]);
        let (server, number) = started(&mut xvfb)?;
        let mut dbus = Command::new("dbus-daemon");
        // An abstract address, like the display's, is reached from inside a changed root too.
        let address = format!("--address=unix:abstract=/inward-bus-{}", std::process::id());
        dbus.args(["--session", "--nofork", "--nopidfile", "--print-address=1", &address]);
        let (daemon, bus) = started(&mut dbus)?;
        Ok(VirtualDisplay { display: format!(":{number}"), bus, _server: server, _daemon: daemon })
    }

    /// Lets a command run on this display and bus.
    pub fn lend<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("GDK_BACKEND", "x11")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env_remove("WAYLAND_DISPLAY")
    }

    /// Starts a program here, waits until its window has painted, saves a picture and ends it.
    ///
    /// # Errors
    /// A sentence, when the program ends early or no painted window comes.
    pub fn picture(&self, program: &mut Command, title: &str, picture: &Path) -> Outcome {
        let mut child = self.lend(program).spawn().map_err(|e| format!("the program did not start: {e}"))?;
        let taken = self.painted_picture(&mut child, title, picture);
        let ended = end(child);
        taken.and(ended)
    }

    fn painted_picture(&self, child: &mut Child, title: &str, picture: &Path) -> Outcome {
        let deadline = Instant::now() + PATIENCE;
        let mut last_look = None;
        while Instant::now() < deadline {
            if let Some(status) = child.try_wait().map_err(|e| e.to_string())? {
                return Err(format!("The program ended before its window was there, with {status}."));
            }
            if let Some(window) = self.window(title) {
                let look = self.look_at(&window, picture)?;
                let settled = last_look.as_ref() == Some(&look);
                if COLOURS_OF_A_PAINTED_PAGE <= look.1 && settled {
                    return Ok(());
                }
                last_look = Some(look);
            }
            std::thread::sleep(BETWEEN_LOOKS);
        }
        Err(format!("No window named {title} painted within {} seconds.", PATIENCE.as_secs()))
    }

    fn window(&self, title: &str) -> Option<String> {
        let mut search = Command::new("xdotool");
        self.lend(&mut search).args(["search", "--onlyvisible", "--name", &format!("^{title}$")]);
        step::answer(&mut search).ok()?.lines().next().map(str::to_owned)
    }

    /// Saves a picture of a window; returns its signature and how many colours it has.
    fn look_at(&self, window: &str, picture: &Path) -> Outcome<(String, u32)> {
        step::answer(self.lend(&mut Command::new("import")).args(["-window", window]).arg(picture))?;
        let facts = step::answer(Command::new("identify").args(["-format", "%# %k"]).arg(picture))?;
        let (signature, colours) = facts.split_once(' ').unwrap_or((&facts, "0"));
        Ok((signature.to_owned(), colours.parse().unwrap_or(0)))
    }
}

/// Asks a program to end, and makes it end if it does not.
fn end(child: Child) -> Outcome {
    let mut child = Kept(child);
    if child.0.try_wait().map_err(|e| e.to_string())?.is_none() {
        step::answer(Command::new("kill").args(["-TERM", &child.0.id().to_string()]))?;
    }
    let deadline = Instant::now() + Duration::from_secs(10);
    while Instant::now() < deadline {
        if child.0.try_wait().map_err(|e| e.to_string())?.is_some() {
            return Ok(());
        }
        std::thread::sleep(BETWEEN_LOOKS);
    }
    Err("The program did not end within ten seconds of being asked to.".into())
}

/// Starts a server that prints one line when it is ready, and returns that line.
fn started(command: &mut Command) -> Outcome<(Kept, String)> {
    let name = command.get_program().to_string_lossy().into_owned();
    let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut child = Kept(spawned.map_err(|e| format!("`{name}` could not be started: {e}"))?);
    let out = child.0.stdout.take().expect("BUG: standard output is piped");
    let mut line = String::new();
    BufReader::new(out).read_line(&mut line).map_err(|e| format!("`{name}`: {e}"))?;
    if line.trim().is_empty() {
        return Err(format!("`{name}` ended before it was ready."));
    }
    Ok((child, line.trim().to_owned()))
}
